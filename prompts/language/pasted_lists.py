"""Lists as people paste them: lines with marks or numbers, Markdown, tables, rows of a spreadsheet.

The one place that splits a paste; every face asks it. Text of a participant goes in and plain text comes
out: marks are taken off, nothing in it is carried out.
"""

from __future__ import annotations

import csv
import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

import msgspec

from prompts.language.cleaning import clean_line
from prompts.language.date_words import date_words
from prompts.language.typed_dates import NotADateError, read_date

TEXTY = 12
"""Mean characters from which a column holds texts and not numbers, initials or states."""
_LEAST_COLUMNS = {";": 2, ",": 3}
"""A comma stands in ordinary sentences; only this many parts in every line make a table of it."""
_LEAST_IN_ORDER = 3
"""So many numbers in order are a count; “1. maj” and “2. halvår” may begin two sentences."""
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1")
_RULE = re.compile(r"[|:\-\s=_*]+")
_MARK = re.compile(
    r"(?P<indent>\s*)(?:(?:[-*+•–—‣◦▪·●○■□→➔➢➤►>]|[-=]>)\s+|o\t\s*)?(?:\[[ xX]\]\s+|[☐☑✓✔]\s*)?"
)
_NUMBER = re.compile(r"\s*(?:\(?(?P<number>[0-9]{1,3})(?:[.):]|\s+[-–—])|#(?P<hash>[0-9]{1,3})[.):]?)\s+")
_LETTER = re.compile(r"\s*\(?(?P<letter>[A-Za-z])(?P<end>[.)])\s+")
_ROMAN = re.compile(r"\s*\(?(?P<roman>[IVXivx]{1,5})[.)]\s+")
_OUTLINE = re.compile(r"\s*(?P<outline>[0-9]{1,2}(?:\.[0-9]{1,2})+)[.)]?\s+")
_ROMANS = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
_LETTER_O = re.compile(r"(?P<indent>\s*)o\s+")
"""The mark of the second level in Word, where it is copied without tabs."""
_ITEM = re.compile(r"\s*(?:[-*•–—‣◦▪·]|[0-9]{1,3}[.)]|\[[ xX]\])\s+\S")
_HEADING = re.compile(r"\s*#{1,6}\s")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)[^*_]+\1\s*")


@dataclass(frozen=True, slots=True)
class Pasted:
    """The items of a paste, each on one line. `column` is the heading of the column they stood in, if any."""

    items: tuple[str, ...]
    column: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it is more than one item."""
        return len(self.items) > 1


def items_of(pasted: str) -> Pasted:
    """Split a paste into the items of the list that it is; a single text is one item."""
    lines = _lines_in(pasted)
    if rows := _rows(lines):
        return _column_of(rows)
    return Pasted(tuple(filter(None, map(_plain, _lines_of(lines)))))


def is_item(line: str) -> bool:
    """Whether the line begins as an item of a list does, with a mark or a number before its text."""
    return _ITEM.match(line) is not None


def table_in(pasted: str) -> list[list[str]]:
    """The rows of the table that a paste is, the heads of the columns among them; none if it is no table."""
    return [[_plain(cell) for cell in row] for row in _rows(_lines_in(pasted))]


def _lines_in(pasted: str) -> list[str]:
    return [line.rstrip() for line in pasted.splitlines() if line.strip()]


def cells_of(pasted: str) -> tuple[str, ...]:
    """The cells of one row of a spreadsheet or a table; none if it is not exactly one row."""
    lines = [line for line in pasted.splitlines() if line.strip() and not _is_rule(line)]
    if len(lines) != 1 or not ("\t" in lines[0] or lines[0].count("|") > 1):
        return ()
    cells = lines[0].split("\t") if "\t" in lines[0] else _cells(lines[0])
    return tuple(map(_plain, cells))


def agreement_in(cells: Sequence[str], reference: date) -> dict[str, str]:
    """What a row says of an agreement: `what`, and if it is told `who` and `due`; empty if it says nothing.

    A row begins with numbers or references, if it has any; then comes the matter, and after it who and when.
    """
    told = [cell for cell in cells if cell and not _is_reference(cell, reference)]
    what = next((cell for cell in told if len(cell) >= TEXTY and not _is_date(cell, reference)), "")
    what = what or next((cell for cell in told if not _is_date(cell, reference)), "")
    if not what:
        return {}
    rest = list(cells[list(cells).index(what) + 1 :]) or list(cells[: list(cells).index(what)])
    due = next((cell for cell in rest if _is_date(cell, reference)), "")
    who = next((cell for cell in rest if cell != due), "") if rest[:1] != [""] else ""
    due = due or (rest[1] if len(rest) > 1 else "")
    return {"what": what} | ({"who": who} if who else {}) | ({"due": due} if due else {})


def _is_date(cell: str, reference: date) -> bool:
    try:
        read_date(cell, reference)
    except NotADateError:
        return False
    return True


def _is_reference(cell: str, reference: date) -> bool:
    """`17`, `PM4_4.1`, `OS-001`: a short sign with a figure that is no date."""
    short = " " not in cell and len(cell) < TEXTY and any(sign.isdigit() for sign in cell)
    return short and (cell.isdecimal() or not _is_date(cell, reference))


def _rows(lines: Sequence[str]) -> list[list[str]]:
    """The rows of the table that the lines are; none if they are no table."""
    if len(lines) < 2:
        return []
    piped = [line for line in lines if line.lstrip().startswith("|")]
    # Without bars at the edges only the line below the heads tells a table from a sentence with a bar.
    if len(piped) == len(lines) or (_is_rule(lines[1]) and all("|" in line for line in lines)):
        return [_cells(line) for line in lines if not _is_rule(line)]
    ended = [f"{line}\n" for line in lines]  # a cell in quotation marks may have several lines
    rows = list(csv.reader(ended, delimiter="\t"))
    if all(len(list(filter(None, row))) > 1 or len(row) > 2 for row in rows):
        return rows
    for delimiter, least in _LEAST_COLUMNS.items():
        rows = [row for row in csv.reader(ended, delimiter=delimiter) if row]
        if len({len(row) for row in rows}) == 1 and len(rows[0]) >= least and _has_header(rows):
            return rows
    return []


def _column_of(rows: Sequence[Sequence[str]]) -> Pasted:
    headed = _has_header(rows)
    body = rows[1:] if headed else rows
    width = max(map(len, rows))
    columns = [[_plain(row[at]) if at < len(row) else "" for row in body] for at in range(width)]
    means = [sum(map(len, column)) / max(1, len(column)) for column in columns]
    at = next((at for at, mean in enumerate(means) if mean >= TEXTY), means.index(max(means)))
    heading = _plain(rows[0][at]) if headed and at < len(rows[0]) else ""
    return Pasted(tuple(filter(None, columns[at])), heading)


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    known = _headers()
    return any(part in known for cell in rows[0] for part in _plain(cell).casefold().split("/"))


@functools.cache
def _headers() -> frozenset[str]:
    raw = (resources.files("prompts.language") / "list_words.toml").read_bytes()
    return frozenset(msgspec.toml.decode(raw, type=dict[str, list[str]])["headers"])


def _lines_of(lines: Sequence[str]) -> list[str]:
    """Each item's text, without marks; points under one that ends with a colon belong to it."""
    lines = [line if _BOLD_LINE.fullmatch(line) else _EMPHASIS.sub(r"\2", line) for line in lines]
    lines = _without_title([line for line in lines if not _is_rule(line)])
    if len(lines) > 1 and all(map(_LETTER_O.match, lines)):
        lines = [_LETTER_O.sub(r"\g<indent>- ", line) for line in lines]
    count = _count_of(lines)
    marked = any(_is_marked(line) for line in lines) or any(map(_HEADING.match, lines))
    found: list[str] = []
    opened = -1  # the indent of the item that takes what is indented more
    for line in lines:
        if marked and (_HEADING.match(line) or _BOLD_LINE.fullmatch(line)):
            opened = -1
            continue
        mark = _MARK.match(line)
        indent = len(mark["indent"].expandtabs(4)) if mark else 0
        text = line[mark.end() :] if mark else line
        number = count.match(text) if count else None
        text = text[number.end() :] if number else text
        is_begun = number is not None or _is_marked(line)
        if found and indent and not is_begun and (marked or count) and not 0 <= opened < indent:
            found[-1] += " " + text.strip()  # a long point that was broken into lines
            continue
        if found and 0 <= opened < indent:
            found[-1] += ("" if found[-1].endswith(":") else ",") + " " + text.strip()
            continue
        found.append(text.strip())
        opened = indent if text.rstrip().endswith(":") else -1
    return found


def _without_title(lines: Sequence[str]) -> Sequence[str]:
    """The lines without one above all the points that only says what they are: `Initiativer`."""
    if len(lines) > 2 and lines[0].strip(" :").casefold() in _headers():
        return lines[1:]
    is_title = len(lines) > 1 and lines[0].endswith(":") and not _is_marked(lines[0])
    return lines[1:] if is_title and all(map(_is_marked, lines[1:])) else lines


def _count_of(lines: Sequence[str]) -> re.Pattern[str] | None:
    """What counts the items before their texts and is no part of them; None where nothing does."""
    if _are_numbered(lines):
        return _NUMBER
    if _are_lettered(lines):
        return _LETTER
    romans = [found["roman"].lower() for line in lines if (found := _ROMAN.match(line))]
    if len(romans) == len(lines) > 1 and romans == _ROMANS[: len(romans)]:
        return _ROMAN
    outline = [found["outline"].split(".") for line in lines if (found := _OUTLINE.match(line))]
    if len(outline) == len(lines) > 1 and _is_outline([tuple(map(int, parts)) for parts in outline]):
        return _OUTLINE
    return None


def _are_numbered(lines: Sequence[str]) -> bool:
    """Whether numbers before texts count the items: on most lines, or 1, 2, 3 in this order on some."""
    found = [match for line in lines if (match := _NUMBER.match(line))]
    if found and all(_names_part_of_year(match.string[match.end() :]) for match in found):
        return False  # `1. marts`, `2. kvartal`
    numbers = [int(match["number"] or match["hash"]) for match in found]
    in_order = len(numbers) >= _LEAST_IN_ORDER and numbers == list(range(1, len(numbers) + 1))
    return in_order or len(numbers) * 2 > len(lines) > 1


def _names_part_of_year(text: str) -> bool:
    first = re.match(r"[^\W\d_]*", text.casefold())
    return first is not None and first[0] in date_words().parts_of_year


def _are_lettered(lines: Sequence[str]) -> bool:
    """Whether each line begins with a, b, c in this order; two with full stops may be initials."""
    found = [match for line in lines if (match := _LETTER.match(line))]
    letters = [ord(match["letter"].lower()) - ord("a") for match in found]
    sure = len(found) >= _LEAST_IN_ORDER or all(match["end"] == ")" for match in found)
    return len(found) == len(lines) > 1 and sure and letters == list(range(len(letters)))


def _is_outline(numbers: Sequence[tuple[int, ...]]) -> bool:
    """Whether they count as headings do, 1.1, 1.2, 2.1; dates like 1.3 and 15.3 do not."""
    if numbers[0][-1] != 1:
        return False
    for before, after in itertools.pairwise(numbers):
        level = len(after)
        follows = level <= len(before) and after == (*before[: level - 1], before[level - 1] + 1)
        deeper = level > len(before) and after == (*before, *(1,) * (level - len(before)))
        first_below = after[-1] == 1 and after[0] == before[0] + 1 and set(after[1:]) == {1}
        if not (follows or deeper or first_below):
            return False
    return True


def _is_marked(line: str) -> bool:
    mark = _MARK.match(line)
    return mark is not None and bool(mark[0].strip())


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def _plain(text: str) -> str:
    """One item without the marks of Markdown."""
    return clean_line(_EMPHASIS.sub(r"\2", _LINK.sub(r"\1", _BREAK.sub(" ", text))))
