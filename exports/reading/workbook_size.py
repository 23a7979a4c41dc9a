"""How large a workbook becomes when it is read: unpacked, and as the rectangle that its cells lie in.

The reader of workbooks makes room for the whole rectangle before anybody can ask how large that is, and ends
the program where there is none. So sheets are looked through first, by a strict parser that takes no document
type, and with it no entities.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.parsers import expat

LARGEST_UNPACKED = 60_000_000
"""Bytes of a workbook once unpacked: a zip bomb has more."""
MOST_CELLS = 1_000_000
"""Cells in the rectangle that a sheet spans: one cell far out would take the memory of all before it."""
_MAIN_PARTS = frozenset({"xl/workbook.xml", "content.xml"})
"""What a package must have one of to be a workbook: XLSX, ODS."""
_BINARY_PART = "xl/workbook.bin"
_SHEET_TAGS = (b"sheetData", b"table-row")
"""One of them stands in every sheet, whatever the part is called."""
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,10})")


def is_workbook(content: bytes) -> bool:
    """Whether the package is of a kind that is looked through here. Raises zipfile.BadZipFile."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = {member.filename for member in package.infolist()}
    return bool(names & _MAIN_PARTS) and _BINARY_PART not in names


def is_too_large(content: bytes) -> bool:
    """Whether unpacking and reading it may take more memory than a list needs.

    Raises zipfile.BadZipFile, RuntimeError for a part with a password, and ValueError for a sheet that is no
    well-formed XML.
    """
    total = 0
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for member in package.infolist():
            # What a package says of its parts' sizes is a claim: they are read to their ends.
            member.file_size = LARGEST_UNPACKED + 1
            with package.open(member) as part:
                read = part.read(LARGEST_UNPACKED + 1 - total)
            total += len(read)
            if total > LARGEST_UNPACKED:
                return True
            if any(tag in read for tag in _SHEET_TAGS) and _Sheet(read).cells > MOST_CELLS:
                return True
    return False


class _Sheet:
    """Walks through a sheet and keeps the last row and column that hold a cell."""

    def __init__(self, content: bytes) -> None:
        self._rows = self._columns = self._row = self._column = self._times = 0
        parser = expat.ParserCreate("utf-8")  # whatever the sheet says: the reader knows no other
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = self._start
        try:
            parser.Parse(content, True)
        except expat.ExpatError as problem:
            raise ValueError from problem

    @property
    def cells(self) -> int:
        """How many the rectangle has, the empty ones included."""
        return self._rows * self._columns

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            case "c":
                self._column += 1
                if "r" in attributes:
                    self._column, self._row = _place(attributes["r"])
                self._note()
            case "table-row":
                self._times = _repeated(attributes, "table:number-rows-repeated")
                self._row, self._column = self._row + self._times, 0
            case "table-cell" | "covered-table-cell":
                self._column += _repeated(attributes, "table:number-columns-repeated")
                if any(key.startswith("office:") for key in attributes):  # others hold nothing, to the last
                    self._note()

    def _note(self) -> None:
        self._rows, self._columns = max(self._rows, self._row), max(self._columns, self._column)


def _refuse(*_: object) -> None:
    raise ValueError


def _repeated(attributes: Mapping[str, str], key: str) -> int:
    return max(int(attributes.get(key, "1")), 1)


def _place(reference: str) -> tuple[int, int]:
    """Column and row of such as `B7`. Raises ValueError."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return column, int(found[2])
