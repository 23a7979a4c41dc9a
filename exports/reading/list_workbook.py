"""Reads the first sheet of a workbook that holds anything. Nothing in it is carried out."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from exports.reading.list_errors import ListTooLargeError, NoListError
from exports.reading.workbook_size import LARGEST_UNPACKED, is_too_large, is_workbook

_UNREADABLE = (CalamineError, zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError)
"""What reading says of a workbook that is damaged, or has a password or a packing of its own."""


def workbook_rows(content: bytes, name: str) -> tuple[str, list[list[str]]]:
    """Name and rows of the first visible sheet with cells. Raises NoListError, ListTooLargeError."""
    try:
        if not is_workbook(content):
            raise NoListError(file=name, why="binary")
        if is_too_large(content):
            raise ListTooLargeError(file=name, most=LARGEST_UNPACKED // 1_000_000)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in book.sheets_metadata:
            if sheet.visible is not SheetVisibleEnum.Visible:
                continue
            rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=True)
            if rows:
                return sheet.name, [[_text(cell) for cell in row] for row in rows]
    except _UNREADABLE as problem:
        raise NoListError(file=name, why="workbook") from problem
    return "", []


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
