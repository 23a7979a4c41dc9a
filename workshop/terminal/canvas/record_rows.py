"""A card with the fields of its record: in columns where there is room, else under each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from workshop.terminal.canvas.drawing import EMPTY_LINE, Line, Span, paragraph, width_of

LEAST_COLUMN = 18
"""A field's column is at least so wide, in cells; in a narrower place fields stand under each other."""
GAP = 2
SHARE_OF_CARD = 4
"""The card takes one part in so many of the width; beside a single field, half."""


@dataclass(frozen=True, slots=True)
class FieldText:
    """A field's title and text, and the role the text is drawn in."""

    title: str
    text: str
    role: str = "text"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One card. Without a key it is the head of the table, which a narrow place has no use for."""

    key: str
    number: str
    text: str
    fields: tuple[FieldText, ...]
    surface: bool = False
    note: str = ""
    """What the fields come to, under them."""

    @property
    def search(self) -> str:
        """Number, text and what the fields hold."""
        return "\n".join((self.number, self.text, *(field.text for field in self.fields))).casefold()

    def lines(self, width: int) -> tuple[Line, ...]:
        """The card and its fields, and an empty line."""
        first = width // 2 if len(self.fields) == 1 else max(LEAST_COLUMN, width // SHARE_OF_CARD)
        column = (width - first) // max(1, len(self.fields)) - GAP
        note = paragraph(self.note, width, "accent") if self.note else ()
        if column >= LEAST_COLUMN:
            return (*self._side_by_side(first, column), *note, EMPTY_LINE)
        return (*self._under_each_other(width), *note, EMPTY_LINE) if self.key else ()

    def _head(self, width: int) -> tuple[Line, ...]:
        lead: Line = (Span(f"{self.number} ", "number"),) if self.number else ()
        return paragraph(self.text, width, "strong" if self.key else "muted", lead)

    def _side_by_side(self, first: int, column: int) -> tuple[Line, ...]:
        columns = [self._head(first), *(paragraph(each.text, column, each.role) for each in self.fields)]
        widths = [first, *(column for _ in self.fields)]
        return tuple(_joined(row, widths) for row in zip_longest(*columns, fillvalue=EMPTY_LINE))

    def _under_each_other(self, width: int) -> tuple[Line, ...]:
        rows = list(self._head(width))
        for field in self.fields:
            rows += paragraph(field.text, width, field.role, (Span(f"   {field.title}: ", "muted"),))
        return tuple(rows)


def _joined(row: tuple[Line, ...], widths: list[int]) -> Line:
    spans: list[Span] = []
    for line, width in zip(row, widths, strict=True):
        spans += [*line, Span(" " * max(0, width + GAP - width_of(line)))]
    return tuple(spans)
