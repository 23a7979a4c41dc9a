"""Lines of text in which each piece has a role, and their wrapping and width in terminal cells.

A role is a name that a theme maps to a colour (`canvas--<role>`). Separating roles from styles keeps
the lines plain data, which tests can read and which can be restyled when the theme changes.
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
"""The narrowest line, in cells, in which words are hyphenated; the fewest letters on either side."""


def width_of(line: Line) -> int:
    """The width of a line in cells."""
    return sum(cell_len(span.text) for span in line)


@lru_cache(maxsize=1_024)  # a canvas caches its own lines, so this cache mostly holds old texts
def wrap(text: str, width: int) -> tuple[str, ...]:
    """`text` wrapped into lines of at most `width` cells; a word that is too long is cut.

    No-break spaces are respected and long words are hyphenated; Textual's own wrap does neither.
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


_MARKS = ".,:;!?…()[]“”„\"'’»«/–"


def _cut_word(word: str, width: int) -> Iterable[str]:
    """Hyphenate a word of letters as well as possible without a dictionary; cut anything else.

    Marks before and after the letters, and hyphens among them, are part of the word.
    """
    letters = word.strip(_MARKS)
    is_word = letters.replace("-", "").isalpha() and cell_len(word) == len(word)
    if width < LEAST_TO_HYPHENATE or not is_word:
        yield from chop_cells(word, width)
        return
    after = len(word) - len(word.rstrip(_MARKS))
    while len(word) > width:
        hyphen = word.rfind("-", 1, width)
        if hyphen > 0:
            yield word[: hyphen + 1]
            word = word[hyphen + 1 :]
            continue
        most = min(width - 1, len(word) - after - LEAST_LEFT)
        # A consonant belongs with the following vowel; take the rightmost place where that holds.
        good = (at for at in range(most, most // 2, -1) if _CONSONANT_AND_VOWEL.match(word, at))
        taken = next(good, most)
        yield f"{word[:taken]}-"
        word = word[taken:]
    yield word


WIDE_LEAD = 5
"""Cells of a lead that text may always hang beside, and by which it is indented under a wider one."""


def paragraph(text: str, width: int, role: str = "text", lead: Line = (), most: int = 0) -> tuple[Line, ...]:
    """`text` wrapped beside a hanging `lead`, as lines.

    Args:
        text: Any text.
        width: Cells for the lead and the text together.
        role: The role of the text.
        lead: Precedes the first line; the others are indented by its width. One that leaves the text less
            than half of the width stands by itself above it.
        most: The maximum number of lines, 0 for no limit. Truncation is marked.
    """
    indent = width_of(lead)
    rows = wrap(text, width - indent)
    if len(rows) > 1 and 2 * indent > width and indent > WIDE_LEAD:
        return (lead, *paragraph(text, width, role, (Span(" " * WIDE_LEAD),), most))
    if most and len(rows) > most:
        rows = (*rows[: most - 1], _with_ellipsis(rows[most - 1], width - indent))
    first: Line = (*lead, Span(rows[0], role)) if rows else lead
    rest = tuple((Span(" " * indent), Span(row, role)) for row in rows[1:])
    return (first, *rest)


def _with_ellipsis(row: str, width: int) -> str:
    return row + ELLIPSIS if cell_len(row) < width else cut(row + ELLIPSIS, max(2, width))


def flowing(pieces: Iterable[Line], width: int, gap: int = 3) -> tuple[Line, ...]:
    """Unbreakable pieces, side by side on as few lines as possible."""
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
    """`text` wrapped to lines of about equal length, so that no word is alone on the last one."""
    rows = wrap(text, width)
    narrower = width
    while narrower > 2 and len(wrap(text, narrower - 1)) == len(rows):
        narrower -= 1
    return wrap(text, narrower)


def in_parts(text: str, width: int) -> tuple[str, ...]:
    """A sentence broken between its parts, which are separated by dots; no line ends in a dot."""
    lines: list[str] = []
    for part in text.split(BETWEEN_PARTS):
        if lines and cell_len(lines[-1] + BETWEEN_PARTS + part) <= width:
            lines[-1] += BETWEEN_PARTS + part
        else:
            lines.append(part)
    return tuple(row for line in lines for row in wrap(line, width))


def pieces(text: str, role: str = "muted") -> tuple[Line, ...]:
    """The parts of a sentence that are separated by three or more spaces."""
    return tuple((Span(part, role),) for part in re.split(r" {3,}", text))


def spread(left: Line, right: Line, width: int) -> Line:
    """`left` and `right` at the two ends of one line; the left is shortened if needed."""
    room = width - width_of(right) - 1
    kept: list[Span] = []
    for span in left:
        text = cut(span.text, room) if cell_len(span.text) > room else span.text
        kept.append(Span(text, span.role))
        room -= cell_len(text)
        if room <= 0:
            break
    return (*kept, Span(" " * (max(0, room) + 1)), *right)
