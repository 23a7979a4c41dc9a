"""What so few gave that somebody could be recognised is in no format, and the minutes say why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from case_state import (
    MADE,
    METHOD,
    VERSION,
    card,
    participant,
    read_case,
    run_sheet_rows,
    state_of,
    state_of_case,
    workshop,
)

from exports.formats import json_format, markdown
from exports.minutes import build_minutes
from exports.sections.rate import Ratings
from exports.sections.vote import Votes
from prompts.language.words import load_words
from sessions import model

WORDS = load_words("da")


def minutes_of(people, small_groups=False, votes=None, hands=0, placed_by_hand=0, **changes):
    """A workshop in which `people` placed a card, put a dot on it and rated the agreements."""
    numbers = range(1, people + 1)
    rows = [workshop(read_case(), show_small_groups=small_groups), *run_sheet_rows("120")]
    rows += [
        card("initiatives", 1, "Mindre møder"),
        card("proposals", 1, "Begynd"),
        card("proposals", 2, "Vent"),
    ]
    rows += [participant(number, f"Navn {number}", **changes) for number in numbers]
    rows += [model.Placement("card-initiatives-1", f"id-{number}", 1, "sammen") for number in numbers]
    rows += [
        model.Vote("run-1-stem", f"card-proposals-{kind}", f"id-{number}", dots)
        for number in numbers
        for kind, dots in (votes or {1: 1}).items()
    ]
    rows += [model.Rating("run-1-opbakning", "stoetter-aftalerne", f"id-{number}", 4) for number in numbers]
    if hands:
        rows.append(model.HandCount("run-1-stem", "card-proposals-1", 0, "dots", hands))
    if placed_by_hand:
        rows.append(model.HandCount("", "card-initiatives-1", 1, "sammen", placed_by_hand))
    return build_minutes(state_of(*rows), METHOD, MADE, VERSION)


def text_of(minutes):
    return markdown.render(minutes).decode()


@pytest.mark.parametrize("small_groups", [False, True])
@pytest.mark.parametrize("people", [1, 2, 3, 4, 5])
def test_few_peoples_figures_are_covered_and_the_reason_said(people, small_groups):
    minutes = minutes_of(people, small_groups)
    told, text = json_format.as_json(minutes), text_of(minutes)
    initiative, ballot, rating = told["initiatives"][0], told["ballots"][0], told["ratings"][0]
    few = people < 3
    assert initiative["suppressed"] is few
    assert initiative["stands"]["cast"] == sum(initiative["round_1"].values()) == (0 if few else people)
    assert (initiative["agreement"] is None) is few
    assert ballot["suppressed"] is few
    assert ballot["ranking"] == ([] if few else [["p1", people]])
    assert rating["suppressed"] is (people < (3 if small_groups else 5))
    assert (WORDS("minutes.place.covered", n=1, least=3) in text) is few
    assert (WORDS("minutes.vote.covered", least=3) in text) is few
    assert (f"med færre end {3 if small_groups else 5} svar kunne nogen kendes" in text) is rating[
        "suppressed"
    ]
    if few:
        assert f"{people} af {people}" not in text
        assert "Flest prikker" not in text


def test_a_tie_names_everybody_who_has_most_dots():
    text = text_of(minutes_of(4, votes={1: 1, 2: 1}))
    assert "Lige mange prikker: Begynd · Vent (4 prikker hver). 4 stemte og gav i alt 8 prikker." in text
    assert "Flest prikker:" not in text, "the heading of a section says it too"


def test_the_winner_is_told_with_what_the_dots_are_a_share_of():
    text = text_of(minutes_of(4, votes={1: 2, 2: 1}))
    assert "Flest prikker: Begynd (8 prikker). 4 stemte og gav i alt 12 prikker." in text
    assert text.count("4 stemte og gav i alt 12 prikker.") == 3, "at the top, in the numbers and at the chart"


def test_raised_hands_are_not_told_as_people_nor_as_the_dots_of_those_who_voted():
    text = text_of(minutes_of(3, votes={1: 2, 2: 1}, hands=2))
    assert "Flest prikker: Begynd (8 prikker)." in text
    assert "3 stemte på deres telefoner og gav i alt 9 prikker." in text
    assert "Hertil kommer 2 prikker ved håndsoprækning." in text


def test_dots_of_raised_hands_alone_are_told_as_such():
    text = text_of(minutes_of(0, hands=5))
    assert "Flest prikker: Begynd (5 prikker). 5 prikker er talt ved håndsoprækning." in text


def test_the_base_of_the_example_is_the_one_counted_by_hand():
    case = read_case()
    votes = build_minutes(state_of_case(case), METHOD, MADE, VERSION).part(Votes)
    given = sum(dots for own in case["votes"].values() for dots in own.values())
    assert votes.latest is not None
    assert votes.latest.base(WORDS) == f"{len(case['votes'])} stemte og gav i alt {given} prikker."


def test_whoever_left_explains_why_more_answered_than_are_listed():
    state = state_of_case(read_case())
    listed = len(list(state.participants))
    gone = next(row for row in state.participants if row.alias)
    state.load([model.Participant(**{**_fields(gone), "removed": True})])
    minutes = build_minutes(state, METHOD, MADE, VERSION)
    assert f"**Deltagere:** {listed - 1} (1 mere gik undervejs; det, vedkommende gav, tæller med)" in text_of(
        minutes
    )
    state.load([participant(99, "Gav intet", removed=True)])
    assert build_minutes(state, METHOD, MADE, VERSION).left == 1


def test_whoever_was_written_in_and_left_early_is_named_and_counted():
    state = state_of_case(read_case())
    here = len(build_minutes(state, METHOD, MADE, VERSION).participants)
    gone = model.Participant(**{**_fields(participant(99, "Poul", removed=True)), "typed_in": True})
    never = model.Participant(
        **{**_fields(participant(98, "Ved en fejl", removed=True)), "typed_in": True, "meeting": 0}
    )
    state.load([gone, never])
    text = text_of(build_minutes(state, METHOD, MADE, VERSION))
    assert f"**Deltagere:** {here} (1 mere gik undervejs" in text
    assert "**Gik før tid** Poul" in text.replace(":**", "**")
    assert "Ved en fejl" not in text


def _fields(row):
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def test_every_figure_of_few_satisfies_the_schema():
    import jsonschema

    told = json.loads(json_format.render(minutes_of(2)))
    jsonschema.validate(told, json_format.schema())


def test_statements_that_are_held_back_give_the_reason_once():
    minutes = minutes_of(4)
    ratings = minutes.part(Ratings)
    more = replace(ratings.statements[0], key="other", text="En anden")
    minutes = replace(ratings, statements=(ratings.statements[0], more))
    (section,) = [each for each in minutes.sections(WORDS) if each.key == "ratings"]
    (group,) = section.blocks
    reason, listed = group.blocks
    assert "nogen kunne kendes" in reason.text
    assert [item.text for item in listed.items] == [
        f"{each.text} (4 svar)" for each in (ratings.statements[0], more)
    ]


def test_raised_hands_are_told_where_initiatives_were_placed():
    alone, both = (text_of(minutes_of(6, placed_by_hand=hands)) for hands in (0, 2))
    assert WORDS("minutes.place.alone") in alone
    assert WORDS("minutes.place.by-hand") in both
    assert WORDS("minutes.place.alone") not in both
