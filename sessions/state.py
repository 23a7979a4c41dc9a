"""The whole state of a workshop in memory, and the writes that change it.

The room owns one `State`; every reader on another thread keeps its own copy and brings it up to
date by applying the same writes in the same order, so nobody needs a lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast

from sessions.model import (
    AgreedAnswer,
    Answer,
    Card,
    CardId,
    DecisionReview,
    DecisionStep,
    DoneMark,
    GroupDecision,
    HandCount,
    HiddenAnswer,
    JoinedCard,
    JoinedChoice,
    KeptApart,
    Mark,
    Meeting,
    MeetingDetails,
    MethodCopy,
    NextStep,
    ParkedItem,
    Participant,
    ParticipantId,
    PlacedAgain,
    Placement,
    Rating,
    Receipt,
    Row,
    ScheduledActivity,
    SetAside,
    SetPlacement,
    StepReview,
    Theme,
    Vote,
    Weighing,
    Workshop,
)
from sessions.table_shapes import COMPUTED_LOOKUPS, SHAPE_NAMED, SHAPE_OF, SHAPES, Key, TableShape

RowType = TypeVar("RowType")


@dataclass(frozen=True, slots=True)
class RowWrite:
    """One row before and after a command: None before an insert, None after a removal."""

    table: str
    key: Key
    before: Row | None
    after: Row | None

    @property
    def drops_author(self) -> bool:
        """Whether a text that had an author has none any more: then the journal must forget it too."""
        before, after = self.before, self.after
        had = isinstance(before, Card | Answer) and before.author is not None
        return had and isinstance(after, Card | Answer) and after.author is None


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


class Table(Generic[RowType]):
    """The rows of one table in memory, in the order they came, with look-ups kept up to date."""

    def __init__(self, shape: TableShape) -> None:
        """Start empty, with one look-up for each of the shape's `lookups`."""
        self.shape = shape
        self._rows: dict[Key, RowType] = {}
        self._lookups: dict[str, dict[Any, dict[Key, RowType]]] = {name: {} for name in shape.lookups}
        self._readers = [
            (COMPUTED_LOOKUPS.get(name) or attrgetter(name), index) for name, index in self._lookups.items()
        ]

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[RowType]:
        return iter(self._rows.values())

    def get(self, *key: str | int | None) -> RowType | None:
        """The row under `key`, or None; nothing is kept under a key that is none."""
        return self._rows.get(cast(Key, key))

    def where(self, lookup: str, value: object) -> tuple[RowType, ...]:
        """The rows whose look-up `lookup` equals `value`, in the order they came."""
        found = self._lookups[lookup].get(value)
        return tuple(found.values()) if found else ()

    def count(self, lookup: str, value: object) -> int:
        """How many rows have `value` in the field `lookup`."""
        return len(self._lookups[lookup].get(value, {}))

    def put(self, row: RowType, key: Key | None = None) -> None:
        """Insert `row`, or replace the one under the same key.

        Pass the row's `key` if you already have it: then all copies of the state share one object.
        """
        key = self.shape.key_of(row) if key is None else key
        old = self._rows.get(key)
        self._rows[key] = row
        for read, index in self._readers:
            value = read(row)
            if old is not None and (before := read(old)) != value:
                del index[before][key]
            index.setdefault(value, {})[key] = row

    def remove(self, key: Key) -> None:
        """Take away the row under `key`, if there is one."""
        old = self._rows.pop(key, None)
        if old is None:
            return
        for read, index in self._readers:
            del index[read(old)][key]

    def equals(self, other: Table[RowType]) -> bool:
        """Whether both hold the same rows, in any order."""
        return self._rows == other._rows

    def copy(self) -> Table[RowType]:
        """An independent table with the same (frozen) rows."""
        twin: Table[RowType] = Table(self.shape)
        twin._rows = dict(self._rows)
        for name, index in self._lookups.items():
            twin._lookups[name].update((value, dict(rows)) for value, rows in index.items())
        return twin


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
        self.meeting_details: Table[MeetingDetails] = tables["meeting_details"]
        self.scheduled: Table[ScheduledActivity] = tables["scheduled_activities"]
        self.participants: Table[Participant] = tables["participants"]
        self.cards: Table[Card] = tables["cards"]
        self.themes: Table[Theme] = tables["themes"]
        self.kept_apart: Table[KeptApart] = tables["kept_apart"]
        self.set_aside: Table[SetAside] = tables["set_aside"]
        self.placements: Table[Placement] = tables["placements"]
        self.set_placements: Table[SetPlacement] = tables["set_placements"]
        self.hand_counts: Table[HandCount] = tables["hand_counts"]
        self.answers: Table[Answer] = tables["answers"]
        self.hidden_answers: Table[HiddenAnswer] = tables["hidden_answers"]
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
        self.marks: Table[Mark] = tables["marks"]
        self.placed_again: Table[PlacedAgain] = tables["placed_again"]
        self.joined_cards: Table[JoinedCard] = tables["joined_cards"]
        self.joined_choices: Table[JoinedChoice] = tables["joined_choices"]
        self.method_copies: Table[MethodCopy] = tables["method_copies"]
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

    def merged_cards(self, into: CardId) -> tuple[Card, ...]:
        """The cards that were merged into the card `into`, by number."""
        found = self.cards.where("merged_into", into)
        return tuple(sorted(found, key=lambda card: card.number)) if len(found) > 1 else found

    @property
    def has_merged_cards(self) -> bool:
        """Whether any card was merged into another."""
        return self.cards.count("merged_into", None) < len(self.cards)

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
