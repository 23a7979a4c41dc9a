"""Lines of text with a role for each piece, and how to wrap and measure them in terminal cells.

A role is a name that a theme gives a colour (`canvas--<role>`). Keeping roles apart from styles
lets the drawing be plain data that tests can read, and that is drawn anew when a theme changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from workshop.terminal.theme.untrusted_text import ELLIPSIS, cut


class Span(NamedTuple):
    """A piece of a line and the role that colours it."""

    text: str
    role: str = "text"


Line = tuple[Span, ...]

EMPTY_LINE: Line = ()

BETWEEN_PARTS = " · "
_BLANKS = re.compile(r"[^\S\u00a0]+")
_CONSONANT_AND_VOWEL = re.compile(r"[^aeiouyæøå\W][aeiouyæøå]", re.IGNORECASE)
LEAST_TO_HYPHENATE, LEAST_LEFT = 8, 3
"""Cells of the narrowest line where a hyphen is worth its cell; letters that are not left alone."""


def width_of(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(span.text) for span in line)


@lru_cache(maxsize=1_024)  # a canvas keeps its own lines: what is kept here are mostly texts of the past
def wrap(text: str, width: int) -> tuple[str, ...]:
    """`text` broken into lines of at most `width` cells; a word that is too long is cut.

    Nothing is broken at a no-break space, and long words get a hyphen; Textual's own wrap does neither.
    """
    width = max(2, width)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(_BLANKS.split(paragraph.strip()), width))
    return tuple(lines)


def _wrapped(words: list[str], width: int) -> Iterable[str]:
    line, used = "", 0
    for word in _cut_words(words, width):
        size = cell_len(word)
        if line and used + 1 + size > width:
            yield line
            line, used = word, size
        else:
            line, used = (f"{line} {word}", used + 1 + size) if line else (word, size)
    yield line


def _cut_words(words: list[str], width: int) -> Iterable[str]:
    for word in words:
        if cell_len(word) <= width:
            yield word
        else:
            yield from _cut_word(word, width)


def _cut_word(word: str, width: int) -> Iterable[str]:
    """A word of letters is hyphenated as well as can be without a dictionary; anything else is just cut."""
    if width < LEAST_TO_HYPHENATE or not (word.isalpha() and cell_len(word) == len(word)):
        yield from chop_cells(word, width)
        return
    while len(word) > width:
        most = min(width - 1, len(word) - LEAST_LEFT)
        # A consonant goes with the vowel behind it; from the right, the first place where that holds.
        good = (at for at in range(most, most // 2, -1) if _CONSONANT_AND_VOWEL.match(word, at))
        taken = next(good, most)
        yield f"{word[:taken]}-"
        word = word[taken:]
    yield word


def paragraph(text: str, width: int, role: str = "text", lead: Line = (), most: int = 0) -> tuple[Line, ...]:
    """`text` wrapped beside a hanging `lead`, as lines.

    Args:
        text: Any text.
        width: Cells for the lead and the text together.
        role: The role of the text.
        lead: What stands before the first line; the others are indented as far.
        most: The largest number of lines, 0 for no limit. What is left out is marked.
    """
    indent = width_of(lead)
    rows = wrap(text, width - indent)
    if most and len(rows) > most:
        rows = (*rows[: most - 1], _with_ellipsis(rows[most - 1], width - indent))
    first: Line = (*lead, Span(rows[0], role)) if rows else lead
    rest = tuple((Span(" " * indent), Span(row, role)) for row in rows[1:])
    return (first, *rest)


def _with_ellipsis(row: str, width: int) -> str:
    return row + ELLIPSIS if cell_len(row) < width else cut(row + ELLIPSIS, max(2, width))


def flowing(pieces: Iterable[Line], width: int, gap: int = 3) -> tuple[Line, ...]:
    """Pieces that must not be broken, side by side on as few lines as they fit on."""
    lines: list[Line] = []
    line: Line = ()
    for piece in pieces:
        if line and width_of(line) + gap + width_of(piece) > width:
            lines.append(line)
            line = piece
        else:
            line = (*line, Span(" " * gap), *piece) if line else piece
    return (*lines, line) if line else tuple(lines)


def evenly(text: str, width: int) -> tuple[str, ...]:
    """`text` wrapped to lines of about the same length: no word is left alone on the last one."""
    rows = wrap(text, width)
    narrower = width
    while narrower > 2 and len(wrap(text, narrower - 1)) == len(rows):
        narrower -= 1
    return wrap(text, narrower)


def in_parts(text: str, width: int) -> tuple[str, ...]:
    """A sentence of the words, broken between the parts that dots keep apart; no line ends in a dot."""
    lines: list[str] = []
    for part in text.split(BETWEEN_PARTS):
        if lines and cell_len(lines[-1] + BETWEEN_PARTS + part) <= width:
            lines[-1] += BETWEEN_PARTS + part
        else:
            lines.append(part)
    return tuple(row for line in lines for row in wrap(line, width))


def pieces(text: str, role: str = "muted") -> tuple[Line, ...]:
    """The parts of a sentence of the words that three spaces or more keep apart."""
    return tuple((Span(part, role),) for part in re.split(r" {3,}", text))


def spread(left: Line, right: Line, width: int) -> Line:
    """`left` and `right` at the two ends of one line; the left gives way."""
    room = width - width_of(right) - 1
    kept: list[Span] = []
    for span in left:
        text = cut(span.text, room) if cell_len(span.text) > room else span.text
        kept.append(Span(text, span.role))
        room -= cell_len(text)
        if room <= 0:
            break
    return (*kept, Span(" " * (max(0, room) + 1)), *right)
