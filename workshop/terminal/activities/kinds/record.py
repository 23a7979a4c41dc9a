"""Record: the form of each card as a table, with what is still missing in it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from sessions.queries.origins import with_origin
from sessions.queries.records import Entry, Record, agreed_sign, records_of
from workshop.facilitating.acts.record import ACTS
from workshop.live.pointer_words import pointers_in_words
from workshop.terminal.actions.action_spec import specs_of
from workshop.terminal.activities.wall_panel import MOVES, SEARCH, WallPanel
from workshop.terminal.canvas.layout import Flow, Section
from workshop.terminal.canvas.record_rows import FieldText, RecordRow
from workshop.terminal.theme.untrusted_text import harmless, one_line, plain


class RecordPanel(WallPanel):
    """A row for each card; the chosen card's form is the one that is filled in."""

    ACTIONS = (*specs_of(ACTS), *MOVES, SEARCH)

    @property
    def records(self) -> tuple[Record, ...]:
        """The forms, in the order the cards were written."""
        return records_of(self.state, self.activity, shown=self.scheduled.revealed)

    def sections(self) -> Sequence[Section]:
        """The heads, then the cards."""
        records = self.records
        if not records or self.activity.record is None:
            return self.tip_section("record.no_cards")
        heads = tuple(FieldText("", one_line(field.title), "muted") for field in self.activity.record.fields)
        head = RecordRow("", "", one_line(self.deck.title) if self.activity.deck else "", heads)
        return (Flow((head, *map(self._row, records)), most_columns=1, spacing=0),)

    def _row(self, record: Record) -> RecordRow:
        fields = tuple(map(self._field, record.entries))
        text = f"{agreed_sign(self.live.method, record.card)} {one_line(with_origin(record.card))}".strip()
        number = self.number(record.card)
        note = one_line(pointers_in_words(record, self.live.method, self.words))
        return RecordRow(record.card.id, number, text, fields, note=note)

    def _field(self, entry: Entry) -> FieldText:
        title = one_line(entry.field.title)
        if entry.is_missing:
            return FieldText(title, self.text("record.missing"), "warning")
        if entry.stands:
            return FieldText(title, harmless(entry.stands))
        if entry.held_back:
            return FieldText(title, self.text("reflect.count", n=entry.held_back), "muted")
        told = " · ".join(one_line(text) for text in entry.texts)
        return FieldText(title, told or "–", "text" if told else "muted")

    def status(self) -> Content | None:
        """How many fields are filled."""
        records = self.records
        filled, fields = sum(record.answered for record in records), sum(len(row.entries) for row in records)
        return plain(self.text("record.status", count=filled, total=fields))


PANEL = RecordPanel
