"""The facilitator's undo history.

Undo restores only the fields that the act changed, and marks rather than deletes rows that phones
may have built on, so that no participant's input is ever lost by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from sessions.command_sets.names import command_named
from sessions.commands import Redo, StartMeeting, Undo
from sessions.model import FACILITATOR, Row
from sessions.state import Event, RowWrite, State
from sessions.table_shapes import SHAPE_NAMED

KEPT = 200
_SOFT_REMOVAL = ("withdrawn", "removed")
_WRITTEN_BY_PARTICIPANTS = {
    "cards": frozenset({"text", "status", "occurred", "outcome", "withdrawn"}),
    "participants": frozenset({"alias", "table_name"}),
    "answers": frozenset({"text"}),
}
"""Fields that a phone may have changed after the facilitator's act: the phone's later value is kept."""
_NEVER_BROUGHT_BACK = {
    "cards": frozenset({"author", "created_at", "number"}),
    "answers": frozenset({"author", "created_at"}),
    "receipts": frozenset({"payload_hash", "subject", "seq"}),
}
"""Fields changed only by leaving an anonymous activity, which cannot be undone."""


class History:
    """The facilitator's acts in order: those in effect, and those undone."""

    def __init__(self, events: Iterable[Event] = ()) -> None:
        """Rebuild both lists from the facilitator's events in the order of the journal."""
        self._standing: list[Event] = []
        self._undone: list[Event] = []
        for event in events:
            self.remember(event)

    def remember(self, event: Event) -> None:
        """Take a stored event into account."""
        if event.actor != FACILITATOR:
            return
        command = command_named(event.command)
        if command is StartMeeting:
            # The meeting before is over: to take back its acts would undo half of the new one.
            self._standing.clear()
            self._undone.clear()
        if command is None or not command.undoable:
            return
        if command is Undo:
            self._move(self._standing, self._undone)
        elif command is Redo:
            self._move(self._undone, self._standing)
        else:
            self._standing.append(event)
            self._undone.clear()
            del self._standing[:-KEPT]

    def last(self) -> Event | None:
        """The act that the next undo reverts."""
        return self._standing[-1] if self._standing else None

    def last_undone(self) -> Event | None:
        """The act that the next redo repeats."""
        return self._undone[-1] if self._undone else None

    @staticmethod
    def _move(source: list[Event], target: list[Event]) -> None:
        if source:
            target.append(source.pop())


def leads(event: Event) -> bool:
    """Whether an act moved, opened, showed, closed or ended something for everybody in the room."""
    command = command_named(event.command)
    return command is not None and command.leads


def taken_back(state: State, event: Event) -> tuple[RowWrite, ...]:
    """The writes that undo `event` in the current state."""
    patches = (_patch(state, write, write.after, write.before) for write in reversed(event.writes))
    return tuple(patch for patch in patches if patch is not None)


def done_again(state: State, event: Event) -> tuple[RowWrite, ...]:
    """The writes that redo `event` after it was undone."""
    patches = (_patch(state, write, write.before, write.after) for write in event.writes)
    return tuple(patch for patch in patches if patch is not None)


def _patch(state: State, write: RowWrite, source: Row | None, target: Row | None) -> RowWrite | None:
    now: Row | None = state.table(write.table).get(*write.key)
    if target is None:
        return _taken_away(write, now)
    if now is None:
        return RowWrite(write.table, write.key, None, target)
    if source is None:
        return RowWrite(write.table, write.key, now, _brought_back(now, target))
    theirs = _WRITTEN_BY_PARTICIPANTS.get(write.table, frozenset())
    gone = _NEVER_BROUGHT_BACK.get(write.table, frozenset())
    changes = {}
    for name in SHAPE_NAMED[write.table].columns():
        if name in gone or getattr(source, name) == getattr(target, name):
            continue
        if name in theirs and getattr(now, name) != getattr(source, name):
            continue
        changes[name] = getattr(target, name)
    return RowWrite(write.table, write.key, now, replace(now, **changes))


def _taken_away(write: RowWrite, now: Row | None) -> RowWrite | None:
    if now is None:
        return None
    flag = _soft_flag(now)
    after = replace(now, **{flag: True}) if flag else None  # type: ignore[arg-type]  # the flag is a bool field
    return RowWrite(write.table, write.key, now, after)


def _brought_back(now: Row, target: Row) -> Row:
    flag = _soft_flag(now)
    return replace(now, **{flag: False}) if flag else target  # type: ignore[arg-type]  # the flag is a bool field


def _soft_flag(row: Row) -> str:
    names = {field.name for field in fields(row)}
    return next((flag for flag in _SOFT_REMOVAL if flag in names), "")
