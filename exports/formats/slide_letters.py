"""How large the letters of a slide may be: as large as its texts have room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_MM = 25.4 / 72
"""Millimetres of a point."""
_WIDE, _TALL = 0.52, 1.22
"""Mean width of a bold letter of Calibri, and the distance of two lines, as shares of the letters' size."""
_MARGINS = 5.1
"""Millimetres that a box or a cell keeps free at its two sides, and half of it above and below."""


@dataclass(frozen=True, slots=True)
class Column:
    """Texts below each other. `width` and `height` are millimetres, `after` points below each text."""

    texts: Sequence[str]
    width: float
    height: float
    after: float

    def holds(self, points: int) -> bool:
        """Whether the texts have room in this size."""
        return (
            sum(lines_of(text, self.width, points) for text in self.texts) * points * _TALL * _MM
            + len(self.texts) * self.after * _MM
            <= self.height - _MARGINS / 2
        )


def largest(sizes: Sequence[int], columns: Iterable[Column]) -> int:
    """The first of `sizes`, the largest first, in which all `columns` have room; the last where none is."""
    columns = tuple(columns)
    return next((size for size in sizes if all(each.holds(size) for each in columns)), sizes[-1])


def largest_of_table(
    sizes: Sequence[int], rows: Sequence[Sequence[str]], widths: Sequence[float], height: float
) -> int:
    """The same for the cells of a table, whose words must not be broken."""

    def holds(points: int) -> bool:
        cells = [list(zip(row, widths, strict=True)) for row in rows]
        longest = ((max(text.split(), key=len, default=""), width) for row in cells for text, width in row)
        lines = sum(max(lines_of(text, width, points) for text, width in row) for row in cells)
        tall = lines * points * _TALL * _MM + len(cells) * _MARGINS / 2
        return tall <= height and all(lines_of(word, width, points) == 1 for word, width in longest)

    return next((size for size in sizes if holds(size)), sizes[-1])


def lines_of(text: str, width: float, points: int) -> int:
    """Lines that `text` takes in a box of `width` millimetres."""
    room = max(1.0, (width - _MARGINS) / (points * _WIDE * _MM))
    return max(1, -int(-len(text) // room))
