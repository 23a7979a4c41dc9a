"""The minutes of a follow-up tell the meetings apart: dates, people, and what each said of an agreement."""

import json
import re
from dataclasses import replace
from datetime import date

import jsonschema
import pytest
from case_state import (
    MADE,
    METHOD,
    VERSION,
    card,
    read_case,
    run_sheet_rows,
    scheduled,
    state_of_case,
)

from exports.formats import html, json_format, markdown
from exports.minutes import build_minutes
from sessions.model import Meeting, Participant, Placement, Rating, StepReview, StepStatus, Vote


@pytest.fixture
def third():
    """The kommune's third meeting: one agreement done in the second, one with a new date in both."""
    state = state_of_case(read_case(), meeting=3, date=date(2026, 5, 4), run_sheet="opfoelgning")
    state.load(
        [
            Meeting(1, date(2026, 3, 4), "120"),
            Meeting(2, date(2026, 4, 7), "opfoelgning"),
            Meeting(3, date(2026, 5, 4), "opfoelgning"),
            Participant("late", 99, "Kim", "", "hash", False, False, None, 3),
            *run_sheet_rows("opfoelgning", meeting=3),
        ]
    )
    done, moved, *_ = list(state.next_steps)
    state.load(
        [
            replace(done, status=StepStatus.DONE, learning="Ring først"),
            replace(moved, status=StepStatus.UNDER_WAY, learning="Små skridt", due=date(2026, 6, 1)),
            StepReview(done.id, 2, StepStatus.DONE, "Ring først", None, None),
            StepReview(moved.id, 2, StepStatus.NOT_STARTED, "Ingen havde tid", date(2026, 5, 1), None),
            StepReview(moved.id, 3, StepStatus.UNDER_WAY, "Små skridt", date(2026, 6, 1), "sammen"),
        ]
    )
    return state, done, moved


def minutes_of(state):
    return build_minutes(state, METHOD, MADE, VERSION)


def test_each_meeting_stands_with_its_own_words(third):
    state, done, moved = third
    text = markdown.render(minutes_of(state)).decode()
    review = text.split("## Status på aftaler")[1].split("\n## ")[0]
    row = next(line for line in review.splitlines() if moved.what in line)
    for words in ("Små skridt", "2. møde, 7. april 2026: Ikke begyndt – Ingen havde tid", "1. juni 2026"):
        assert words in row
    assert "Ny tilgang: Vi gør det sammen" in row
    assert "Ny dato" in row
    assert done.what not in review  # told in the second meeting's minutes


def test_the_meetings_are_listed_and_this_one_is_marked(third):
    text = markdown.render(minutes_of(third[0])).decode()
    listed = text.split("## Møderne")[1].split("\n## ")[0]
    assert "| 1. møde | 4. marts 2026 | 120 minutter |" in listed
    assert "| 3. møde (dette) | 4. maj 2026 | Opfølgning, 30 minutter |" in listed


def short_version(state):
    text = markdown.render(minutes_of(state)).decode()
    return text.split("## I tal")[1].split("\n## ")[0]


FIRST_MEETING_ONLY = ("Gruppen skrev", "Aftalte tilgange", "placeret ens", "Flest prikker")


def test_the_short_version_of_a_first_meeting_tells_all_it_did():
    told = short_version(state_of_case(read_case()))
    assert [words for words in FIRST_MEETING_ONLY if words not in told] == []


def test_the_short_version_of_a_follow_up_tells_nothing_that_an_earlier_meeting_did(third):
    told = short_version(third[0])
    assert [words for words in FIRST_MEETING_ONLY if words in told] == []
    assert "Aftalerne fra sidst: Ikke begyndt 1 · I gang 1." in told


def test_the_short_version_of_a_follow_up_counts_its_own_cards_placements_dots_and_support(third):
    state, *_ = third
    old = next(iter(state.cards.where("standing_in", "initiatives")))
    new, merged = (
        card("initiatives", number, f"nyt {number}", meeting=3, agreed="sammen", merged_into=into)
        for number, into in ((90, ""), (91, "card-initiatives-90"))
    )
    proposal = card("proposals", 90, "Mød os om en uge", meeting=3)
    people = [f"id-{number}" for number in range(1, 7)]
    state.load(
        [
            new,
            merged,
            proposal,
            *(Placement(new.id, person, 5, "sammen") for person in people),
            *(
                Placement(old.id, person, 5, ("sammen", "tag-selv")[place % 2])
                for place, person in enumerate(people)
            ),
            replace(old, agreed="tag-selv"),
            scheduled("stem", 20, 3),
            *(Vote("run-3-stem", proposal.id, person, 2) for person in people[:3]),
            scheduled("opbakning", 21, 3),
            *(Rating("run-3-opbakning", "stoetter-aftalerne", person, 5) for person in people),
        ]
    )
    told = short_version(state)
    for line in (
        "Gruppen skrev 2 tiltag. Da ens tiltag var slået sammen, var der 1.",
        re.sub(
            r"([■◆●▲]) ",
            "\\1\N{NO-BREAK SPACE}",
            "Aftalte tilgange: ■ Gør det! 0 · ◆ Tag selv 1 · ● Tæt på 0 · ▲ Vi gør det sammen 1.",
        ),
        "1 af 2 blev placeret ens af mindst tre ud af fire.",
        "Flest prikker: Mød os om en uge (6 prikker). 3 stemte og gav i alt 6 prikker.",
    ):
        assert line in told


def test_a_first_meeting_has_no_list_of_meetings():
    text = markdown.render(minutes_of(state_of_case(read_case()))).decode()
    assert "Møderne" not in text
    assert "Pakker" not in text


def test_only_those_of_this_meeting_took_part_in_it(third):
    assert [line.alias for line in minutes_of(third[0]).participants] == ["Kim"]


def test_the_days_to_come_are_counted_from_the_first_meeting_with_their_own_agenda(third):
    found = json.loads(json_format.render(minutes_of(third[0])))["follow_up"]
    assert [meeting["days"] for meeting in found] == [90]
    first = json.loads(json_format.render(minutes_of(state_of_case(read_case()))))["follow_up"]
    assert found[0]["agenda"] == first[2]["agenda"]


def test_the_file_for_programs_holds_every_review_and_fits_its_schema(third):
    state, _, moved = third
    found = json.loads(json_format.render(minutes_of(state)))
    jsonschema.Draft202012Validator(json_format.schema()).validate(found)
    step = next(step for step in found["next_steps"] if step["what"] == moved.what)
    assert [(review["meeting"], review["when"], review["approach"]) for review in step["reviews"]] == [
        (2, "2026-05-01", None),
        (3, "2026-06-01", "sammen"),
    ]
    assert [meeting["date"] for meeting in found["meetings"]] == ["2026-03-04", "2026-04-07", "2026-05-04"]


def test_the_packs_of_this_run_sheet_are_named(third):
    state, _, _ = third
    state.load([scheduled("qif-svar", 20, 3), scheduled("qif-huller", 21, 3)])
    minutes = minutes_of(state)
    assert minutes.packs == ("Kvalitetstjek (QIF)",)
    assert "Kvalitetstjek (QIF)" in markdown.render(minutes).decode()


def test_what_a_follow_up_wrote_is_never_markup(third):
    state, _, moved = third
    state.load([StepReview(moved.id, 2, StepStatus.DONE, "<b>fed</b> | [x](y)", None, None)])
    assert b"<b>fed" not in html.render(minutes_of(state))


def test_a_deadline_in_words_is_told_as_one_without_a_date():
    state = state_of_case(read_case())
    first = next(iter(state.next_steps))
    state.load([replace(first, due=None, due_words="snarest")])
    minutes = minutes_of(state)
    assert "uden dato: snarest" in markdown.render(minutes).decode()
    told = json.loads(json_format.render(minutes))
    jsonschema.validate(told, json_format.schema())
    assert [step["when_in_words"] for step in told["next_steps"] if "when_in_words" in step] == ["snarest"]
