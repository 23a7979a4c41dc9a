"""Many who should not be there are removed at once, with what they wrote, and brought back by one undo."""

import pytest

from sessions import commands as do
from sessions.errors import UnknownParticipantError
from sessions.rules.people import active_participants, silent_phones


@pytest.fixture
def crowd(room):
    for name in ("anna", "bo", "s1", "s2", "s3"):
        room.join(name)
    room.go_to("skriv-tiltag")
    room.write("Et godt tiltag", "anna")
    room.write("Vrøvl", "s1")
    return room


def here(room):
    return [person.id for person in active_participants(room.state())]


def hidden(room):
    return {card.text for card in room.state().cards if card.hidden}


def test_they_are_gone_and_what_they_wrote_is_hidden(crowd):
    crowd.ask(do.RemoveParticipants(("s1", "s2", "s3"), hide=True))
    assert here(crowd) == ["anna", "bo"]
    assert hidden(crowd) == {"Vrøvl"}


def test_what_they_wrote_may_stay(crowd):
    crowd.ask(do.RemoveParticipants(("s1", "s2")))
    assert here(crowd) == ["anna", "bo", "s3"]
    assert hidden(crowd) == set()


def test_one_undo_brings_all_of_it_back(crowd):
    crowd.ask(do.RemoveParticipants(("s1", "s2", "s3"), hide=True))
    crowd.ask(do.Undo())
    assert here(crowd) == ["anna", "bo", "s1", "s2", "s3"]
    assert hidden(crowd) == set()


def test_who_has_left_meanwhile_is_passed_over(crowd):
    crowd.ask(do.RemoveParticipant("s1"))
    crowd.ask(do.RemoveParticipants(("s1", "s2")))
    assert here(crowd) == ["anna", "bo", "s3"]
    with pytest.raises(UnknownParticipantError):
        crowd.ask(do.RemoveParticipants(("s1", "nobody")))


def test_those_who_have_sent_nothing_are_known(crowd):
    assert [person.id for person in silent_phones(crowd.state())] == ["bo", "s2", "s3"]


def test_no_participant_may_do_it(crowd):
    with pytest.raises(Exception, match="facilitator"):
        crowd.ask(do.RemoveParticipants(("anna",)), "s1")
