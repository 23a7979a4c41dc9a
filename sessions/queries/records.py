"""Records: what stands in the fields of a card's form, and what people answered to them.

They are kept where talks keep theirs: a field is a question that is asked about a card. What stands is the
agreed answer; a field that everyone fills has the answers of each as well.
"""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Activity, Category, FieldChoice, Method, RecordField
from sessions.model import Answer, Card
from sessions.queries.answers import shown_answers
from sessions.queries.carrying import cards_of
from sessions.queries.filled_fields import what_stands
from sessions.state import State


@dataclass(frozen=True, slots=True)
class Entry:
    """One field for one card: what stands, and this meeting's answers in an order that tells nothing.

    Of answers that may not be seen yet, `held_back` is how many there are.
    """

    field: RecordField
    stands: str
    answers: tuple[str, ...]
    held_back: int = 0

    @property
    def is_missing(self) -> bool:
        """Whether a required field is empty."""
        return self.field.required and not (self.stands or self.answers or self.held_back)

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands, or as long as nothing does, what was answered; of choices, how many took each."""
        if self.stands:
            return (self.stands,)
        if not self.field.choices:
            return self.answers
        counts = ((choice.title, self.answers.count(choice.title)) for choice in self.field.choices)
        return tuple(f"{title} {n}" for title, n in counts if n)

    @property
    def choice(self) -> FieldChoice | None:
        """The choice that stands, or as long as none does, the one that most took; None where two tie."""
        counts = {each.key: self.answers.count(each.title) for each in self.field.choices}
        if self.stands:
            counts = {each.key: int(each.title == self.stands) for each in self.field.choices}
        most = max(counts.values(), default=0)
        leading = [each for each in self.field.choices if most and counts[each.key] == most]
        return leading[0] if len(leading) == 1 else None


@dataclass(frozen=True, slots=True)
class Record:
    """The form of one card."""

    card: Card
    entries: tuple[Entry, ...]

    @property
    def filled(self) -> int:
        """How many fields hold something that may be seen."""
        return sum(bool(entry.texts) for entry in self.entries)

    @property
    def answered(self) -> int:
        """How many fields hold something, seen or held back."""
        return sum(bool(entry.texts or entry.held_back) for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Pointer:
    """How many of a form's answers point towards a category of the method's own."""

    category: Category
    answers: int


def pointers(method: Method, record: Record) -> tuple[Pointer, ...]:
    """Where the choices of a form point, in the method's order; empty where none of them points anywhere.

    It is a help for the talk and ranks nothing: an answer may point towards several.
    """
    towards = [key for entry in record.entries if entry.choice for key in entry.choice.towards]
    if not towards:
        return ()
    return tuple(Pointer(category, towards.count(category.key)) for category in method.categories)


def agreed_sign(method: Method, card: Card) -> str:
    """The sign of the approach agreed for a card, by which people find their own; empty without one."""
    return next((each.sign for each in method.categories if each.key == card.agreed), "")


def record_of(state: State, activity: Activity, card: Card, *, shown: bool = True) -> Record:
    """The activity's form for `card`; people's own answers only where they are `shown`."""
    fields = activity.record.fields if activity.record else ()
    return Record(card, tuple(_entry(state, card, field, shown=shown) for field in fields))


def records_of(state: State, activity: Activity, *, shown: bool = True) -> tuple[Record, ...]:
    """The activity's form for each of its cards, in the order written, as `record_of`."""
    return tuple(record_of(state, activity, card, shown=shown) for card in cards_of(state, activity))


def answers_to(state: State, activity: Activity) -> tuple[Answer, ...]:
    """This meeting's answers to the fields of the activity's form, hidden ones too, as they came."""
    asked = {field.key for field in activity.record.fields} if activity.record else set()
    about, meeting = {card.id for card in cards_of(state, activity)}, state.workshop.meeting
    return tuple(
        row
        for row in state.answers
        if row.meeting == meeting and row.question in asked and row.category in about
    )


def _entry(state: State, card: Card, field: RecordField, *, shown: bool) -> Entry:
    meeting = state.workshop.meeting
    rows = [
        row for row in shown_answers(state, card.id) if (row.question, row.meeting) == (field.key, meeting)
    ]
    answers = tuple(row.text for row in sorted(rows, key=lambda row: row.id))
    stands = what_stands(state, card.id, field)
    return Entry(field, stands, answers) if shown else Entry(field, stands, (), len(answers))
