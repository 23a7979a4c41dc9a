"""The program's own rows, events, commands and errors, as messages and back again."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from prompts.language.words import Words
from prompts.methods.model import Kind
from sessions.command_sets.names import command_named
from sessions.commands import Command
from sessions.errors import InternalError, NotAllowedError, Refused
from sessions.state import Event, RowWrite, State
from sessions.table_shapes import SHAPE_NAMED, shapes
from workshop.channel.messages import EventMessage, Problem, RowsOfTable, StateMessage, WriteOfEvent
from workshop.live.live_workshop import RECEIPTS

NIL = b"\xc0"
Decoded = TypeVar("Decoded")


def encode(thing: object) -> bytes:
    """`thing` as MessagePack."""
    return _ENCODER.encode(thing)


def decode(data: bytes | msgspec.Raw, kind: type[Decoded]) -> Decoded:
    """The `kind` that `encode` wrote. Raises msgspec.DecodeError for anything else."""
    found: Decoded = _decoder(kind).decode(data)  # type: ignore[arg-type]  # a type can be hashed
    return found


def state_message(state: State) -> StateMessage:
    """All rows of `state` but its receipts: only the room asks whether a post has come before."""
    names = (shape.name for shape in shapes() if shape.name != RECEIPTS)
    tables = (RowsOfTable(name, tuple(map(_raw, state.table(name)))) for name in names)
    return StateMessage(tuple(table for table in tables if table.rows), state.seq)


def state_from(message: StateMessage) -> State:
    """A state of one's own that shows the same. Raises msgspec.DecodeError, KeyError for an unknown table."""
    state = State()
    state.load(tuple(_rows(message.tables)))
    state.seq = message.seq
    return state


def event_messages(events: Iterable[Event]) -> tuple[EventMessage, ...]:
    """`events` as they travel, without receipts."""
    return tuple(
        EventMessage(
            event.seq,
            event.at,
            event.actor,
            event.command,
            event.subject,
            tuple(
                WriteOfEvent(write.table, _raw(write.before), _raw(write.after))
                for write in event.writes
                if write.table != RECEIPTS
            ),
        )
        for event in events
    )


def events_from(messages: Iterable[EventMessage]) -> tuple[Event, ...]:
    """The events again. Raises msgspec.DecodeError, KeyError for an unknown table."""
    return tuple(
        Event(
            message.seq,
            message.at,
            message.actor,
            message.command,
            message.subject,
            tuple(map(_write, message.writes)),
        )
        for message in messages
    )


def command_message(command: Command) -> tuple[str, msgspec.Raw]:
    """The name of a command's class, and its fields."""
    return type(command).__name__, _raw(command)


def command_from(name: str, fields: msgspec.Raw) -> Command:
    """The command again. Raises NotAllowedError where it is none that the room knows."""
    kind = command_named(name)
    if kind is None:
        raise NotAllowedError
    try:
        return decode(fields, kind)
    except msgspec.DecodeError:
        raise NotAllowedError from None


def problem_message(problem: BaseException, words: Words) -> Problem:
    """An error that makes its own sentence; any other is a defect, which is told without its message."""
    if not callable(getattr(problem, "sentence", None)):
        problem = InternalError()
    kinds = tuple(kind.__name__ for kind in type(problem).__mro__)
    if isinstance(problem, Refused):  # the other side makes its own sentence of the fields
        return Problem(kinds, _raw(problem.fields), "")
    return Problem(kinds, _raw({}), problem.sentence(words))  # type: ignore[attr-defined]  # asked above


def problem_from(message: Problem) -> Exception:
    """The same refusal again; what is none here is said in the host's own sentence."""
    kind = _refusals().get(message.kinds[0])
    if kind is None:
        return ToldError(message.kinds, message.sentence)
    return kind(**decode(message.fields, dict[str, object]))


class ToldError(Exception):
    """An error of the host's, in the host's words. `kinds` names its class and those above it."""

    def __init__(self, kinds: tuple[str, ...], told: str) -> None:
        """Keep what it says."""
        super().__init__(kinds[0])
        self.kinds = kinds
        self._told = told

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do."""
        return self._told


def _refusals() -> dict[str, type[Refused]]:
    # Asked for anew: a kind of activity from elsewhere may have brought refusals of its own meanwhile.
    def below(kind: type[Refused]) -> Iterator[type[Refused]]:
        yield kind
        for each in kind.__subclasses__():
            yield from below(each)

    return {kind.__name__: kind for kind in below(Refused)}


def _rows(tables: Iterable[RowsOfTable]) -> Iterator[Any]:
    for table in tables:
        row = SHAPE_NAMED[table.table].row
        for raw in table.rows:
            yield decode(raw, row)


def _write(message: WriteOfEvent) -> RowWrite:
    shape = SHAPE_NAMED[message.table]
    before, after = (
        None if bytes(raw) == NIL else decode(raw, shape.row) for raw in (message.before, message.after)
    )
    return RowWrite(message.table, shape.key_of(after if after is not None else before), before, after)


def _raw(thing: object) -> msgspec.Raw:
    return msgspec.Raw(encode(thing))


def _spelt(thing: object) -> str | bytes:
    if isinstance(thing, Path):
        return os.fsencode(thing)  # a name need not be made of letters
    if isinstance(thing, Kind):
        return str(thing)
    raise NotImplementedError(type(thing))


def _unspelt(kind: type, thing: object) -> object:
    if kind is object:
        return thing
    if isinstance(thing, bytes) and issubclass(kind, Path):
        return kind(os.fsdecode(thing))
    if isinstance(thing, str) and kind is Kind:
        return Kind(thing)
    raise NotImplementedError(kind)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_spelt)


@functools.cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:  # noqa: ANN401 - any type that travels
    return msgspec.msgpack.Decoder(kind, dec_hook=_unspelt)
