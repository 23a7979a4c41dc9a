"""Decisions: confirmed, ordered, tied to agreements, undone, and reviewed at a follow-up."""

from __future__ import annotations

import pytest

from sessions import commands as do
from sessions.errors import (
    EmptyTextError,
    NotAllowedError,
    TextTooLongError,
    UnknownCardError,
    UnknownItemError,
)
from sessions.limits import LONGEST_DECISION
from sessions.model import DecisionStatus
from sessions.queries.decisions import (
    decision_on,
    decisions,
    decisions_of_meeting,
    reviews_of_decision,
    steps_of_decision,
)


@pytest.fixture
def room(rooms):
    return rooms.new()


def texts(room):
    return [row.text for row in decisions(room.state())]


def decide(room, text):
    return room.ask(do.ConfirmDecision(text)).id


def test_a_sentence_becomes_a_decision_and_is_undone_and_redone(room):
    decide(room, "  Vi stopper to tiltag.  ")
    assert texts(room) == ["Vi stopper to tiltag."]
    room.undo()
    assert texts(room) == []
    room.redo()
    assert texts(room) == ["Vi stopper to tiltag."]


def test_the_winner_of_the_vote_is_confirmed_once_in_its_own_words(room):
    room.go_to("skriv-tiltag")
    card = room.write("Fast halv time på hvert ledermøde")
    first = room.ask(do.ConfirmDecision(card=card)).id
    assert room.ask(do.ConfirmDecision(card=card)).id == first
    assert texts(room) == ["Fast halv time på hvert ledermøde"]
    assert decision_on(room.state(), card).id == first
    room.ask(do.RemoveDecision(first))
    assert room.ask(do.ConfirmDecision("I andre ord", card)).id != first
    assert texts(room) == ["I andre ord"]


def test_they_stand_in_the_facilitators_order(room):
    keys = [decide(room, text) for text in ("et", "to", "tre")]
    room.ask(do.MoveDecision(keys[2], -1))
    room.ask(do.MoveDecision(keys[2], -1))
    room.ask(do.MoveDecision(keys[2], -1))
    assert texts(room) == ["tre", "et", "to"]
    room.ask(do.MoveDecision(keys[0], 1))
    assert texts(room) == ["tre", "to", "et"]
    room.ask(do.RemoveDecision(keys[1]))
    assert texts(room) == ["tre", "et"]
    room.undo()
    assert texts(room) == ["tre", "to", "et"]


def test_it_is_tied_to_the_agreements_that_carry_it_out(room):
    key = decide(room, "Vi går tæt på tre tiltag")
    steps = [room.ask(do.AddNextStep(who, "Ringer", None, "Liste")).id for who in ("BK", "HR")]
    room.ask(do.TieDecision(key, tuple(steps)))
    assert [step.who for step in steps_of_decision(room.state(), key)] == ["BK", "HR"]
    room.ask(do.TieDecision(key, (steps[1],)))
    assert [step.who for step in steps_of_decision(room.state(), key)] == ["HR"]
    room.ask(do.RemoveNextStep(steps[1]))
    assert steps_of_decision(room.state(), key) == ()
    with pytest.raises(UnknownItemError):
        room.ask(do.TieDecision(key, ("no-such-step",)))


def test_a_follow_up_says_whether_it_still_stands(room):
    key = decide(room, "Vi går tæt på tre tiltag")
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning", room.day("2026-04-07")))
    room.ask(do.ReviewDecision(key, DecisionStatus.CHANGED, "To var nok"))
    (row,) = decisions(room.state())
    assert (row.status, row.learning, row.meeting) == (DecisionStatus.CHANGED, "To var nok", 1)
    assert [(r.meeting, r.status) for r in reviews_of_decision(room.state(), key)] == [(2, "changed")]
    decide(room, "Ny")
    assert [row.text for row in decisions_of_meeting(room.state(), 2)] == ["Ny"]
    room.undo(2)
    assert decisions(room.state())[0].status is DecisionStatus.STANDS


def test_it_is_kept_on_disk_and_read_again(rooms, room):
    key = decide(room, "Vi stopper to tiltag")
    step = room.ask(do.AddNextStep("BK", "Ringer", None, "Liste")).id
    room.ask(do.TieDecision(key, (step,)))
    room.ask(do.ReviewDecision(key, DecisionStatus.DROPPED))
    before = room.state()
    room.room.stop()
    assert rooms.open(room.path).state().has_rows_of(before)


@pytest.mark.parametrize(
    ("text", "error"), [("  \u200b ", EmptyTextError), ("x" * (LONGEST_DECISION + 1), TextTooLongError)]
)
def test_a_sentence_that_is_none_is_refused(room, text, error):
    with pytest.raises(error):
        decide(room, text)
    assert texts(room) == []


def test_only_the_facilitator_decides_and_only_on_what_is_there(room):
    anna = room.join("Anna")
    with pytest.raises(NotAllowedError):
        room.ask(do.ConfirmDecision("Mit"), anna)
    with pytest.raises(UnknownCardError):
        room.ask(do.ConfirmDecision(card="nothing"))
    for command in (do.EditDecision("x", "y"), do.RemoveDecision("x"), do.MoveDecision("x", 1)):
        with pytest.raises(UnknownItemError):
            room.ask(command)
