"""The figures of a whole workshop, computed by somebody else, come out of the rows."""

import dataclasses
import json
from pathlib import Path

import pytest

from sessions import model
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.state import State, put
from sessions.tallies.tally import distribution, entropy, most_split_first, tally_deck
from sessions.tallies.vote_tally import rating_spread, vote_ranking

CASES = Path(__file__).parent.parent / "data" / "cases"


def read(name):
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def case():
    return read("kommune")


@pytest.fixture(scope="module")
def expected():
    return read("kommune.expected")


def blank_card(key, deck, number, text, merged_into=None, agreed=None):
    return model.Card(
        id=key,
        deck=deck,
        number=number,
        scheduled="s",
        author=None,
        text=text,
        status="",
        occurred="",
        outcome="",
        theme=None,
        merged_into=merged_into,
        hidden=False,
        withdrawn=False,
        agreed=agreed,
        next_category=None,
        disagreement="",
        behaviour_goal="",
        meeting=1,
        created_at=None,
    )


@pytest.fixture(scope="module")
def state(case, method):
    from rooms import FakeClock

    ids = iter(f"s{n}" for n in range(100))
    rows = list(
        first_rows(NewWorkshop(case["title"]), method, Access("", ""), FakeClock().now(), lambda: next(ids))
    )
    merged = {other: keep for keep, *others in case["merges"] for other in others}
    for number, item in enumerate(case["initiatives"], 1):
        agreed = case["agreed"].get(item["id"], "")
        rows.append(
            blank_card(item["id"], "initiatives", number, item["text"], merged.get(item["id"], ""), agreed)
        )
    for number, item in enumerate(case["proposals"], 1):
        rows.append(blank_card(item["id"], "proposals", number, item["text"]))
    for placement_round, people in case["placements"].items():
        for alias, choices in people.items():
            rows += [model.Placement(card, alias, int(placement_round), box) for card, box in choices.items()]
    for alias, votes in case["votes"].items():
        rows += [model.Vote("the-vote", card, alias, dots) for card, dots in votes.items()]
    rows += [
        model.Rating("the-rating", "stoetter-aftalerne", alias, value)
        for alias, value in case["support"].items()
    ]
    state = State()
    state.load(rows)
    return state


@pytest.fixture(scope="module")
def tallies(state, method):
    return tally_deck(state, method, "initiatives")


def counts(entries):
    return {entry.category: entry.count for entry in entries}


def test_every_initiative_has_the_figures_expected(tallies, expected):
    assert len(tallies) == expected["initiatives_kept"]
    for tally, wanted in zip(tallies, expected["initiatives"], strict=True):
        assert tally.card.id == wanted["id"]
        assert counts(tally.first) == wanted["round_1"]
        assert counts(tally.final) == wanted["round_2"]
        # The case's figures are of the first round.
        first = tally.first_round
        assert first.agreement == pytest.approx(wanted["agreement"], abs=5e-5)
        assert first.entropy == pytest.approx(wanted["entropy"], abs=5e-5)
        assert first.accepted_at_threshold == wanted["accepted_at_75"]
        assert tally.alike == max(wanted["round_2"].values())
        assert tally.cast == sum(wanted["round_2"].values())
        assert tally.moved == wanted["moved"]


def test_the_most_split_come_in_the_order_expected(tallies, expected):
    order = most_split_first(tally.first_round for tally in tallies)
    assert [tally.card.id for tally in order] == expected["most_split_first"]


def test_the_boxes_hold_as_many_as_expected(state, method, expected):
    wanted = dict(expected["distribution"])
    wanted[""] = wanted.pop("not_placed")
    assert counts(distribution(state, method, "initiatives")) == wanted


def test_the_votes_rank_as_expected(state, expected):
    ranking = [[entry.card.id, entry.dots] for entry in vote_ranking(state, "the-vote", "proposals")]
    assert ranking == expected["vote_ranking"]


def test_the_support_is_spread_as_expected(state, method, expected):
    scheduled = dataclasses.replace(state.run_sheet()[0], id="the-rating", activity="opbakning")
    spread = rating_spread(state, method, scheduled, "stoetter-aftalerne")
    assert spread.answers == expected["support"]["n"]
    assert spread.lowest == expected["support"]["min"]
    assert {str(value): count for value, count in spread.counts} == expected["support"]["counts"]


def test_what_has_no_scale_has_no_spread(state, method):
    with pytest.raises(ValueError, match="scale"):
        rating_spread(state, method, state.run_sheet()[0], "x")


def test_hands_for_a_choice_that_is_no_number_count_for_none(state, method):
    """A file from elsewhere may hold anything."""
    scheduled = dataclasses.replace(state.run_sheet()[0], id="the-rating", activity="opbakning")
    before = rating_spread(state, method, scheduled, "stoetter-aftalerne").answers
    after = state.copy()
    for choice in ("3", "tre", "", "99"):
        hands = model.HandCount("the-rating", "stoetter-aftalerne", 0, choice, 2)
        after.apply((put(after, hands),))
    assert rating_spread(after, method, scheduled, "stoetter-aftalerne").answers == before + 2


@pytest.mark.parametrize(
    ("numbers", "bits"), [([], 0), ([7], 0), ([0, 5, 0], 0), ([1, 1], 1), ([2, 2, 2, 2], 2), ([0, 0], 0)]
)
def test_entropy_in_bits(numbers, bits):
    assert entropy(numbers) == bits
    assert str(entropy(numbers))[0] != "-"
