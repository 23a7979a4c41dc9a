"""Who takes part, and who may do what."""

import dataclasses
import inspect
from dataclasses import is_dataclass
from itertools import pairwise
from typing import NewType

import pytest
from rooms import START, post

from sessions import commands as do
from sessions import model
from sessions.commands import FacilitatorCommand
from sessions.errors import (
    ActivityClosedError,
    NotAllowedError,
    TextTooLongError,
    UnknownParticipantError,
    WorkshopFullError,
)
from sessions.model import FACILITATOR
from sessions.rules import people

FACILITATORS = [
    kind
    for _, kind in inspect.getmembers(do, inspect.isclass)
    if issubclass(kind, FacilitatorCommand) and kind is not FacilitatorCommand
]
SAMPLES = {
    "str": "x",
    "int": 1,
    "bool": True,
    "float": 0.75,
    "tuple[str, ...]": ("x",),
    "StepStatus": "done",
    "DecisionStatus": "stands",
}
SAMPLES["tuple[tuple[str, str], ...]"] = (("x", "x"),)
SAMPLES |= {"date | None": None, "str | None": "x", "datetime": START}
for name in (name for name, kind in vars(model).items() if isinstance(kind, NewType)):
    SAMPLES |= {name: "x", f"{name} | None": "x", f"tuple[{name}, ...]": ("x",)}
SAMPLES["tuple[CountHands, ...]"] = SAMPLES["tuple[SentCard, ...]"] = ()
SAMPLES["tuple[AddNextStep, ...]"] = ()
SAMPLES["tuple[tuple[ScheduledId, int], ...]"] = ()
for name in (name for name, kind in vars(model).items() if is_dataclass(kind)):
    SAMPLES |= {f"tuple[{name}, ...]": ()}


@pytest.mark.parametrize("kind", FACILITATORS, ids=lambda kind: kind.__name__)
def test_no_phone_may_do_what_the_facilitator_does(room, kind):
    anna = room.join("anna")
    command = kind(*(SAMPLES[field.type] for field in dataclasses.fields(kind)))
    with pytest.raises(NotAllowedError):
        room.ask(command, anna)


def test_every_facilitators_command_has_a_rule():
    from sessions.room import rulebook
    from sessions.rules import decide as rules

    assert rulebook.RULE_MODULES
    assert set(FACILITATORS) <= set(rules._RULES)


def test_the_same_token_is_the_same_participant(room):
    first = room.ask(do.JoinWorkshop("a1", "hash", "Anna"), actor="a1")
    again = room.ask(do.JoinWorkshop("a2", "hash", "En anden"), actor="a2")
    assert again.id == first.id == "a1"
    assert [row.alias for row in room.state().participants] == ["Anna"]


def test_one_who_was_sent_away_and_comes_back_with_the_same_token_is_one_new_participant(room):
    room.ask(do.JoinWorkshop("a1", "hash", "Anna"), actor="a1")
    room.ask(do.RemoveParticipant("a1"))
    back = room.ask(do.JoinWorkshop("a2", "hash", "Anna"), actor="a2").id
    again = room.ask(do.JoinWorkshop("a3", "hash", "Anna"), actor="a3").id
    assert back == again == "a2"
    assert len(people.active_participants(room.state())) == 1


@pytest.mark.parametrize("wanted", ["a1", FACILITATOR, ""])
def test_a_join_never_takes_over_a_key_that_is_somebody_elses(room, wanted):
    room.ask(do.JoinWorkshop("a1", "hash", "Anna"), actor="a1")
    other = room.ask(do.JoinWorkshop(wanted, "another hash", "Bo"), actor="x").id
    assert other not in ("a1", FACILITATOR, "")
    assert [row.alias for row in room.state().participants] == ["Anna", "Bo"]


def test_a_name_is_never_required_and_never_two_alike(room):
    names = ["", "Anna", "anna", "An\u200bna", "  ", "Anna"]
    for number, name in enumerate(names):
        room.ask(do.JoinWorkshop(f"p{number}", f"h{number}", name), actor=f"p{number}")
    aliases = [row.alias for row in room.state().participants]
    assert aliases == ["Deltager 1", "Anna", "anna (2)", "Anna (3)", "Deltager 5", "Anna (4)"]


def test_a_name_over_forty_characters_is_refused(room):
    room.ask(do.JoinWorkshop("p1", "h1", "å" * 40), actor="p1")
    with pytest.raises(TextTooLongError):
        room.ask(do.JoinWorkshop("p2", "h2", "å" * 41), actor="p2")


def test_one_keeps_the_own_name_when_only_the_table_changes(room):
    anna = room.join("anna")
    room.ask(do.ChangeAlias("anna", "Bord 2"), anna)
    row = room.state().participants.get(anna)
    assert (row.alias, row.table_name) == ("anna", "Bord 2")


def test_a_stranger_and_one_who_was_sent_away_may_send_nothing(room):
    anna = room.join("anna")
    room.go_to("skriv-tiltag")
    kept = room.write("før", anna)
    room.ask(do.RemoveParticipant(anna))
    for actor in (anna, "nobody", ""):
        with pytest.raises(UnknownParticipantError):
            room.write("efter", actor)
    assert [card.id for card in room.state().cards] == [kept]


def test_nobody_can_be_sent_away_twice_or_renamed_after_it(room):
    anna = room.join("anna")
    room.ask(do.RemoveParticipant(anna))
    for command in (do.RemoveParticipant(anna), do.RenameParticipant(anna, "x"), do.RemoveParticipant("?")):
        with pytest.raises(UnknownParticipantError):
            room.ask(command)


def test_a_full_workshop_says_so_and_has_room_again_when_one_leaves(room, monkeypatch):
    monkeypatch.setattr(people, "MOST_PARTICIPANTS", 2)
    room.join("a")
    room.ask(do.AddPerson("b"))
    with pytest.raises(WorkshopFullError) as refused:
        room.join("c")
    assert "2" in refused.value.sentence()
    room.ask(do.RemoveParticipant("a"))
    assert room.join("c") == "c"


def test_people_are_numbered_without_using_a_number_again(room):
    room.join("a")
    room.ask(do.RemoveParticipant("a"))
    room.join("b")
    room.ask(do.AddPerson(""))
    assert [row.number for row in room.state().participants] == [1, 2, 3]


def test_done_is_said_for_the_activity_on_the_projector(room):
    anna = room.join("anna")
    with pytest.raises(ActivityClosedError):
        room.ask(do.MarkDone(True), anna)
    scheduled = room.go_to("skriv-tiltag")
    room.ask(do.MarkDone(True), anna)
    assert room.state().done_marks.get(scheduled, anna).done
    room.ask(do.MarkDone(False), anna)
    assert not room.state().done_marks.get(scheduled, anna).done


def test_a_join_that_is_posted_twice_is_one_person(room):
    command = do.JoinWorkshop("a1", "hash", "Anna")
    seqs = [room.ask(command, "a1", post("k")).seq for _ in range(3)]
    assert len(set(seqs)) == 1
    assert len(room.state().participants) == 1


def test_numbers_of_events_have_no_gap_whatever_is_refused(room):
    seqs = []
    for n in range(10):
        if n % 3:
            seqs.append(room.ask(do.ParkItem(f"punkt {n}")).seq)
        else:
            with pytest.raises(ActivityClosedError):
                room.ask(do.MarkDone(True))
    assert all(later == earlier + 1 for earlier, later in pairwise(seqs))


def test_there_are_tables_where_one_is_named_or_would_be_too_small(room):
    for number in range(14):
        room.join(f"p{number}")
    assert not people.has_tables(room.state())
    room.join("p14")
    assert people.has_tables(room.state())
    room.ask(do.RemoveParticipant("p14"))
    room.ask(do.RenameParticipant("p0", "Anna", "Bord 2"))
    assert people.has_tables(room.state())
