"""Somebody who joined from two browsers becomes one participant again, and nothing is lost."""

import pytest

from prompts.methods.model import Kind
from sessions import commands as do
from sessions.errors import NothingToUndoError, UnknownParticipantError
from sessions.rules.people import active_participants, namesakes


@pytest.fixture
def twice(room):
    """Mette, who joined by the camera's browser and then by her own; and Bo."""
    for identifier, alias in (("m1", "Mette"), ("b", "Bo"), ("m2", "mette")):
        room.ask(do.JoinWorkshop(identifier, f"hash {identifier}", alias), actor=identifier)
    return room


def merge(room):
    return room.ask(do.MergeParticipants("m1", "m2"))


def test_two_of_one_name_are_found_however_it_is_written(twice):
    assert [[person.id for person in group] for group in namesakes(twice.state())] == [["m1", "m2"]]
    merge(twice)
    assert namesakes(twice.state()) == ()
    assert [(person.id, person.alias) for person in active_participants(twice.state())] == [
        ("b", "Bo"),
        ("m2", "Mette"),
    ]


def test_cards_of_the_first_browser_are_the_second_one_s_to_correct(twice):
    twice.go_to("skriv-tiltag")
    card = twice.write("Fra kameraet", "m1")
    merge(twice)
    twice.ask(do.EditCard(card, "Rettet bagefter"), "m2")
    assert [(row.text, row.author) for row in twice.state().cards] == [("Rettet bagefter", "m2")]
    with pytest.raises(UnknownParticipantError):
        twice.write("Fra den gamle", "m1")


def test_what_both_have_said_is_counted_once_and_what_the_one_who_stays_said_stands(twice, method):
    twice.go_to("skriv-tiltag")
    cards = [twice.write(f"Tiltag {number}") for number in range(3)]
    twice.go_to("placer-alene")
    boxes = [each.key for each in method.categories]
    for person, card, box in (("m1", 0, 0), ("m1", 1, 1), ("m2", 1, 2), ("b", 1, 1)):
        twice.ask(do.PlaceCard(cards[card], boxes[box]), person)
    twice.ask(do.MarkDone(True), "m1")
    merge(twice)
    state = twice.state()
    placed = {(row.card, row.participant): row.category for row in state.placements}
    assert placed == {
        (cards[0], "m2"): boxes[0],
        (cards[1], "m2"): boxes[2],
        (cards[1], "b"): boxes[1],
    }
    assert [(row.participant, row.done) for row in state.done_marks] == [("m2", True)]


@pytest.mark.parametrize(("second_votes", "dots"), [(True, {"m2": 1}), (False, {"m2": 2})])
def test_nobody_gets_more_dots_by_joining_twice(twice, method, second_votes, dots):
    vote = next(each for each in method.activities if each.kind is Kind.VOTE)
    collect = next(each for each in method.activities if each.kind is Kind.COLLECT and each.deck == vote.deck)
    twice.go_to(collect.key)
    cards = [twice.write(f"Forslag {number}") for number in range(2)]
    twice.go_to(vote.key)
    for card in cards:
        twice.ask(do.CastVote(card, 1), "m1")
    if second_votes:
        twice.ask(do.CastVote(cards[0], 1), "m2")
    merge(twice)
    counted = {}
    for row in twice.state().votes:
        counted[row.participant] = counted.get(row.participant, 0) + row.dots
    assert counted == dots


def test_it_is_told_when_they_are_not_two_and_cannot_be_undone(twice):
    with pytest.raises(UnknownParticipantError):
        twice.ask(do.MergeParticipants("m1", "m1"))
    with pytest.raises(UnknownParticipantError):
        twice.ask(do.MergeParticipants("m1", "nobody"))
    merge(twice)
    with pytest.raises(NothingToUndoError):
        twice.undo()


def test_it_survives_opening_the_file_again(twice):
    twice.go_to("skriv-tiltag")
    twice.write("Fra kameraet", "m1")
    merge(twice)
    before = twice.state()
    twice.room.stop()
    again = type(twice.room)(*again_from(twice))
    again.start()
    try:
        twice.room = again
        assert twice.state().has_rows_of(before)
    finally:
        again.stop()


def again_from(room):
    from sessions.storage.store import SessionStore

    return SessionStore(room.path), room.method, room.clock, lambda: "new"


@pytest.mark.parametrize("swapped", [False, True])
def test_of_a_phone_and_a_written_name_the_phone_stays(room, swapped):
    room.ask(do.JoinWorkshop("m1", "hash m1", "Mette"), actor="m1")
    typed = room.ask(do.AddPerson("Mette", "")).id
    pair = (typed, "m1") if swapped else ("m1", typed)
    room.ask(do.MergeParticipants(*pair))
    assert [(person.id, person.typed_in) for person in active_participants(room.state())] == [("m1", False)]
