"""The figures of a whole workshop, computed independently of the tool, come out of the minutes."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import UTC, datetime

import jsonschema
import pytest
from case_state import (
    MADE,
    METHOD,
    VERSION,
    card,
    next_step,
    participant,
    read_case,
    read_expected,
    run_sheet_rows,
    scheduled,
    state_of,
    state_of_case,
    workshop,
)

from exports.contents.placed_initiatives import Placing
from exports.formats import json_format, markdown
from exports.minutes import build_minutes
from sessions import model


def minutes_of(state, method=METHOD):
    return build_minutes(state, method, MADE, VERSION)


def json_of(state, method=METHOD):
    written = json.loads(json_format.render(minutes_of(state, method)))
    jsonschema.Draft202012Validator(json_format.schema()).validate(written)
    return written


@pytest.fixture(scope="module")
def written():
    return json_of(state_of_case(read_case()))


@pytest.mark.parametrize("key", sorted(read_expected()))
def test_every_expected_figure_stands_under_its_own_name(written, key):
    expected, found = read_expected()[key], written[key]
    if isinstance(expected, list) and isinstance(expected[0], dict):
        found = [{name: entry[name] for name in expected[0]} for entry in found]
    assert found == expected


def test_full_agreement_has_an_entropy_of_plain_zero(written):
    full = [entry["entropy"] for entry in written["initiatives"] if entry["agreement"] == 1.0]
    assert full
    assert all(math.copysign(1, value) == 1 for value in full)


def test_texts_of_the_case_stand_in_the_minutes(written):
    case = read_case()
    assert [entry["text"] for entry in written["experiences"]] == [e["text"] for e in case["experiences"]]
    assert [entry["text"] for entry in written["proposals"]] == [e["text"] for e in case["proposals"]]
    assert sorted(entry["text"] for entry in written["answers"]) == sorted(e["text"] for e in case["answers"])
    assert written["parked"] == case["parked"]
    assert {theme["name"]: theme["cards"] for theme in written["themes"]} == case["themes"]
    assert written["participants"] == case["participants"]
    goals = {e["id"]: e["behaviour_goal"] for e in written["initiatives"] if e["behaviour_goal"]}
    assert goals == case["behaviour_goals"]


def test_the_schema_is_a_schema_and_refuses_an_unknown_key(written):
    jsonschema.Draft202012Validator.check_schema(json_format.schema())
    for place in (written, written["initiatives"][0], written["next_steps"][0], written["support"]):
        broken = json.loads(
            json.dumps(written).replace(
                json.dumps(place)[:-1], json.dumps(place)[:-1] + ', "author": "BK"', 1
            )
        )
        assert broken != written
        with pytest.raises(jsonschema.ValidationError, match="author"):
            jsonschema.Draft202012Validator(json_format.schema()).validate(broken)


def test_an_empty_workshop_has_minutes_in_every_key(written):
    empty = json_of(state_of(workshop(read_case())))
    assert empty.keys() == written.keys() - {"records", "beliefs"}  # left out where nothing is filled in
    assert empty["support"] == {"n": 0, "min": None, "counts": {}}
    assert empty["vote_ranking"] == []


def test_hidden_and_withdrawn_cards_are_left_out_and_merged_ones_follow_their_card():
    rows = [
        card("initiatives", 1, "kept"),
        card("initiatives", 2, "hidden", hidden=True),
        card("initiatives", 3, "withdrawn", withdrawn=True),
        card("initiatives", 4, "merged", merged_into="card-initiatives-1"),
        card("initiatives", 5, "merged and hidden", merged_into="card-initiatives-1", hidden=True),
        card("initiatives", 6, "merged twice over", merged_into="card-initiatives-4"),
    ]
    found = json_of(state_of(workshop(read_case()), *rows))
    assert found["initiatives_written"] == 5
    assert [entry["id"] for entry in found["initiatives"]] == ["t1"]
    assert found["initiatives"][0]["merged_from"] == ["t4", "t6"]
    assert "hidden" not in json.dumps(found)
    assert "withdrawn" not in json.dumps(found)


def test_next_steps_are_sorted_by_date_with_undated_last_and_ties_by_number():
    steps = [
        next_step(1, what="later", due="2026-05-01"),
        next_step(4, what="undated"),
        next_step(3, what="second of the day", due="2026-03-10"),
        next_step(2, what="first of the day", due="2026-03-10"),
        next_step(5, what="gone", removed=True),
    ]
    steps[1] = replace(steps[1], due=None)
    found = json_of(state_of(workshop(read_case()), *steps))
    assert [step["what"] for step in found["next_steps"]] == [
        "first of the day",
        "second of the day",
        "later",
        "undated",
    ]
    assert found["next_steps"][-1]["when"] is None


def test_merging_loses_no_status():
    state = state_of(
        workshop(read_case()),
        card("initiatives", 1, "Ny og i gang", status="ny"),
        card("initiatives", 2, "I gang et sted", status="i-gang", merged_into="card-initiatives-1"),
        card("initiatives", 3, "Kun ny", status="ny"),
    )
    initiatives = build_minutes(state, METHOD, MADE, VERSION).part(Placing).initiatives
    assert [item.card.status for item in initiatives] == ["I gang", ""], "nobody chose the first one"


def test_a_step_about_a_merged_card_names_the_card_that_stands_for_it():
    rows = [
        card("initiatives", 1, "kept"),
        card("initiatives", 2, "merged", merged_into="card-initiatives-1"),
        card("initiatives", 3, "hidden", hidden=True),
        next_step(1, card="card-initiatives-2"),
        next_step(2, card="card-initiatives-3"),
        next_step(3, card="no such card"),
    ]
    found = json_of(state_of(workshop(read_case()), *rows))
    assert [step["initiative"] for step in found["next_steps"]] == ["t1", None, None]


def anonymous_method():
    activities = tuple(
        replace(activity, anonymous=True) if activity.key in ("opbakning", "fem-spoergsmaal") else activity
        for activity in METHOD.activities
    )
    return replace(METHOD, activities=activities)


@pytest.mark.parametrize(("answers", "show", "told"), [(4, False, False), (5, False, True), (4, True, True)])
def test_a_small_group_without_names_is_told_only_how_many_answered(answers, show, told):
    rows = [
        model.Rating("run-1-opbakning", "stoetter-aftalerne", f"id-{number}", 4) for number in range(answers)
    ]
    state = state_of(workshop(read_case(), show_small_groups=show), scheduled("opbakning"), *rows)
    found = json_of(state, anonymous_method())
    assert found["support"]["n"] == answers
    assert bool(found["support"]["counts"]) is told
    assert (found["support"]["min"] == 4) is told
    assert found["ratings"][0]["suppressed"] is not told


def test_answers_without_names_come_in_an_order_that_tells_nothing():
    texts = ["Vi", "Alle", "Mange"]
    rows = [model.Answer(f"a-{n}", "sammen", "used", f"id-{n}", text, 1, "") for n, text in enumerate(texts)]
    state = state_of(workshop(read_case()), scheduled("fem-spoergsmaal"), *rows)
    assert [entry["text"] for entry in json_of(state, anonymous_method())["answers"]] == sorted(texts)
    assert [entry["text"] for entry in json_of(state)["answers"]] == texts


def test_a_follow_up_keeps_the_figures_of_the_meeting_that_placed_the_cards():
    case = read_case()
    state = state_of_case(case, meeting=2)
    state.load(run_sheet_rows("opfoelgning", meeting=2))
    state.load(
        [replace(step, learning="Det virkede", status=model.StepStatus.DONE) for step in state.next_steps]
    )
    state.load([next_step(9, what="Ny aftale", due="2026-06-01", meeting=2)])
    found, expected = json_of(state), read_expected()
    for key in ("most_split_first", "distribution", "vote_ranking", "support"):
        assert found[key] == expected[key]
    assert [step["status"] for step in found["next_steps"]] == ["done", "done", "done", "not-started"]
    assert found["meeting"] == 2


def test_the_clock_of_a_running_activity_counts_until_the_minutes_are_made():
    running = scheduled(
        "velkomst", elapsed_seconds=60.0, running_since=datetime(2026, 3, 4, 10, 40, tzinfo=UTC)
    )
    state = state_of(workshop(read_case(), status=model.WorkshopStatus.RUNNING), running, participant(1, "A"))
    found = json_of(state)
    assert found["timings"][0]["used_minutes"] == 3.0
    assert found["final"] is False


def test_proposals_on_two_axes_are_figures_and_a_table_and_nothing_where_there_are_none(written):
    assert all("boxes" not in ballot for ballot in written["ballots"])
    state = state_of_case(read_case())
    vote = next(row for row in state.scheduled if row.activity == "stem")
    proposal = next(row for row in state.cards if row.deck == "proposals" and not row.merged_into)
    state.weighings.put(model.Weighing(vote.id, proposal.id, 3, 1))
    (ballot,) = json_of(state)["ballots"]
    assert ballot["boxes"] == [{"id": f"p{proposal.number}", "visible_result": 3, "resources": 1}]
    page = markdown.render(minutes_of(state)).decode()
    head, row = (next(line for line in page.splitlines() if text in line) for text in ("mangler", "| meget"))
    assert [cell.strip() for cell in head.split("|")][2] == "Ressourcer: mangler"
    assert f"p{proposal.number} {proposal.text}" in row.split("|")[2]
