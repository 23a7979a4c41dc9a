"""A number that can be read from the back of the room, with a caption."""

from __future__ import annotations

from dataclasses import dataclass

from textual.renderables.digits import DIGITS, DIGITS3X3_BOLD

from workshop.terminal.canvas.drawing import EMPTY_LINE, Line, Span, paragraph

_ROWS = 3


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A number three lines high. The caption is on its right and may take three lines."""

    number: str
    caption: str
    role: str = "accent"
    above: int = 0
    below: int = 1
    key: str = ""
    search: str = ""
    surface: bool = False

    def lines(self, width: int) -> tuple[Line, ...]:
        """The digits drawn with box characters, the caption vertically centred."""
        figures = _figures(self.number)
        room = max(8, width - len(figures[0]) - 3)
        words = paragraph(self.caption, room, "strong")[:_ROWS]
        words = (EMPTY_LINE, *words) if len(words) < _ROWS else words
        rows: list[Line] = []
        for index in range(_ROWS):
            beside = words[index] if index < len(words) else EMPTY_LINE
            rows.append((Span(figures[index] + "   ", self.role), *beside))
        return (EMPTY_LINE,) * self.above + tuple(rows) + (EMPTY_LINE,) * self.below


def _figures(number: str) -> tuple[str, str, str]:
    rows = ["", "", ""]
    for character in number:
        start = DIGITS.find(character) * _ROWS
        if start < 0:
            continue
        for index in range(_ROWS):
            rows[index] += DIGITS3X3_BOLD[start + index].ljust(_ROWS)
    return rows[0], rows[1], rows[2]
