"""Write the tables of keys in the facilitator's guide from the one declaration of every action.

Usage, from the top of the checkout: python tests/tools/make_keys_table.py
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from prompts.language.words import load_words
from prompts.methods.loading import load_method
from prompts.methods.model import Kind
from workshop.terminal.actions.action_spec import key_shown
from workshop.terminal.actions.common_actions import COMMON
from workshop.terminal.actions.everywhere import FRAME_ACTIONS
from workshop.terminal.activities.panel_registry import panel_for
from workshop.terminal.activities.wall_panel import MOVES, SEARCH

GUIDE = Path(__file__).parents[2] / "docs" / "facilitator.md"
BEGIN, END = "<!-- keys: made by tests/tools/make_keys_table.py -->", "<!-- end of keys -->"
TITLES = {
    Kind.PRESENT: "Når du viser noget",
    Kind.COLLECT: "Når alle skriver kort",
    Kind.CLUSTER: "Når I grupperer",
    Kind.PLACE: "Når I placerer i de fire tilgange",
    Kind.REFLECT: "De fem spørgsmål",
    Kind.RATE: "Tal på en skala",
    Kind.VOTE: "Når I stemmer",
    Kind.AGREE: "Aftaler",
    Kind.REVIEW: "Opfølgning på aftaler",
}
EVERYWHERE_ON_A_WALL = {spec.method for spec in (*MOVES, SEARCH)}


def rows(specs, digits):
    """A row for each action; number keys that do the same make one, up to `digits`."""
    words = load_words()
    for _, same in groupby(specs, lambda spec: spec.help):
        group = list(same)
        keys = [key_shown(key) for key in group[0].keys]
        if len(group) > 1:
            keys = [f"{group[0].keys[0]}–{min(len(group), digits)}"]
        shown = " ".join(f"`{key}`" for key in keys) or "`^p`, og skriv et ord"
        yield f"| {shown} | {words(group[0].label)} | {words(group[0].help)} |"


def table(title, specs, digits=9):
    """A table under its title."""
    return [
        "",
        f"**{title}**",
        "",
        "| tast | på skærmen | hvad den gør |",
        "|---|---|---|",
        *rows(specs, digits),
    ]


def keys():
    """All tables."""
    categories = len(load_method("tre-skridt", "da").categories)
    lines = table("Overalt", (*FRAME_ACTIONS, *COMMON))
    lines += table("På alle vægge og lister", (*MOVES, SEARCH))
    for kind, title in TITLES.items():
        own = [spec for spec in panel_for(kind).ACTIONS if spec.method not in EVERYWHERE_ON_A_WALL]
        lines += table(title, own, 9 if kind is Kind.CLUSTER else categories)
    return "\n".join([BEGIN, *lines, "", END])


def with_keys(text):
    """The guide with its tables made anew."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + keys() + after


if __name__ == "__main__":
    GUIDE.write_text(with_keys(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
