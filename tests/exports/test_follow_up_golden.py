"""The minutes of a second meeting tell what it did, and nothing of the first one as if it were its own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from case_state import MADE, VERSION, next_step, read_case, run_sheet_rows, state_of_case

from exports.formats import html, json_format, markdown
from exports.formats.documents import word
from exports.minutes import build_minutes
from exports.minutes_document import outline
from prompts.methods.loading import load_method
from sessions.model import Meeting, Participant, Rating, StepReview, StepStatus

GOLDEN = Path(__file__).parent / "golden"
LANGUAGES = ("da", "en", "nb")
NBSP = "\N{NO-BREAK SPACE}"
MARCH, MAY = f"onsdag 25. marts 2026, uge{NBSP}13", f"mandag 4. maj 2026, uge{NBSP}19"
FIRST, SECOND = date(2026, 3, 4), date(2026, 4, 7)


def second_meeting(language="da"):
    """The kommune's follow-up: one agreement done, one stopped, one moved, one left alone, one new."""
    state = state_of_case(read_case(), meeting=2, date=SECOND, run_sheet="opfoelgning", language=language)
    done, stopped, moved = list(state.next_steps)
    state.load(
        [
            Meeting(1, FIRST, "120"),
            Meeting(2, SECOND, "opfoelgning"),
            Participant("late", 99, "Kim", "", "hash", False, False, None, 2),
            *run_sheet_rows("opfoelgning", meeting=2),
            replace(done, status=StepStatus.DONE, learning="Ring først"),
            replace(stopped, status=StepStatus.STOPPED, learning="For meget på én gang"),
            replace(moved, status=StepStatus.UNDER_WAY, due=date(2026, 5, 4), learning="Små skridt"),
            StepReview(done.id, 2, StepStatus.DONE, "Ring først", None, None),
            StepReview(stopped.id, 2, StepStatus.STOPPED, "For meget på én gang", None, None),
            StepReview(moved.id, 2, StepStatus.UNDER_WAY, "Små skridt", date(2026, 5, 4), None, moved.due),
            next_step(8, "Anne", "Spørger de pårørende", "2026-06-12", "Ti svar", resources="To dage"),
            next_step(9, "Bo", "Inviterer PPR", "2026-04-20", "En dato", help="Leder, PPR", meeting=2),
        ]
    )
    return state, done, stopped, moved


def minutes_in(language="da", state=None):
    state = state or second_meeting(language)[0]
    return build_minutes(state, load_method("tre-skridt", language), MADE, VERSION)


def text_of(minutes, form):
    """All that a reader of the format sees, as one text."""
    if form == "docx":
        file = docx.Document(BytesIO(word.render(minutes)))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])
    return {"md": markdown, "html": html}[form].render(minutes).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_of_a_follow_up_read_as_they_were_written_down(language):
    expected = (GOLDEN / f"follow_up.{language}.md").read_text(encoding="utf-8")
    assert markdown.render(minutes_in(language)).decode() == expected


@pytest.mark.parametrize("form", ["md", "html", "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_format_tells_the_first_meeting_as_its_own(language, form):
    case, method = read_case(), load_method("tre-skridt", language)
    told = text_of(minutes_in(language), form)
    statement = next(each for each in method.activities if each.key == "opbakning").statements[0].text
    first_only = [statement]
    first_only += [entry["text"] for key in ("answers", "experiences", "proposals") for entry in case[key]]
    agreed_then = {step["what"] for step in case["next_steps"]}
    assert [text for text in first_only if text in told and text not in agreed_then] == []
    assert "16 prikker" not in told


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_every_format_has_one_list_of_all_that_is_open(form):
    told = text_of(minutes_in(), form)
    assert "Åbne aftaler" in told
    for text in (f"{MARCH} → {MAY}", "Fra 1. møde", "Ti svar", "To dage", "Leder, PPR"):
        assert text in told


def test_the_list_of_what_is_open_keeps_all_that_was_agreed_and_marks_what_is_new():
    _, done, stopped, moved = second_meeting()
    section = markdown.render(minutes_in()).decode().split("## Åbne aftaler")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")][2:]
    assert [row.split(" | ")[2] for row in rows] == [
        f"mandag 20. april 2026, uge{NBSP}17",
        f"{MARCH} → {MAY}",
        f"fredag 12. juni 2026, uge{NBSP}24",
    ]
    new, kept, untouched = rows
    assert "Ny" in new
    assert "Fra 1. møde" not in new
    assert "Fra 1. møde" in kept
    assert "Fra 1. møde" in untouched
    for text in (moved.first_visible_result, moved.resources, moved.help):
        assert text in kept
    assert done.what not in section
    assert stopped.what not in section


def test_a_moved_date_has_room_in_the_table_of_what_was_reviewed():
    section = next(each for each in outline(minutes_in()).sections if each.key == "review")
    (table,) = section.blocks
    widths = {column.title: column.width for column in table.columns}
    assert widths["Hvornår"] / sum(widths.values()) >= 0.2, "as much as among the open agreements"


def test_the_column_of_results_is_named_for_all_that_it_holds():
    assert "| Første synlige resultat, ressourcer og hjælp |" in markdown.render(minutes_in()).decode()


def test_what_happened_comes_before_what_is_open_and_earlier_results_come_last():
    heads = [line for line in markdown.render(minutes_in()).decode().splitlines() if line.startswith("## ")]
    assert heads[:3] == ["## Status på aftaler", "## Åbne aftaler", "## Næste gang"]
    assert heads[-1] == "## Fra 1. møde, 4. marts 2026: Tiltag og tilgange"
    assert not any("1. møde" in head for head in heads[:-1])


def test_a_rating_of_the_follow_up_is_told_and_that_of_the_first_meeting_is_not():
    state, *_ = second_meeting()
    rows = run_sheet_rows("90", meeting=2)
    state.load(row for row in rows if row.activity == "opbakning")
    state.load(Rating("run-2-opbakning", "stoetter-aftalerne", f"id-{n}", 5) for n in range(1, 8))
    told = markdown.render(minutes_in(state=state)).decode()
    assert told.count("Jeg støtter de aftaler") == 1
    assert "Alle 7, der svarede, støtter" in told
    assert "10 af 12" not in told


def test_the_file_for_programs_says_which_meeting_each_entry_is_from():
    found = json.loads(json_format.render(minutes_in()))
    for key in ("answers", "experiences", "proposals", "initiatives"):
        assert {entry["meeting"] for entry in found[key]} == {1}
    assert (found["support_meeting"], found["vote_ranking_meeting"]) == (1, 1)
    assert {entry["placed_in_meeting"] for entry in found["initiatives"]} <= {1, None}
    moved = next(step for step in found["next_steps"] if step["when"] == "2026-05-04")
    assert [(review["when_before"], review["when"]) for review in moved["reviews"]] == [
        ("2026-03-25", "2026-05-04")
    ]


def test_a_first_meeting_has_no_annex_and_no_origin():
    told = markdown.render(minutes_in(state=state_of_case(read_case()))).decode()
    assert "## Hvem gør hvad" in told
    assert "1. møde" not in told
