"""A date that is not understood is asked for again alone: what was answered before it is kept."""

from datetime import date

import pytest

from sessions.storage.store import read_state
from workshop.machine.local_date import today

DAY = date(2027, 3, 4)
KEEP = "2"
"""The answer that leaves the workshop the day it has."""


@pytest.fixture
def day():
    return DAY


def go_to_the_agreements(plain, session, *, begins=True):
    rows = [row.activity for row in read_state(session).run_sheet()]
    plain.do(f"d g {rows.index('aftaler') + 1}", *(KEEP,) * begins)


@pytest.mark.parametrize(("answer", "held"), [("1", today()), (KEEP, DAY)])
def test_a_workshop_that_begins_on_another_day_asks_when_it_is_held(plain, session, answer, held):
    said = plain.do("n", answer)
    assert "Workshoppen har datoen torsdag 4. marts 2027" in said
    assert read_state(session).workshop.date == held


def test_one_refused_date_costs_no_other_answer(plain, session):
    go_to_the_agreements(plain, session)
    answers = ("Bo", "Ringer rundt til alle enheder", "31.2.", "ultimo marts")
    said = plain.do("a", *answers, "Fire navne på tavlen", "To dage", "Sekretariatet")
    assert "“31.2.” er ikke en dato" in said
    (step,) = read_state(session).next_steps
    assert (step.who, step.what, step.due) == ("Bo", "Ringer rundt til alle enheder", date(2027, 3, 31))
    assert (step.first_visible_result, step.resources, step.help) == (
        "Fire navne på tavlen",
        "To dage",
        "Sekretariatet",
    )


def test_a_deadline_is_read_from_the_day_of_the_workshop(plain, session):
    go_to_the_agreements(plain, session)
    plain.do("a", "Bo", "Ringer", "fredag", "", "", "")
    assert [step.due for step in read_state(session).next_steps] == [date(2027, 3, 5)]


@pytest.mark.wide
def test_home_asks_for_the_day_again_and_keeps_the_title(start, tmp_path):
    running = start("run", "--plain")
    running.do("n", "", "Ny dag", "Kommunen", "", "31.2.2027", "4. marts 2027", "", "1", "", "2", "nej")
    assert "“31.2.2027” er ikke en dato" in running.text
    (file,) = (tmp_path / "data" / "sessions").glob("*.db")
    made = read_state(file).workshop
    assert (made.title, made.organisation, made.date) == ("Ny dag", "Kommunen", date(2027, 3, 4))


def test_leaving_the_question_of_the_initiative_asks_the_agreement_again(plain, session):
    rows = [row.activity for row in read_state(session).run_sheet()]
    plain.do(f"d g {rows.index('skriv-tiltag') + 1}", KEEP)
    plain.do("a Færre møder")
    go_to_the_agreements(plain, session, begins=False)
    kept = ("", "", "", "", "", "")
    plain.do("a", "Bo", "Ringer rundt", "fredag", "Navne", "", "", "/", *kept, "1")
    plain.until(lambda: len(read_state(session).next_steps))
    (step,) = read_state(session).next_steps
    assert (step.who, step.what, step.due) == ("Bo", "Ringer rundt", date(2027, 3, 5))


def test_words_stay_where_they_are_no_date_and_a_date_is_shown_back(plain, session):
    go_to_the_agreements(plain, session)
    assert "= fredag 5. marts 2027" in plain.do("a", "Bo", "Ringer", "fredag", "", "", "")
    assert "“snarest” er ingen dato" in plain.do("a", "Eva", "Skriver", "snarest", "", "", "")
    dated, worded = read_state(session).next_steps
    assert (dated.due, dated.due_words) == (date(2027, 3, 5), "")
    assert (worded.due, worded.due_words) == (None, "snarest")
