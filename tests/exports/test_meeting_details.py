"""Purpose, place, people and case number: kept for the meeting, at the top of every format, optional."""

from __future__ import annotations

import json
from io import BytesIO

import docx
import pytest
from case_state import MADE, METHOD, VERSION, read_case, state_of_case
from office import text_of_pdf

from exports.action_plan import action_plan
from exports.contents.meeting_details import FIELDS
from exports.formats import html, json_format, markdown, pdf
from exports.formats.documents import word
from exports.minutes import build_minutes
from exports.minutes_document import texts_like_personal_numbers
from exports.options import Names, Options
from sessions import commands as do
from sessions.errors import ChangedMeanwhileError, TextTooLongError
from sessions.model import MeetingDetails
from sessions.rules.meeting.meeting_details import details_of
from workshop.cli.head_options import HEAD_OPTIONS

GIVEN = {
    "purpose": "Vi aftaler, hvem der gør hvad",
    "place": "Rådhuset, lokale 2",
    "hours": "9.00-12.00",
    "facilitator": "Anne Holm",
    "absentees": "Kim Lund, Bo Vang",
    "case_number": "26/1234",
    "drafted_by": "Ida Bek",
    "approved_by": "Per Dam",
}


def minutes_with(options=None, **given):
    state = state_of_case(read_case())
    state.load([MeetingDetails(1, **(given or GIVEN))])
    return build_minutes(state, METHOD, MADE, VERSION, options)


def word_text(minutes):
    file = docx.Document(BytesIO(word.render(minutes)))
    tables = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *tables])


def test_every_format_of_the_minutes_says_all_of_it(tmp_path):
    minutes = minutes_with()
    page = tmp_path / "referat.pdf"
    page.write_bytes(pdf.render(minutes))
    told = {
        "md": markdown.render(minutes).decode(),
        "html": html.render(minutes).decode(),
        "docx": word_text(minutes),
        "pdf": " ".join(text_of_pdf(page).split()),
    }
    for form, text in told.items():
        assert [given for given in GIVEN.values() if given not in text] == [], form
    assert json.loads(json_format.render(minutes))["details"] == [{"meeting": 1, **GIVEN}]
    assert "Sagsnummer 26/1234" in action_plan(minutes).footer


def test_what_is_not_given_is_not_there_and_the_method_says_what_it_is_for():
    text = markdown.render(minutes_with(place="Rådhuset")).decode()
    assert "**Sted:** Rådhuset" in text
    assert METHOD.summary in text
    for label in ("Tid:", "Facilitator:", "Fraværende:", "Sagsnummer:", "Udkast ved:", "Godkendt af:"):
        assert label not in text


def test_a_draft_that_nobody_has_approved_is_not_called_final():
    drafted = markdown.render(minutes_with(drafted_by="Sofie Lund")).decode()
    assert "**Status:** Ikke godkendt endnu." in drafted
    assert "Endeligt." not in drafted
    approved = markdown.render(minutes_with(drafted_by="Sofie Lund", approved_by="Per Bek")).decode()
    assert "**Status:** Endeligt." in approved


@pytest.mark.parametrize("names", [Names.INITIALS, Names.NONE])
def test_names_at_the_top_follow_the_choice_of_names(names):
    text = markdown.render(minutes_with(Options(names=names))).decode()
    assert "**Facilitator:** AH" in text
    assert "**Godkendt af:** PD" in text
    assert ("**Fraværende:** KL, BV" in text) is (names is Names.INITIALS)
    assert not [name for name in ("Holm", "Lund", "Vang", "Bek") if name in text]


def test_what_one_export_says_takes_the_place_of_what_is_stored_and_of_nothing_else():
    text = markdown.render(minutes_with(Options(details=(("place", "Biblioteket"),)))).decode()
    assert "**Sted:** Biblioteket" in text
    assert "Rådhuset" not in text
    assert "**Sagsnummer:** 26/1234" in text


def test_a_personal_number_in_them_is_asked_about():
    number = "010190-1234"
    assert texts_like_personal_numbers(minutes_with(purpose=f"Sag {number}")) == (f"Sag {number}",)


def test_they_are_kept_and_undone_and_a_follow_up_begins_with_what_is_still_so(room):
    room.ask(do.DescribeMeeting(**GIVEN))
    assert details_of(room.state()) == MeetingDetails(1, **GIVEN)
    room.ask(do.Undo())
    assert details_of(room.state()) == MeetingDetails(1)
    room.ask(do.Redo())
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning"))
    of_its_own = {"hours": "", "absentees": "", "approved_by": ""}
    assert details_of(room.state()) == MeetingDetails(2, **(GIVEN | of_its_own))


def test_what_is_too_long_or_was_changed_meanwhile_is_refused(room):
    with pytest.raises(TextTooLongError):
        room.ask(do.DescribeMeeting(place="x" * 121))
    seen = (details_of(room.state()),)
    room.ask(do.DescribeMeeting(place="Biblioteket", seen=seen))
    with pytest.raises(ChangedMeanwhileError):
        room.ask(do.DescribeMeeting(place="Rådhuset", seen=seen))


def test_the_command_line_has_an_option_for_each_field():
    assert HEAD_OPTIONS == FIELDS  # written out there: a command that is asked for help loads no rows
