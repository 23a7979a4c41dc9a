"""Whoever leads by the printed run sheet finds there the key for each thing they can do."""

from __future__ import annotations

import docx
import pytest
from acts_by_kind import CATALOGUE
from command_line import workshop

from exports.run_sheet_keys import key_on_paper
from prompts.language.words import LANGUAGES, load_words
from prompts.methods.loading import load_method
from prompts.methods.model import Kind, Phase
from workshop.facilitating.acts.anytime import everywhere
from workshop.facilitating.availability import can_be_shown, takes_input
from workshop.terminal.actions.action_spec import key_shown

ONLY_IN_A_GRID, OUTSIDE_A_GRID = {"collect.cell"}, {"collect.merge", "collect.split"}
LOOKED_UP = {"notes": "f", "parking": "p", "decisions": "B", "run-sheet": "d", "people": "D", "code": "q"}


def printed(tmp_path, sheet: str, language: str):
    out = tmp_path / "out"
    workshop(tmp_path, "methods", "print", "--run-sheet", sheet, "--out", str(out), language=language)
    (file,) = out.glob("*.docx")
    document = docx.Document(str(file))
    told = {(row.cells[0].text, row.cells[1].text) for table in document.tables[1:] for row in table.rows}
    return [paragraph.text for paragraph in document.paragraphs], told


def acts_of(activity, method):
    """The acts that have something to act on in the activity."""
    if activity.kind is Kind.PLACE and activity.phase is not Phase.TALK:
        return
    for act in CATALOGUE.get(activity.kind, ()):
        left_out = OUTSIDE_A_GRID if activity.grid else ONLY_IN_A_GRID
        handed_on = act.name != "collect.fetch" or activity.input
        has_statuses = act.name != "collect.change" or method.deck(activity.deck).statuses
        if act.shown and act.keys and act.name not in left_out and handed_on and has_statuses:
            yield act


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sheet", ["180", "opfoelgning"])
def test_every_act_of_an_activity_is_printed_with_its_key(tmp_path, language: str, sheet: str) -> None:
    lines, told = printed(tmp_path, sheet, language)
    words, method = load_words(language), load_method(language=language)
    driving = {act.name: act for act in everywhere.DRIVING}
    for planned in method.run_sheet(sheet).plan:
        activity = method.activity(planned.activity)
        begin = next(n for n, line in enumerate(lines) if line.endswith(f" · {activity.title}"))
        end = next(n for n in range(begin, len(lines)) if "PgDn " in lines[n])
        in_short = lines[end].split(": ", 1)[1].split(" · ")
        wanted = [driving["everywhere.extend"], *acts_of(activity, method)]
        wanted += [driving["everywhere.input"]] if takes_input(activity) else []
        wanted += [driving["everywhere.reveal"]] if can_be_shown(activity) else []
        for act in wanted:
            key = key_on_paper(key_shown(act.keys[0]), words)
            assert f"{key} {words(f'{act.words_key}.label')}" in in_short, (activity.key, act.name)
            assert (key, words(f"{act.words_key}.help")) in told, (activity.key, act.name)


def test_the_keys_that_always_work_are_printed(tmp_path) -> None:
    _, told = printed(tmp_path, "60", "da")
    words = load_words("da")
    for act in (*everywhere.DRIVING, everywhere.REDO):
        assert (key_on_paper(key_shown(act.keys[0]), words), words(f"{act.words_key}.help")) in told, act.name
    for name, key in LOOKED_UP.items():
        assert (key, words(f"acts.everywhere.{name}.help")) in told


def test_a_key_is_not_printed_where_it_does_nothing(tmp_path) -> None:
    lines, _ = printed(tmp_path, "120", "da")
    short = [line for line in lines if "PgDn " in line]
    titles = [line for line in lines if line[:1].isdigit() and "–" in line and " · " in line]
    at = dict(zip((title.split(" · ", 1)[1] for title in titles), short, strict=True))
    assert "1–4 Se tæt på" in at["Fire måder at gribe det an på"]
    assert "Se alle" not in at["Velkommen"]
    assert "1–4 Aftal plads" in at["Tal om dem, I er uenige om"]
    assert "1–4 Vælg" in at["Fem spørgsmål til tilgangene"]
    assert "c Vælg kort" not in at["Fem spørgsmål til tilgangene"]
    assert "Flyt felt" in at["Styrker og udfordringer"]
    assert "Flyt felt" not in at["Skriv jeres tiltag"]
    assert "Skift status" in at["Skriv jeres tiltag"]
    assert "Skift status" not in at["Forslag til næste skridt"]
