"""Block letters: bitmap glyphs drawn with quarter blocks, two points wide and two high in each cell.

The glyphs stand in `glyphs/`, one file a size; `glyphs/OFL.txt` says where they come from.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib.resources import files

from rich.cells import cell_len

from workshop.terminal.theme.untrusted_text import ELLIPSIS

_QUARTERS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_ALIKE = {"\u00a0": " ", "\u2011": "-", "\u00ad": "-", "\u2212": "-"}
_SPACE = {7: 2, 8: 3, 12: 4, 14: 4, 18: 5, 24: 7, 32: 9, 48: 14, 64: 18}
"""The width of a space in points, by size."""

_DOUBLED = {48: 24, 64: 32}
"""Sizes drawn with four points for each one of another."""


@dataclass(frozen=True)
class Glyph:
    """A letter's width in points, and its rows of bits from the top of the line."""

    width: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Letters:
    """All letters of one size. `points` is the height of a line, `base` the points above the baseline."""

    points: int
    base: int
    glyphs: dict[str, Glyph]

    @property
    def between(self) -> int:
        """The points between two letters."""
        return 1 if self.points < 18 else 2 if self.points < 48 else 4

    @property
    def cap_points(self) -> int:
        """The height of a capital letter in points."""
        rows = self.glyphs["H"].rows
        return sum(row != 0 for row in rows)

    def has(self, text: str) -> bool:
        """Whether there is a letter for every character of `text`."""
        return all(character.isspace() or character in self.glyphs for character in _plain(text))

    def width(self, text: str) -> int:
        """The cells that `text` takes on one line."""
        return (self._points_of(_plain(text)) + 1) // 2

    def wrap(self, text: str, cells: int) -> tuple[str, ...] | None:
        """`text` in lines of about one length, at most `cells` wide; None where a word is too long."""
        lines = self._filled(text, cells)
        if lines is None or len(lines) < 2:
            return lines
        narrowest, widest = cells // 2, cells
        while narrowest < widest:
            middle = (narrowest + widest) // 2
            tried = self._filled(text, middle)
            if tried is not None and len(tried) == len(lines):
                widest = middle
            else:
                narrowest = middle + 1
        return self._filled(text, widest)

    def _filled(self, text: str, cells: int) -> tuple[str, ...] | None:
        lines: list[str] = []
        for word in _plain(text).split():
            if self._points_of(word) > 2 * cells:
                return None
            if lines and self._points_of(f"{lines[-1]} {word}") <= 2 * cells:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return tuple(lines)

    def draw(self, lines: tuple[str, ...], lower: int = 0) -> tuple[str, ...]:
        """The lines as rows of cells, without blank rows above and below, and so many points lower."""
        rows: list[int] = []
        widths: list[int] = []
        for line in lines:
            bits, width = self._bits(line)
            rows += bits
            widths.append(width)
        width = max(widths, default=0)
        aligned: list[int] = []
        for number, row in enumerate(rows):
            aligned.append(row << (width - widths[number // self.points]))
        return _in_quarters([0] * lower + _trimmed(aligned), width)

    def height(self, lines: tuple[str, ...]) -> int:
        """The rows of cells that `draw` makes of these lines."""
        return len(self.draw(lines))

    def _points_of(self, text: str) -> int:
        used = sum(self._advance(character) for character in text)
        return max(0, used - self.between)

    def _advance(self, character: str) -> int:
        if character == " ":
            return _SPACE[self.points]
        glyph = self.glyphs.get(character)
        return glyph.width + self.between if glyph else 0

    def _bits(self, text: str) -> tuple[list[int], int]:
        rows, width = [0] * self.points, 0
        for character in _plain(text):
            step = self._advance(character)
            glyph = self.glyphs.get(character)
            for number in range(self.points):
                row = rows[number] << step
                if glyph is not None:
                    row |= glyph.rows[number] << (step - glyph.width)
                rows[number] = row
            width += step
        return rows, width


@functools.cache
def letters(points: int) -> Letters:
    """The letters of a size. Raises FileNotFoundError for one that there is not."""
    if points in _DOUBLED:
        half = letters(_DOUBLED[points])
        return Letters(points, 2 * half.base, {sign: _doubled(it) for sign, it in half.glyphs.items()})
    text = files(__package__).joinpath("glyphs", f"{points}.txt").read_text(encoding="ascii")
    head, *lines = text.splitlines()
    _, height, base = map(int, head.split())
    glyphs = {}
    for line in lines:
        code, width, rows = line.split()
        glyphs[chr(int(code, 16))] = Glyph(int(width), tuple(int(row, 16) for row in rows.split(",")))
    return Letters(height, base, glyphs)


def _doubled(glyph: Glyph) -> Glyph:
    wide = [sum((row >> at & 1) * 3 << 2 * at for at in range(glyph.width)) for row in glyph.rows]
    return Glyph(2 * glyph.width, tuple(row for row in wide for _ in range(2)))


FINE = 7
"""The smallest size, thin and narrow: for lists that the next one has no room for."""
LABEL = 8
"""The size of headings and labels, and the smallest of a question."""
SIZES = (FINE, LABEL, 12, 14, 18, 24, 32, 48, 64)


@dataclass(frozen=True, slots=True)
class Set:
    """A text as it is drawn: rows of cells, the points of its letters, 0 for the terminal's own, and itself.

    `text` is what can be read there: without what was cut off.
    """

    rows: tuple[str, ...]
    points: int
    text: str = ""

    @property
    def width(self) -> int:
        """The cells of the longest row."""
        return max((cell_len(row) for row in self.rows), default=0)


@functools.cache
def least_rows(points: int) -> int:
    """The fewest rows that a text of this size takes: those of a letter as low as x."""
    return 1 if not points else letters(points).height(("x",))


@functools.lru_cache(maxsize=4_096)
def set_text(text: str, cells: int, rows: int, most: int = SIZES[-1]) -> Set | None:
    """`text` in the largest size that fits in so many cells and rows, and is at most `most` points.

    None where no size fits, or where `text` has a character that there is no letter for.
    """
    for points in reversed([size for size in SIZES if size <= most]):
        found = set_in(text, points, cells)
        if found is not None and len(found.rows) <= rows:
            return found
    return None


@functools.lru_cache(maxsize=4_096)
def set_in(text: str, points: int, cells: int) -> Set | None:
    """`text` in one size, at most `cells` wide; None where a word does not fit or a letter is missing."""
    size = letters(points)
    if not size.has(text):
        return None
    lines = size.wrap(text, cells)
    return None if lines is None else Set(size.draw(lines), points, " ".join(lines))


def beginning(text: str, points: int, cells: int, rows: int) -> tuple[str, str]:
    """The words of `text` that fit in one size, with an ellipsis where some are left out, and the rest."""
    words = text.split()
    fitting, too_many = 0, len(words) + 1
    while too_many - fitting > 1:
        count = (fitting + too_many) // 2
        found = set_in(_begun(words, count), points, cells)
        if found is not None and len(found.rows) <= rows:
            fitting = count
        else:
            too_many = count
    return (_begun(words, fitting), " ".join(words[fitting:])) if fitting else ("", text)


def _begun(words: list[str], count: int) -> str:
    return " ".join(words[:count]) + (f" {ELLIPSIS}" if count < len(words) else "")


def _plain(text: str) -> str:
    return "".join(_ALIKE.get(character, character) for character in text)


def _trimmed(rows: list[int]) -> list[int]:
    inked = [number for number, row in enumerate(rows) if row]
    return rows[inked[0] : inked[-1] + 1] if inked else []


def _in_quarters(rows: list[int], width: int) -> tuple[str, ...]:
    even = rows if len(rows) % 2 == 0 else [*rows, 0]
    cells = (width + 1) // 2
    made = []
    for upper, lower in zip(even[::2], even[1::2], strict=True):
        upper, lower = upper << (2 * cells - width), lower << (2 * cells - width)
        signs = []
        for at in range(2 * cells - 2, -1, -2):
            top, bottom = upper >> at & 3, lower >> at & 3
            signs.append(_QUARTERS[(top >> 1) | (top & 1) << 1 | (bottom >> 1) << 2 | (bottom & 1) << 3])
        made.append("".join(signs).rstrip())
    return tuple(made)
