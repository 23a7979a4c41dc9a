"""Reads a list from a file or a paste into rows of plain cells: CSV, XLSX, Markdown, text, a board's JSON.

Nothing in a list is carried out: a formula is its stored value, markup is text. What is no list is refused
with a sentence before anything is changed.
"""

from __future__ import annotations

import csv
import errno
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from exports.reading.list_errors import ListTooLargeError, ListTooLongError, NoListError, UnreadableListError
from exports.reading.scrumlr import board_rows
from prompts.language.cleaning import clean_line
from prompts.language.pasted_lists import items_of, table_in

LARGEST_LIST = 10_000_000
"""Bytes of a file that is read at all."""
MOST_LINES = 3_000
_DELIMITERS = (";", "\t", ",", "|")
_OTHER_FILES = (b"%PDF-", b"{\\rtf")
"""How files begin that may be all letters and are no list."""
_LOOKED_AT = 50
"""Lines that tell what stands between the cells."""


@dataclass(frozen=True, slots=True)
class ListSource:
    """Rows of cells, without empty rows. `encoding` is named where it is not UTF-8, `sheet` in a workbook."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    encoding: str = ""
    sheet: str = ""
    empty: int = 0
    """Rows that held nothing."""


def read_list_file(path: Path) -> ListSource:
    """The list in the file at `path`. Raises what `read_list` raises, also for a file that cannot be read."""
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise OSError(errno.EINVAL, "a pipe or a device may never end")
        with path.open("rb") as file:
            content = file.read(LARGEST_LIST + 1)
    except (OSError, ValueError) as problem:
        raise UnreadableListError(problem, file=path.name) from problem
    return read_list(content, path.name)


def read_list(content: bytes, name: str) -> ListSource:
    """The list in the file called `name`.

    Raises:
        ListTooLargeError, ListTooLongError: it is more than is read at once.
        NoListError: it is something else, damaged, or in an encoding that nobody can tell.
    """
    if len(content) > LARGEST_LIST:
        raise ListTooLargeError(file=name, most=LARGEST_LIST // 1_000_000)
    ending = PurePath(name).suffix.casefold()
    if content.startswith(b"PK\x03\x04"):
        from exports.reading.list_workbook import workbook_rows  # only a workbook loads what reads one

        sheet, rows = workbook_rows(content, name)
        return _source(name, rows, sheet=sheet)
    text, encoding = _decoded(content, name)
    if ending == ".json":
        return _source(name, board_rows(content, name))
    if ending in (".csv", ".tsv"):
        return _source(name, _separated(text, name), encoding=encoding)
    return _source(name, _of_text(text), encoding=encoding)


def read_pasted(text: str) -> ListSource:
    """The list that a text is, such as the clipboard's. Raises ListTooLargeError, ListTooLongError."""
    if len(text) > LARGEST_LIST:
        raise ListTooLargeError(file="", most=LARGEST_LIST // 1_000_000)
    return _source("", _of_text(text))


def _source(name: str, rows: Iterable[Sequence[str]], encoding: str = "", sheet: str = "") -> ListSource:
    cleaned = [tuple(clean_line(cell) for cell in row) for row in rows]
    filled = tuple(row for row in cleaned if any(row))
    if len(filled) > MOST_LINES + 1:  # one of them may be the heads of the columns
        raise ListTooLongError(file=name, n=len(filled), most=MOST_LINES)
    return ListSource(name, filled, encoding, sheet, len(cleaned) - len(filled))


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    """The text, and the encoding if a reader should be told which was taken for granted."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _as(content, encoding, name), "UTF-16"
    if b"\0" in content or content.startswith(_OTHER_FILES):
        raise NoListError(file=name, why="binary")
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _as(content, "cp1252", name), "Windows-1252"


def _as(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise NoListError(file=name, why="encoding") from problem


def _of_text(text: str) -> list[tuple[str, ...]]:
    table = table_in(text)
    return [tuple(row) for row in table] if table else [(item,) for item in items_of(text).items]


def _separated(text: str, name: str) -> list[list[str]]:
    lines = text.splitlines(keepends=True)
    told = lines[0].strip().casefold() if lines else ""
    if told.startswith("sep=") and len(told) == 5:  # Excel's own way to say it
        return _parsed("".join(lines[1:]), told[4], name)
    tried = {sign: _parsed("".join(lines[:_LOOKED_AT]), sign, name) for sign in _DELIMITERS}
    return _parsed(text, max(_DELIMITERS, key=lambda sign: _fit(tried[sign])), name)


def _fit(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many rows have the commonest number of cells, where that is more than one; and that number."""
    counts = [len(row) for row in rows if any(row)]
    widths = {width: counts.count(width) for width in counts if width > 1}
    width = max(widths, key=lambda each: widths[each], default=0)
    return widths.get(width, 0), width


def _parsed(text: str, delimiter: str, name: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as problem:
        raise NoListError(file=name, why="csv") from problem
