"""What the group believed of itself: all statements of a meeting together, and nothing too few have said."""

from __future__ import annotations

import pytest

from sessions import commands as do
from sessions.queries.belief import beliefs

STATEMENTS = ("gennemfoerer", "bliver-ved", "kender-prisen")
SIX = {"Anne": 6, "Bo": 7, "Eva": 7, "Kim": 8, "Lis": 5, "Per": 3}


def rate(room, people, statements=STATEMENTS):
    room.go_to("evne")
    for name, value in people.items():
        for statement in statements:
            room.ask(do.GiveRating(statement, value), actor=room.join(name))


@pytest.fixture
def told(room):
    """The activity, and per meeting the answers and the values that anybody gave, of everything told."""

    def read():
        found = beliefs(room.state(), room.method)
        return [
            (each.activity, asked.meeting, asked.answers, {value: n for value, n in asked.counts if n})
            for each in found
            for asked in each.meetings
        ]

    return read


def test_the_statements_of_each_meeting_are_counted_together(room, told) -> None:
    rate(room, SIX)
    room.ask(do.RevealInput(True))
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning-60"))
    rate(room, dict.fromkeys(SIX, 4))
    first = ("evne", 1, 18, {3: 3, 5: 3, 6: 3, 7: 6, 8: 3})
    assert told() == [first]  # what this meeting has not shown is not told
    room.ask(do.RevealInput(True))
    assert told() == [first, ("evne", 2, 18, {4: 18})]
    (found,) = beliefs(room.state(), room.method)
    assert [asked.mean for asked in found.meetings] == [6.0, 4.0]


def test_a_statement_that_too_few_rated_is_left_out(room, told) -> None:
    rate(room, dict(list(SIX.items())[:4]))
    room.ask(do.RevealInput(True))
    assert told() == []
    room.ask(do.OpenInput(True))
    rate(room, SIX, STATEMENTS[:1])
    room.ask(do.RevealInput(True))
    assert told() == [("evne", 1, 6, {3: 1, 5: 1, 6: 1, 7: 2, 8: 1})]


def test_support_is_told_beside_ability(room, told) -> None:
    room.go_to("opbakning")
    for name in SIX:
        room.ask(do.GiveRating("stoetter-aftalerne", 4), actor=room.join(name))
    room.ask(do.RevealInput(True))
    assert told() == [("opbakning", 1, 6, {4: 6})]
