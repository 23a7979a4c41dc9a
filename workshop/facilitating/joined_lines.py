"""How the groups that were joined see an initiative, one line each, for every face."""

from __future__ import annotations

from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.joined import views_of
from sessions.model import Card
from sessions.state import State


def group_lines(state: State, method: Method, card: Card, words: Words) -> list[str]:
    """What each group agreed of `card` and how many chose what: `Nord: ▲ Vi gør det sammen (▲ 5 · ■ 1)`."""
    known = {category.key: category for category in method.categories}
    lines = []
    for view in views_of(state, card):
        agreed = known.get(view.agreed or "")
        title = f"{agreed.sign} {agreed.title}" if agreed is not None else words("minutes.groups.not-agreed")
        ordered = sorted(view.counts, key=lambda entry: -entry[1])
        counts = " · ".join(f"{known[key].sign} {count}" for key, count in ordered if key in known)
        lines.append(f"{view.group}: {title}" + (f" ({counts})" if counts else ""))
    return lines
