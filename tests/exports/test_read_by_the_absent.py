"""What a reader who was not there stumbles over: conditions far from reservations, numbers in two forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from case_state import METHOD, VERSION, card, participant
from two_meetings import MADE, first_meeting, minutes_of, second_meeting

from exports.files.writing import write_exports
from exports.formats import markdown
from exports.minutes import build_minutes
from sessions import model


def told(state):
    return markdown.render(build_minutes(state, METHOD, MADE[1], VERSION)).decode()


def headings(text):
    return [line[3:] for line in text.splitlines() if line.startswith("## ")]


def test_what_those_with_reservations_need_stands_beside_them():
    state = first_meeting()
    state.load([card("needs", 1, "At vi stopper noget andet først")])
    found = headings(told(state))
    assert found[found.index("Opbakning og forbehold") + 1] == "Hvad skal der til?"


def test_means_below_each_other_have_the_same_form():
    state = first_meeting()
    state.load(
        model.Rating("run-1-erkendelser", statement, f"id-{who}", value)
        for statement, values in {"potentiale": (4,) * 6, "kapacitet": (4, 4, 4, 4, 4, 5)}.items()
        for who, value in enumerate(values, start=1)
    )
    text = told(state)
    assert "| 6 | 4,0 |" in text
    assert "| 6 | 4,2 |" in text


def test_a_theme_says_which_of_its_initiatives_were_not_chosen():
    state = first_meeting()
    state.load(
        [
            model.Theme("theme-1", "initiatives", "Hjemme", 1),
            replace(state.cards.get("card-initiatives-1"), theme="theme-1"),
            replace(state.cards.get("card-initiatives-4"), theme="theme-1"),
            model.SetAside("card-initiatives-4", 1),
        ]
    )
    (line,) = [line for line in told(state).splitlines() if line.startswith("| Hjemme")]
    assert "Pjece til pårørende (ikke valgt nu)" in line
    assert "udskrivning (ikke valgt nu)" not in line


def test_of_two_entries_that_were_one_person_none_has_left():
    state = first_meeting()
    twin = replace(participant(9, "Kim (2)"), typed_in=True, removed=True)
    gone = replace(participant(10, "Poul"), typed_in=True, removed=True)
    state.load([twin, gone])
    text = told(state)
    assert "**Gik før tid** Poul" in text
    assert "6 (1 mere gik undervejs" in text
    assert "Kim (2)" not in text


def test_the_question_that_a_follow_up_has_answered_is_not_proposed_again():
    state = second_meeting()
    early = date(2026, 3, 26)  # the 30 days were to be on 7 April
    state.load([replace(state.workshop, date=early), model.Meeting(2, early, "opfoelgning")])
    found = told(state)
    assert "Er vi kommet i gang?" not in found
    assert "Virker tilgangen" in found
    soon = date(2026, 3, 6)  # two days later nobody can say whether it has begun
    state.load([replace(state.workshop, date=soon), model.Meeting(2, soon, "opfoelgning")])
    assert "Er vi kommet i gang?" in told(state)


def test_minutes_of_two_meetings_on_a_day_are_told_apart_by_name(tmp_path):
    state = second_meeting()
    state.load([replace(state.workshop, date=date(2026, 3, 4)), model.Meeting(2, date(2026, 3, 4), "x")])
    same_day = build_minutes(state, METHOD, MADE[2], VERSION)
    names = [
        written.path.name
        for minutes in (minutes_of(1), same_day, minutes_of(2))
        for written in write_exports(replace(minutes, final=True), tmp_path, ["md"])
    ]
    assert [name.partition("-sundhed")[2] for name in names] == [".md", "_moede-2.md", ".md"]
