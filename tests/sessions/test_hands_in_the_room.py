"""A show of hands is never larger than the room: those without a phone, where any are on the list."""

import pytest

from sessions import commands as do
from sessions.errors import Refused, TooManyDotsByHandError, TooManyHandsError
from sessions.rules.people import active_participants


@pytest.fixture
def placing(room):
    room.go_to("skriv-tiltag")
    room.cards = [room.write(f"tiltag {number}") for number in range(2)]
    room.go_to("tal-om-de-delte")
    return room


@pytest.fixture
def voting(room):
    room.go_to("forslag")
    room.cards = [room.write(f"forslag {number}") for number in range(3)]
    room.go_to("stem")
    return room


def add(room, count):
    for number in range(count):
        room.ask(do.AddPerson(f"Uden telefon {number}"))


def counted(room):
    return {(row.subject, row.choice): row.count for row in room.state().hand_counts if row.count}


def test_more_hands_than_people_without_a_phone_are_refused_and_their_number_said(placing):
    placing.join("anna")
    add(placing, 1)
    with pytest.raises(TooManyHandsError) as refused:
        placing.ask(do.CountHands(placing.cards[0], "sammen", 9))
    assert refused.value.sentence().startswith("1 på listen er uden telefon")
    assert counted(placing) == {}
    placing.ask(do.CountHands(placing.cards[0], "sammen", 1))


def test_one_person_raises_a_hand_for_one_choice_of_each_card(placing):
    add(placing, 2)
    one, other = placing.cards
    placing.ask(do.CountManyHands((do.CountHands(one, "sammen", 1), do.CountHands(one, "tag-selv", 1))))
    placing.ask(do.CountHands(other, "sammen", 2))
    with pytest.raises(TooManyHandsError):
        placing.ask(do.CountHands(one, "goer-det", 1))
    placing.ask(do.CountManyHands((do.CountHands(one, "sammen", 0), do.CountHands(one, "goer-det", 1))))
    assert counted(placing) == {(one, "tag-selv"): 1, (one, "goer-det"): 1, (other, "sammen"): 2}


def test_many_counts_are_refused_together(placing):
    add(placing, 1)
    one, other = placing.cards
    with pytest.raises(TooManyHandsError):
        placing.ask(do.CountManyHands((do.CountHands(one, "sammen", 1), do.CountHands(other, "sammen", 2))))
    assert counted(placing) == {}


def test_hands_for_the_numbers_of_one_statement_are_counted_together(room):
    add(room, 2)
    room.go_to("opbakning")
    room.ask(do.CountHands("stoetter-aftalerne", "3", 2))
    with pytest.raises(TooManyHandsError):
        room.ask(do.CountHands("stoetter-aftalerne", "4", 1))


def test_dots_by_hand_stay_within_what_those_without_a_phone_have(voting):
    add(voting, 2)
    workshop = voting.state().workshop
    a, b, c = voting.cards
    with pytest.raises(TooManyDotsByHandError) as refused:
        voting.ask(do.CountHands(a, "dots", 2 * workshop.max_per_item + 1))
    assert f"{2 * workshop.dots} prikker i alt" in refused.value.sentence()
    for card in (a, b, c):
        given = sum(counted(voting).values())
        left = min(2 * workshop.max_per_item, 2 * workshop.dots - given)
        voting.ask(do.CountHands(card, "dots", left))
    assert sum(counted(voting).values()) == 2 * workshop.dots
    with pytest.raises(TooManyDotsByHandError):
        voting.ask(do.CountHands(c, "dots", counted(voting).get((c, "dots"), 0) + 1))


def test_a_count_can_be_lowered_after_somebody_has_left(placing):
    add(placing, 3)
    placing.ask(do.CountHands(placing.cards[0], "sammen", 3))
    for person in active_participants(placing.state())[:2]:
        placing.ask(do.RemoveParticipant(person.id))
    placing.ask(do.CountHands(placing.cards[0], "sammen", 2))
    with pytest.raises(Refused):
        placing.ask(do.CountHands(placing.cards[0], "sammen", 3))
