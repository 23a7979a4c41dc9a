"""Records: what was filled in for each card, as one table."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.blocks import Cell, Column, Paragraph, Section, Table, single
from exports.section_source import CardLine, Part, Source
from prompts.language.cleaning import clean
from prompts.language.words import Words
from prompts.methods.model import Activity, Kind, RecordForm
from sessions.records import Entry, records_of


@dataclass(frozen=True, slots=True)
class FilledCard:
    """A card and what its form holds."""

    line: CardLine
    entries: tuple[Entry, ...]

    @property
    def filled(self) -> bool:
        """Whether anything is filled in."""
        return any(entry.texts for entry in self.entries)


@dataclass(frozen=True, slots=True)
class FilledRecord:
    """One form and its cards. `held` says that it was filled in in this meeting."""

    form: RecordForm
    deck: str
    deck_title: str
    held: bool
    cards: tuple[FilledCard, ...]

    def figures(self) -> dict[str, object]:
        """The record as JSON."""
        return {
            "record": self.form.key,
            "title": self.form.title,
            "deck": self.deck,
            "cards": [
                {
                    "id": card.line.id,
                    "text": card.line.text,
                    "fields": {entry.field.key: clean(entry.stands) or None for entry in card.entries},
                    "answers": {entry.field.key: _answers(entry) for entry in card.entries if entry.answers},
                    "missing": [entry.field.key for entry in card.entries if entry.is_missing],
                }
                for card in self.cards
            ],
        }

    def section(self, number: int, words: Words) -> Section:
        """A row for each card, a column for each field."""
        fields = self.form.fields
        columns = (
            Column(self.deck_title, 28),
            *(Column(field.title, 72 // len(fields)) for field in fields),
        )
        rows = tuple(
            (single(f"{card.line.id} {card.line.text}"), *(_cell(entry, words) for entry in card.entries))
            for card in self.cards
        )
        missing = sum(entry.is_missing for card in self.cards for entry in card.entries)
        table = Table(self.form.title, columns, rows)
        note = (Paragraph(words("minutes.record.missing", n=missing), quiet=True),) if missing else ()
        return Section(60, f"record-{number}-{self.form.key}", self.form.title, (table, *note))


@dataclass(frozen=True, slots=True)
class Records(Part):
    """Every form of which anything is filled in."""

    records: tuple[FilledRecord, ...]

    def figures(self) -> dict[str, object]:
        return {"records": [record.figures() for record in self.records]} if self.records else {}

    def sections(self, words: Words) -> tuple[Section, ...]:
        held = (record for record in self.records if record.held)
        return tuple(record.section(number, words) for number, record in enumerate(held))


def build(source: Source) -> Records:
    """Collect the forms, those that two activities fill in for the same cards as one."""
    found: dict[tuple[str, str], list[Activity]] = {}
    for activity in source.method.activities:
        if activity.kind is Kind.RECORD and activity.record is not None:
            found.setdefault((activity.record.key, activity.deck), []).append(activity)
    records = (_filled(source, activities) for activities in found.values())
    return Records(tuple(record for record in records if record is not None))


def _filled(source: Source, activities: list[Activity]) -> FilledRecord | None:
    activity = activities[0]
    # What was filled in for a card that is no longer in the input is told all the same.
    asked = {record.card.id for record in records_of(source.state, activity)}
    whole = ((record, record.card.id) for record in records_of(source.state, replace(activity, input=None)))
    cards = tuple(
        FilledCard(source.card_line(record.card), record.entries)
        for record, card in whole
        if card in asked or record.filled
    )
    if activity.record is None or not any(card.filled for card in cards):
        return None
    title = source.method.deck(activity.deck).title
    held = any(source.was_held(each.key) for each in activities)
    return FilledRecord(activity.record, activity.deck, title, held, cards)


def _cell(entry: Entry, words: Words) -> Cell:
    if entry.is_missing:
        return single(words("minutes.record.empty"))
    if entry.stands:
        return single(clean(entry.stands))
    return Cell(tuple(_answers(entry)), listed=True) if entry.answers else single("")


def _answers(entry: Entry) -> list[str]:
    return [clean(text) for text in entry.answers]
