"""Reads the first sheet of a workbook that holds anything. Nothing in it is carried out."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from exports.reading.list_errors import ListTooLargeError, NoListError

LARGEST_UNPACKED = 60_000_000
"""Bytes of a workbook once unpacked: a zip bomb has more."""
MOST_CELLS = 1_000_000
"""Cells in the rectangle that a sheet spans: one cell far out would take the memory of all before it."""
_MAIN_PARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})
"""What a package must have one of to be a workbook: XLSX, XLSB, ODS."""
_CELL = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_ROW = re.compile(rb'<row\b[^>]*\br="([0-9]{1,7})"')


def workbook_rows(content: bytes, name: str) -> tuple[str, list[list[str]]]:
    """Name and rows of the first visible sheet with cells. Raises NoListError, ListTooLargeError."""
    try:
        _check_size(content, name)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheets_metadata:
            if sheet.visible is not SheetVisibleEnum.Visible:
                continue
            rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=True)
            if rows:
                return sheet.name, [[_text(cell) for cell in row] for row in rows]
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as problem:
        raise NoListError(file=name, why="workbook") from problem
    return "", []


def _check_size(content: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = package.infolist()
        if not any(member.filename in _MAIN_PARTS for member in members):
            raise NoListError(file=name, why="binary")
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise ListTooLargeError(file=name, most=LARGEST_UNPACKED // 1_000_000)
        for member in members:
            if member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
                with package.open(member) as part:
                    if _span(part.read(LARGEST_UNPACKED)) > MOST_CELLS:
                        raise ListTooLargeError(file=name, most=LARGEST_UNPACKED // 1_000_000)


def _span(sheet: bytes) -> int:
    """How many cells the rectangle has that all cells of the sheet lie in."""
    cells = [(_column(letters), int(row)) for letters, row in _CELL.findall(sheet)]
    rows = [int(row) for row in _ROW.findall(sheet)]
    if not cells:
        return 0
    return max(column for column, _ in cells) * max(*(row for _, row in cells), *rows, 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(cell: object) -> str:
    """A cell as people read it; dates in ISO 8601, which every reader of dates here knows."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:g}"
    return str(cell)
