"""What goes over the channel comes out as it went in, and becomes nothing that the program does not know."""

from __future__ import annotations

import dataclasses
import enum
import typing
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

import sessions.errors
from prompts.language.words import load_words
from prompts.methods.model import CategorySet, Method, Question, QuestionSet
from sessions.command_sets.names import _NAMED
from sessions.model import DecisionStatus, StepStatus
from sessions.state import Event, State
from sessions.storage.lock import LockedError
from workshop.channel import codec
from workshop.channel.messages import FromFace, FromHost, MethodMessage
from workshop.channel.method_codec import method_from, method_message
from workshop.cli.exit_codes import LOCKED, NETWORK, exit_code_of
from workshop.web.contract.errors import PortTakenError


def all_kinds(kind):
    for one in kind.__subclasses__():
        yield one
        yield from all_kinds(one)


def made(kind):
    """A command with a value in each field that has no default."""
    values = {
        datetime: datetime(2026, 3, 4, 9, tzinfo=UTC),
        str: "x",
        int: 3,
        bool: True,
        StepStatus: StepStatus.DONE,
        DecisionStatus: DecisionStatus.STANDS,
        date: date(2026, 3, 4),
    }
    hints = typing.get_type_hints(kind)
    fields = [field for field in dataclasses.fields(kind) if field.default is dataclasses.MISSING]
    return kind(**{field.name: value_of(hints[field.name], values) for field in fields})


def value_of(hint, values):
    if typing.get_origin(hint) is tuple:
        return (value_of(typing.get_args(hint)[0], values),) * 2
    if type(None) in typing.get_args(hint):
        return value_of(typing.get_args(hint)[0], values)
    if dataclasses.is_dataclass(hint):
        return made(hint)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return next(iter(hint))
    return values[getattr(hint, "__supertype__", hint)]


@pytest.mark.parametrize("kind", sorted(all_kinds(sessions.errors.Refused), key=lambda kind: kind.__name__))
def test_a_refusal_says_the_same_on_both_sides(kind) -> None:
    refused = kind(length=7, longest=5, most=3, n=2, name="Å", category="x", question="y", choice="z")
    again = codec.problem_from(codec.problem_message(refused, load_words("da")))
    assert (type(again), again.code, again.fields) == (kind, refused.code, refused.fields)


@pytest.mark.parametrize(
    ("problem", "code"),
    [(PortTakenError("192.0.2.1", 8140), NETWORK), (LockedError(Path("x.db"), None), LOCKED)],
)
def test_what_is_no_refusal_keeps_its_sentence_and_its_exit_code(problem, code: int) -> None:
    again = codec.problem_from(codec.problem_message(problem, load_words("en")))
    assert again.sentence() == problem.sentence(load_words("en"))
    assert exit_code_of(again) == exit_code_of(problem) == code


def test_a_defect_does_not_tell_what_somebody_wrote() -> None:
    message = codec.problem_message(RuntimeError("Adas tekst"), load_words("da"))
    assert "Adas" not in str(message)
    assert codec.problem_from(message).sentence()


def test_a_whole_method_comes_out_equal(method) -> None:
    assert travelled(method) == method


def test_what_activities_share_travels_once_and_is_shared_again(method) -> None:
    again = travelled(method)
    assert {id(each.category_set) for each in again.activities} <= set(map(id, again.category_sets))
    assert {id(each.question_set) for each in again.activities} <= set(map(id, again.question_sets))
    inputs = [each.input for each in again.activities if each.input is not None]
    assert inputs
    assert set(map(id, inputs)) <= set(map(id, again.activities))
    assert len(codec.encode(method_message(method))) < len(codec.encode(method)) / 3


def test_a_set_that_no_other_has_travels_with_its_activity(method) -> None:
    first, last = method.activities[0], method.activities[-1]
    alone = dataclasses.replace(
        first,
        category_set=CategorySet("alone", "Alone", ()),
        question_set=QuestionSet("alone", (Question("why", "Why?", "Why"),)),
        input=last,  # it comes later
    )
    odd = dataclasses.replace(method, activities=(alone, *method.activities[1:]))
    assert travelled(odd) == odd


def travelled(method: Method) -> Method:
    return method_from(codec.decode(codec.encode(method_message(method)), MethodMessage))


def test_a_state_shows_all_but_the_receipts(room) -> None:
    room.go_to("skriv-tiltag")
    ada = room.join("Ada")
    room.write("Et kort", ada)
    state = room.state()
    again = codec.state_from(codec.decode(codec.encode(codec.state_message(state)), FromHost))
    assert again.seq == state.seq
    assert list(again.cards) == list(state.cards)
    assert list(again.participants) == list(state.participants)
    assert list(again.receipts) == []


def test_events_change_a_state_as_they_changed_the_room(room) -> None:
    heard: list[Event] = []

    class Ear:
        def on_events(self, events):
            heard.extend(events)

        def on_reload(self, state): ...
        def on_trouble(self, trouble): ...
        def on_settled(self): ...

    before = room.room.subscribe(Ear())
    room.go_to("skriv-tiltag")
    ada = room.join("Ada")
    room.write("Et kort", ada)
    room.undo()
    copy: State = codec.state_from(codec.state_message(before))
    for event in codec.events_from(codec.event_messages(heard)):
        copy.apply(event.writes)
        copy.seq = event.seq
    after = room.state()
    assert copy.seq == after.seq
    for name in ("cards", "participants", "scheduled", "workshops"):
        assert list(getattr(copy, name)) == list(getattr(after, name))


def test_every_command_that_the_room_knows_can_be_asked_for() -> None:
    import sessions.room.rulebook  # noqa: F401 - registers them

    for kind in _NAMED.values():
        command = made(kind)
        name, fields = codec.command_message(command)
        assert codec.command_from(name, fields) == command


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("OpenActivity", {"scheduled": 3}),
        ("OpenActivity", {}),
        ("Path", {}),
        ("__import__", {"name": "os"}),
        ("", {}),
    ],
)
def test_what_is_no_command_is_not_allowed(name: str, fields: dict[str, object]) -> None:
    with pytest.raises(sessions.errors.NotAllowedError):
        codec.command_from(name, msgspec.Raw(codec.encode(fields)))


@pytest.mark.parametrize("junk", [b"", b"\x80", b"\x81\xa4type\xa3odd", b"\xc1", b"cos\nsystem\n(S'x'\ntR."])
def test_what_is_no_message_is_refused(junk: bytes) -> None:
    for union in (FromFace, FromHost):
        with pytest.raises(msgspec.DecodeError):
            codec.decode(junk, union)
