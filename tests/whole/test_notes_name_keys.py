"""Whoever leads by the printed run sheet finds there the key for each thing they can do."""

from __future__ import annotations

import docx
import pytest
from acts_by_kind import CATALOGUE
from command_line import workshop

from prompts.language.words import LANGUAGES, load_words
from prompts.methods.loading import load_method
from prompts.methods.model import Kind, Phase
from workshop.facilitating.acts.anytime import everywhere
from workshop.facilitating.availability import can_be_shown, takes_input
from workshop.terminal.actions.action_spec import key_shown


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", ["180", "opfoelgning"])
def test_every_act_of_an_activity_is_printed_with_its_key(tmp_path, language: str, sheet: str) -> None:
    out = tmp_path / "out"
    workshop(tmp_path, "methods", "print", "--run-sheet", sheet, "--out", str(out), language=language)
    (file,) = out.glob("*.docx")
    lines = [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]
    words, method = load_words(language), load_method(language=language)
    driving = {act.name: act for act in everywhere.DRIVING}
    for planned in method.run_sheet(sheet).plan:
        activity = method.activity(planned.activity)
        begin = next(n for n, line in enumerate(lines) if line.endswith(f" · {activity.title}"))
        end = next(n for n in range(begin, len(lines)) if lines[n].startswith("PgDn "))
        wanted = [driving["everywhere.extend"]]
        if activity.kind in CATALOGUE and (activity.kind is not Kind.PLACE or activity.phase is Phase.TALK):
            wanted += [act for act in CATALOGUE[activity.kind] if act.shown and act.keys]
        wanted += [driving["everywhere.input"]] if takes_input(activity) else []
        wanted += [driving["everywhere.reveal"]] if can_be_shown(activity) else []
        for act in wanted:
            said = f"{key_shown(act.keys[0])} {words(f'{act.words_key}.help')}"
            assert said in lines[begin:end], (activity.key, said)
