"""Records: what was filled in for each card as one table, and for the group field by field."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.blocks import Bullets, Cell, Column, Group, Item, Paragraph, Section, Table, signed, single
from exports.section_source import CardLine, Part, Source
from prompts.language.cleaning import clean
from prompts.language.words import Words
from prompts.methods.model import Activity, Kind, RecordField, RecordForm
from sessions.group_subject import is_about_group
from sessions.queries.records import Entry, Pointer, pointers, records_of
from sessions.state import State

FOR_THE_GROUP = 28
"""What the group said of itself stands on the first page; forms for cards behind it."""
FOR_CARDS = 60
MOST_COLUMNS = 5
"""Fields beside each other that a page can be read with; a longer form is told in tables below each other."""


@dataclass(frozen=True, slots=True)
class FilledCard:
    """A card and what its form holds."""

    line: CardLine
    entries: tuple[Entry, ...]
    pointers: tuple[Pointer, ...] = ()

    @property
    def filled(self) -> bool:
        """Whether anything is filled in."""
        return any(entry.texts for entry in self.entries)

    @property
    def has_to_be_told(self) -> bool:
        """Whether its form holds anything, or lacks what it must have."""
        return self.filled or any(entry.is_missing for entry in self.entries)

    def figures(self) -> dict[str, object]:
        """What the form holds, as JSON."""
        return {
            "fields": {entry.field.key: clean(entry.stands) or None for entry in self.entries},
            "answers": {entry.field.key: _answers(entry) for entry in self.entries if entry.answers},
            "missing": [entry.field.key for entry in self.entries if entry.is_missing],
        }


@dataclass(frozen=True, slots=True)
class FilledRecord:
    """One form and its cards. `held` says that it was filled in in this meeting.

    Without a `deck` it is the group's own form, and `cards` holds the group alone.
    """

    form: RecordForm
    deck: str
    deck_title: str
    held: bool
    cards: tuple[FilledCard, ...]

    def figures(self) -> dict[str, object]:
        """The record as JSON."""
        named = {"record": self.form.key, "title": self.form.title}
        if not self.deck:
            return {**named, "deck": None, "cards": [], "group": self.cards[0].figures()}
        cards = [{"id": card.line.id, "text": card.line.text, **card.figures()} for card in self.cards]
        return {**named, "deck": self.deck, "cards": cards}

    def section(self, number: int, words: Words) -> Section:
        """A row for each card, a column for each field; the group's own form as its answers in full."""
        if not self.deck:
            return self._of_group(number, words)
        told = tuple(card for card in self.cards if not self._is_told_elsewhere(card))
        title = self.form.title
        if self._is_of_goals:
            title = words("minutes.record.proposed", title=title)
        shown = tuple(card for card in told if card.has_to_be_told)
        if not shown:
            return Section(FOR_CARDS, f"record-{number}-{self.form.key}", title, ())
        missing = sum(entry.is_missing for card in self.cards for entry in card.entries)
        tables = tuple(self._table(shown, part, words) for part in _parts(len(self.form.fields)))
        notes = [words("minutes.record.missing", n=missing)] if missing else []
        # A row of dashes for each of them takes a page and says nothing.
        if empty := " · ".join(card.line.told for card in told if not card.has_to_be_told):
            notes.append(words("minutes.record.nothing-for", which=empty))
        quiet = tuple(Paragraph(note, quiet=True) for note in notes)
        return Section(FOR_CARDS, f"record-{number}-{self.form.key}", title, (*tables, *quiet))

    def _table(self, shown: tuple[FilledCard, ...], part: slice, words: Words) -> Table:
        """Some of the fields, a column each."""
        fields = self.form.fields[part]
        columns = (Column(self.deck_title, 28), *(Column(field.title, 72 // len(fields)) for field in fields))
        rows = tuple(
            (
                Cell((f"{card.line.id} {card.line.told}",), "" if part.start else self._points(card, words)),
                *(_cell(entry, words) for entry in card.entries[part]),
            )
            for card in shown
        )
        return Table(self.form.title, columns, rows)

    def _is_told_elsewhere(self, card: FilledCard) -> bool:
        """A behaviour goal that stands is told with its initiative: a form of it alone has the others."""
        return self._is_of_goals and all(entry.stands or not entry.answers for entry in card.entries)

    @property
    def _is_of_goals(self) -> bool:
        return all(field.goal for field in self.form.fields)

    def _points(self, card: FilledCard, words: Words) -> str:
        """Where the card's answers point, as a help for who reads on."""
        found = [
            f"{signed(each.category.sign, each.category.title)} {each.answers}" for each in card.pointers
        ]
        return words("minutes.record.points", points=" · ".join(found)) if found else ""

    @property
    def group_answers(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What the group said of itself: the title of each field that holds something, and its lines."""
        return tuple(
            (entry.field.title, _lines(entry)) for card in self.cards for entry in card.entries if entry.texts
        )

    @property
    def is_agreed(self) -> bool:
        """Whether an agreed wording stands in each field that holds anything."""
        return all(entry.stands for card in self.cards for entry in card.entries if entry.texts)

    def _of_group(self, number: int, words: Words) -> Section:
        told = tuple(
            Group(entry.field.title, (_told(entry, words),))
            for card in self.cards
            for entry in card.entries
            if entry.texts or entry.is_missing
        )
        return Section(FOR_THE_GROUP, f"record-{number}-{self.form.key}", self.form.title, told)


@dataclass(frozen=True, slots=True)
class Records(Part):
    """Every form of which anything is filled in."""

    records: tuple[FilledRecord, ...]

    def figures(self) -> dict[str, object]:
        return {"records": [record.figures() for record in self.records]} if self.records else {}

    @property
    def of_group(self) -> tuple[FilledRecord, ...]:
        """The forms that the group filled in for itself in this meeting."""
        return tuple(record for record in self.records if record.held and not record.deck)

    def sections(self, words: Words) -> tuple[Section, ...]:
        held = (record for record in self.records if record.held)
        return tuple(record.section(number, words) for number, record in enumerate(held))


def build(source: Source) -> Records:
    """Collect the forms, those that two activities fill in for the same cards as one."""
    found: dict[tuple[str, str], list[Activity]] = {}
    for activity in source.method.activities:
        if activity.kind is Kind.RECORD and activity.record is not None:
            found.setdefault((activity.record.key, activity.deck), []).append(activity)
    used = _used_questions(source.state)
    records = (
        _filled(source, activities)
        for activities in found.values()
        # With 2,000 cards, asking each of them for a form that nobody used takes seconds.
        if any(field.goal or field.key in used for field in _fields(activities[0]))
    )
    return Records(tuple(record for record in records if record is not None))


def _used_questions(state: State) -> frozenset[str]:
    """The keys of everything that anybody answered, or the group agreed on, in any meeting."""
    return frozenset(row.question for row in (*state.answers, *state.agreed_answers))


def _fields(activity: Activity) -> tuple[RecordField, ...]:
    return activity.record.fields if activity.record is not None else ()


def _filled(source: Source, activities: list[Activity]) -> FilledRecord | None:
    activity = activities[0]
    # What was filled in for a card that is no longer in the input is told all the same.
    asked = {record.card.id for record in records_of(source.state, activity)}
    whole = ((record, record.card.id) for record in records_of(source.state, replace(activity, input=None)))
    cards = tuple(
        FilledCard(source.card_line(record.card), record.entries, pointers(source.method, record))
        for record, card in whole
        if card in asked or record.filled
    )
    if activity.record is None or not any(card.filled for card in cards):
        return None
    title = "" if is_about_group(activity) else source.method.deck(activity.deck).title
    held = any(source.was_held(each.key) for each in activities)
    return FilledRecord(activity.record, activity.deck, title, held, cards)


def _cell(entry: Entry, words: Words) -> Cell:
    if entry.is_missing:
        return single(words("minutes.record.empty"))
    if entry.stands:
        lines = _lines(entry)
        return Cell(lines, listed=len(lines) > 1)
    told = tuple(clean(text) for text in entry.texts)
    return Cell(told, listed=not entry.field.choices) if told else single("")


def _answers(entry: Entry) -> list[str]:
    return [clean(text) for text in entry.answers]


def _lines(entry: Entry) -> tuple[str, ...]:
    """The lines of what stands, or of the answers while nothing does."""
    return tuple(line for text in entry.texts for part in text.splitlines() if (line := clean(part).strip()))


def _told(entry: Entry, words: Words) -> Bullets | Paragraph:
    if entry.is_missing:
        return Paragraph(words("minutes.record.empty"), quiet=True)
    return Bullets(tuple(map(Item, _lines(entry))))


def _parts(fields: int) -> tuple[slice, ...]:
    """The fields of a form as few tables as can be read, all about as wide."""
    tables = -(-fields // MOST_COLUMNS)
    width = -(-fields // tables)
    return tuple(slice(start, start + width) for start in range(0, fields, width))
