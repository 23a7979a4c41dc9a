"""The whole state of a workshop in memory, and the writes that change it.

The room owns one `State`; every reader on another thread keeps its own copy and brings it up to
date by applying the same writes in the same order, so nobody needs a lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sessions.model import (
    AgreedAnswer,
    Answer,
    Card,
    DecisionReview,
    DecisionStep,
    DoneMark,
    GroupDecision,
    HandCount,
    KeptApart,
    Meeting,
    NextStep,
    ParkedItem,
    Participant,
    ParticipantId,
    Placement,
    Rating,
    Receipt,
    Row,
    ScheduledActivity,
    StepReview,
    Theme,
    Vote,
    Weighing,
    Workshop,
)
from sessions.tables import SHAPE_NAMED, SHAPE_OF, SHAPES, Key, Table


@dataclass(frozen=True, slots=True)
class RowWrite:
    """One row before and after a command: None before an insert, None after a removal."""

    table: str
    key: Key
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Event:
    """A command that was accepted and stored.

    `seq` counts from 1 without a gap, `actor` is a participant id, `facilitator`, or empty for
    nobody, `command` the command's class name, `subject` the id it made or changed (may be empty).
    """

    seq: int
    at: datetime | None
    actor: ParticipantId
    command: str
    subject: str
    writes: tuple[RowWrite, ...]


class State:
    """All rows of one workshop. Reading is by table; changing only by `apply`."""

    def __init__(self) -> None:
        """Start with empty tables and no events."""
        self._tables: dict[str, Table[Any]] = {shape.name: Table(shape) for shape in SHAPES}
        self._bind()
        self.seq = 0

    def _bind(self) -> None:
        tables = self._tables
        self.workshops: Table[Workshop] = tables["workshop"]
        self.meetings: Table[Meeting] = tables["meetings"]
        self.scheduled: Table[ScheduledActivity] = tables["scheduled_activities"]
        self.participants: Table[Participant] = tables["participants"]
        self.cards: Table[Card] = tables["cards"]
        self.themes: Table[Theme] = tables["themes"]
        self.kept_apart: Table[KeptApart] = tables["kept_apart"]
        self.placements: Table[Placement] = tables["placements"]
        self.hand_counts: Table[HandCount] = tables["hand_counts"]
        self.answers: Table[Answer] = tables["answers"]
        self.agreed_answers: Table[AgreedAnswer] = tables["agreed_answers"]
        self.ratings: Table[Rating] = tables["ratings"]
        self.votes: Table[Vote] = tables["votes"]
        self.weighings: Table[Weighing] = tables["weighings"]
        self.next_steps: Table[NextStep] = tables["next_steps"]
        self.step_reviews: Table[StepReview] = tables["step_reviews"]
        self.parked_items: Table[ParkedItem] = tables["parked_items"]
        self.decisions: Table[GroupDecision] = tables["decisions"]
        self.decision_steps: Table[DecisionStep] = tables["decision_steps"]
        self.decision_reviews: Table[DecisionReview] = tables["decision_reviews"]
        self.done_marks: Table[DoneMark] = tables["done_marks"]
        self.receipts: Table[Receipt] = tables["receipts"]

    @property
    def workshop(self) -> Workshop:
        """The workshop's own row. Raises LookupError if there is none."""
        row = self.workshops.get("workshop")
        if row is None:
            raise LookupError("the state holds no workshop")
        return row

    def table(self, name: str) -> Table[Any]:
        """The table called `name`, including those of external kinds. Raises KeyError."""
        found = self._tables.get(name)
        if found is None:
            found = self._tables[name] = Table(SHAPE_NAMED[name])
        return found

    def run_sheet(self) -> tuple[ScheduledActivity, ...]:
        """This meeting's activities in order."""
        now = self.workshop.meeting
        rows = (row for row in self.scheduled if row.meeting == now)
        return tuple(sorted(rows, key=lambda row: row.position))

    def date_of(self, meeting: int) -> date | None:
        """The date of a meeting (from 1). An older file opened read-only knows only the latest one."""
        known = self.meetings.get(meeting)
        return known.date if known is not None else self.workshop.date

    def current(self) -> ScheduledActivity | None:
        """The activity on the projector, or None in the lobby and after the close."""
        return self.scheduled.get(self.workshop.current)

    def apply(self, writes: Iterable[RowWrite]) -> None:
        """Bring the tables to what they are after `writes`."""
        for write in writes:
            table = self.table(write.table)
            if write.after is None:
                table.remove(write.key)
            else:
                table.put(write.after, write.key)

    def load(self, rows: Iterable[Row]) -> None:
        """Put rows read from the store into their tables, in the order given."""
        for row in rows:
            self.table(SHAPE_OF[type(row)].name).put(row)

    def forget(self, name: str) -> None:
        """Empty the table called `name`, which this copy's reader does not need."""
        self._tables[name] = Table(self._tables[name].shape)
        self._bind()

    def has_rows_of(self, other: State) -> bool:
        """Whether both hold the same rows and have come to the same `seq`."""
        names = self._tables.keys() | other._tables.keys()
        same = all(self.table(name).equals(other.table(name)) for name in names)
        return same and self.seq == other.seq

    def continues(self, earlier: State) -> bool:
        """Whether this could be a later version of `earlier`, with none of its events missing."""
        if self.seq == earlier.seq:
            return self.has_rows_of(earlier)
        return self.seq > earlier.seq and self.workshop.created_at == earlier.workshop.created_at

    def copy(self) -> State:
        """An independent state with the same rows and the same `seq`."""
        twin = State()
        twin._tables = {name: table.copy() for name, table in self._tables.items()}
        twin._bind()
        twin.seq = self.seq
        return twin


def put(state: State, row: Row) -> RowWrite:
    """The write that inserts `row`, or replaces the row under the same key in `state`."""
    shape = SHAPE_OF[type(row)]
    key = shape.key_of(row)
    return RowWrite(shape.name, key, state.table(shape.name).get(*key), row)


def remove(row: Row) -> RowWrite:
    """The write that takes `row` away."""
    shape = SHAPE_OF[type(row)]
    return RowWrite(shape.name, shape.key_of(row), row, None)


def inverse(events: Iterable[Event]) -> tuple[RowWrite, ...]:
    """The writes that revert `events`, which must be the last ones applied to the state."""
    writes = [write for event in events for write in event.writes]
    return tuple(RowWrite(write.table, write.key, write.after, write.before) for write in reversed(writes))
