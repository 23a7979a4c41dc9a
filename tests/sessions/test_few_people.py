"""Nobody can be recognised in a figure: one rule for placements, dots, ratings and tables."""

from __future__ import annotations

import pytest

from sessions import commands as do
from sessions.tallies.tally import tally_card
from sessions.visibility import is_counted, least_answers, spread_is_shown, table_is_named


@pytest.mark.parametrize("small_groups", [False, True])
def test_whatever_is_set_nothing_is_told_of_one_or_two(room, small_groups) -> None:
    from dataclasses import replace

    state = room.state().copy()
    state.workshops.put(replace(state.workshop, show_small_groups=small_groups))
    for asked in (spread_is_shown, table_is_named):
        told = [people for people in range(8) if asked(state, people)]
        assert told == list(range(3 if small_groups else 5, 8))
        assert told[0] == least_answers(state)
    assert [people for people in range(5) if is_counted(people)] == [3, 4]


@pytest.fixture
def placing(room):
    room.people = [room.join(name) for name in ("anna", "bo", "carl")]
    room.go_to("skriv-tiltag")
    room.card = room.write("Tiltag")
    room.go_to("placer-alene")
    return room


def tally(room):
    state = room.state()
    return tally_card(state, room.method, state.cards.get(room.card))


def test_a_card_that_two_have_placed_says_how_many_and_not_where(placing) -> None:
    for number, person in enumerate(placing.people, start=1):
        placing.ask(do.PlaceCard(placing.card, "sammen"), person)
        told = tally(placing)
        if number < 3:
            assert (told.covered, told.cast, told.alike, told.agreement, told.leading) == (
                number,
                0,
                0,
                None,
                "",
            )
            assert not told.accepted_at_threshold
        else:
            assert (told.covered, told.cast, told.alike, told.agreement) == (0, 3, 3, 1.0)


def test_a_first_round_of_two_stays_covered_when_more_place_it_again(placing) -> None:
    for person in placing.people[:2]:
        placing.ask(do.PlaceCard(placing.card, "sammen"), person)
    placing.go_to("tal-om-de-delte")
    placing.ask(do.StartSecondRound())
    for person in placing.people:
        placing.ask(do.PlaceCard(placing.card, "goer-det"), person)
    placing.ask(do.EndSecondRound())
    told = tally(placing)
    assert told.cast == 3
    assert told.first_round.cast == 0
    assert told.moved == 0
