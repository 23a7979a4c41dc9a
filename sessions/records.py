"""Records: what stands in the fields of a card's form, and what people answered to them.

They are kept where talks keep theirs: a field is a question that is asked about a card. What stands is the
agreed answer; a field that everyone fills has the answers of each as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Activity, RecordField
from sessions.carrying import cards_of
from sessions.model import Card
from sessions.state import State


@dataclass(frozen=True, slots=True)
class Entry:
    """One field for one card: what stands, and this meeting's answers in an order that tells nothing."""

    field: RecordField
    stands: str
    answers: tuple[str, ...]

    @property
    def is_missing(self) -> bool:
        """Whether a required field is empty."""
        return self.field.required and not self.stands and not self.answers

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands, or as long as nothing does, what was answered."""
        return (self.stands,) if self.stands else self.answers


@dataclass(frozen=True, slots=True)
class Record:
    """The form of one card."""

    card: Card
    entries: tuple[Entry, ...]

    @property
    def filled(self) -> int:
        """How many fields hold something."""
        return sum(bool(entry.texts) for entry in self.entries)


def record_of(state: State, activity: Activity, card: Card) -> Record:
    """The activity's form for `card`."""
    fields = activity.record.fields if activity.record else ()
    return Record(card, tuple(_entry(state, card, field) for field in fields))


def records_of(state: State, activity: Activity) -> tuple[Record, ...]:
    """The activity's form for each of its cards, in the order written."""
    return tuple(record_of(state, activity, card) for card in cards_of(state, activity))


def _entry(state: State, card: Card, field: RecordField) -> Entry:
    stands = state.agreed_answers.get(card.id, field.key)
    meeting = state.workshop.meeting
    rows = [
        row
        for row in state.answers.where("category", card.id)
        if (row.question, row.meeting) == (field.key, meeting)
    ]
    answers = tuple(row.text for row in sorted(rows, key=lambda row: row.id))
    return Entry(field, stands.text if stands is not None else "", answers)
