"""The blocks that make up a canvas: frozen, comparable, each able to render its own lines.

Equal blocks have equal lines, so that a canvas redraws only what has changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from workshop.terminal.canvas.drawing import EMPTY_LINE, Line, Span, evenly, flowing, paragraph, width_of

NARROW = 26
"""Cells below which a card gives its whole width to its text: long words would be cut in two."""

NUMBER_WIDTH = 3
"""Cells for a public number, so that `t7` and `t12` keep their texts in line."""


class Block(Protocol):
    """Something that can be rendered at any width."""

    @property
    def key(self) -> str:
        """The key of what the block represents; empty if it cannot be chosen."""

    @property
    def search(self) -> str:
        """The text that is searched; empty if the block is always shown."""

    @property
    def surface(self) -> bool:
        """Whether the block has a background of its own, like a card on a wall."""

    def lines(self, width: int) -> tuple[Line, ...]:
        """The block rendered at `width` cells."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a prompt or a tip: text that cannot be chosen unless it has a key."""

    text: str
    role: str = "text"
    key: str = ""
    lead: Line = ()
    above: int = 0
    below: int = 0
    centred: bool = False
    surface: bool = False
    search: str = ""

    def lines(self, width: int) -> tuple[Line, ...]:
        """The wrapped text, with blank lines above and below."""
        if self.centred:
            rows = tuple(_centred((Span(row, self.role),), width) for row in evenly(self.text, width))
        else:
            rows = paragraph(self.text, width, self.role, self.lead) if self.text or self.lead else ()
        return (EMPTY_LINE,) * self.above + rows + (EMPTY_LINE,) * self.below


@dataclass(frozen=True, slots=True)
class LinesBlock:
    """Pieces with different roles that flow onto as few lines as possible."""

    pieces: tuple[Line, ...]
    key: str = ""
    above: int = 0
    below: int = 0
    gap: int = 3
    surface: bool = False
    search: str = ""

    def lines(self, width: int) -> tuple[Line, ...]:
        """The pieces, as many on a line as fit."""
        rows = flowing(self.pieces, width, self.gap)
        return (EMPTY_LINE,) * self.above + rows + (EMPTY_LINE,) * self.below


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A thin horizontal rule."""

    role: str = "faint"
    key: str = ""
    surface: bool = False
    search: str = ""

    def lines(self, width: int) -> tuple[Line, ...]:
        """One thin line."""
        return ((Span("─" * width, self.role),),)


@dataclass(frozen=True, slots=True)
class CardBlock:
    """A card: its public number, its text, what was merged into it, and notes.

    `notes` are short pieces (status, agreed approach) that flow below the text; `merged` are the
    texts of the cards merged into this one; `said` is what was agreed to do about it. `aside` is
    placed beside the number in a narrow column, so that the text gets the full width, and after
    the text elsewhere.
    """

    key: str
    number: str
    text: str
    notes: tuple[Line, ...] = ()
    merged: tuple[str, ...] = ()
    said: str = ""
    most: int = 0
    surface: bool = True
    aside: str = ""

    @property
    def search(self) -> str:
        """Number, text and what was merged into it."""
        return "\n".join((self.number, self.text, *self.merged)).casefold()

    def lines(self, width: int) -> tuple[Line, ...]:
        """Number and text, then the merged texts, then the notes."""
        lead: Line = (Span(f"{self.number.ljust(NUMBER_WIDTH)} ", "number"),) if self.number else ()
        text = self.text
        above: tuple[Line, ...] = ()
        if self.aside and width < NARROW:
            above, lead = ((*lead, Span(self.aside, "muted")),), ()
        elif self.aside:
            text = f"{text} ({self.aside})"
        rows = above + paragraph(text, width, "text", lead, self.most)
        for text in self.merged:
            rows += paragraph(
                text, width, "muted", (Span("  + ".rjust(NUMBER_WIDTH + 1), "muted"),), self.most
            )
        if self.said:
            rows += paragraph(self.said, width, "strong", (Span("→ ".rjust(NUMBER_WIDTH + 1), "number"),))
        indent = Span(" " * width_of(lead))
        return rows + tuple((indent, *row) for row in flowing(self.notes, width - width_of(lead), gap=2))


def _centred(line: Line, width: int) -> Line:
    used = sum(len(span.text) for span in line)
    return (Span(" " * max(0, (width - used) // 2)), *line)
