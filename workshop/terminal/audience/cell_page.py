"""A sheet of cells to draw on, and the pieces that are put there: texts in any size, bars, a QR code."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from rich.cells import cell_len

from workshop.terminal.audience.block_letters import LABEL, SIZES, Set, beginning, letters, set_in, set_text
from workshop.terminal.canvas.drawing import wrap
from workshop.terminal.theme.untrusted_text import ELLIPSIS, cut, one_line
from workshop.terminal.widgets.qr_code import QUIET_ZONE, TIGHT_ZONE, qr_matrix

SCREEN_MM, ROOM_M, MM_A_METRE = 2_400, 8, 4
"""How wide the screen is, how far the last row sits, and how high a capital letter must be for each metre."""
OWN_CAP = 0.729 / 0.602
"""The height of the terminal's own capitals, in cells' widths: DejaVu Sans Mono."""

PLAIN = 0
"""The size of the terminal's own letters."""
VALUE, CAPTION = "value", "caption"
"""What belongs to the text written before it: its number, and what a number counts."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells."""

    x: int
    y: int
    width: int
    height: int

    def below(self, rows: int) -> Box:
        """What is left of it under its first rows."""
        rows = min(rows, self.height)
        return replace(self, y=self.y + rows, height=self.height - rows)


@dataclass(frozen=True, slots=True)
class Said:
    """A text on a page, the role it was written in, and the name of the part that it is, if it has one."""

    text: str
    role: str
    part: str = ""


class Page:
    """Rows of cells, each with a sign and a role that a theme gives its colours."""

    def __init__(self, width: int, height: int) -> None:
        """Begin with an empty sheet."""
        self.width, self.height = width, height
        self._signs = [[" "] * width for _ in range(height)]
        self._roles = [["ink"] * width for _ in range(height)]
        self.sizes: dict[str, int] = {}
        """The size that each part which must be readable was drawn in, by its name."""
        self.more = "+ {n}"
        """What is said of `n` things there is no room for."""
        self.small = 0
        """How many letters and digits were written in the terminal's own size, since it was last set to 0."""
        self.cut_off = 0
        """In how many rows something was left out, likewise."""
        self.crowded = False
        """Whether something was drawn over something else, or below the last row."""
        self.said: list[Said] = []
        """What is to be read, in the order in which it was written: each text whole, whatever its size."""

    def put(self, x: int, y: int, text: str, role: str = "ink") -> None:
        """Write one row of text, cut off at the edges. `text` is harmless already."""
        if text and not text.isspace():
            self.said.append(Said(text.strip(), role))
        self.sign(x, y, text, role)

    def sign(self, x: int, y: int, text: str, role: str = "ink") -> None:
        """Draw one row that is not read as words: a bar, a scale, a part of a code or of large letters."""
        self.small += sum(map(str.isalnum, text))
        self.cut_off += ELLIPSIS in text
        if not 0 <= y < self.height:
            self.crowded |= not text.isspace() and bool(text)
            return
        for sign in text:
            size = cell_len(sign)
            if size and x >= 0 and x + size <= self.width:
                self.crowded |= not sign.isspace() and not self._signs[y][x].isspace()
                self._signs[y][x] = sign
                self._roles[y][x] = role
                if size == 2:
                    self._signs[y][x + 1] = ""
                    self._roles[y][x + 1] = role
            elif not size and 0 < x <= self.width:
                self._signs[y][x - 1] += sign
            x += size

    def rows_of(self, x: int, y: int, found: Set, role: str = "ink", part: str = "") -> int:
        """Write a text; returns its rows."""
        if found.rows and found.text:
            self.said.append(Said(found.text, role, part))
        return self.signs(x, y, found.rows, role)

    def signs(self, x: int, y: int, rows: tuple[str, ...], role: str = "ink") -> int:
        """Draw rows that are not read as words under each other; returns how many."""
        for number, row in enumerate(rows):
            self.sign(x, y + number, row, role)
        return len(rows)

    def part(self, name: str, x: int, y: int, found: Set, role: str = "ink") -> int:
        """Write a part that must be readable from the last row, and remember its size; returns its rows."""
        self.sizes[name] = min(found.points, self.sizes.get(name, found.points))
        return self.rows_of(x, y, found, role, name)

    def counted(self, n: int) -> str:
        """How many more there are."""
        self.cut_off += n
        return self.more.replace("{n}", str(n))

    def fill(self, box: Box, role: str) -> None:
        """Give a rectangle the ground of a role."""
        for y in range(max(0, box.y), min(self.height, box.y + box.height)):
            self.sign(box.x, y, " " * box.width, role)

    def runs(self, y: int) -> list[tuple[str, str]]:
        """One row as texts with their roles, neighbours of one role joined."""
        found: list[tuple[str, str]] = []
        for sign, role in zip(self._signs[y], self._roles[y], strict=True):
            if found and found[-1][1] == role:
                found[-1] = (found[-1][0] + sign, role)
            else:
                found.append((sign, role))
        return found

    def text(self) -> str:
        """The whole sheet without colours."""
        return "\n".join("".join(row).rstrip() for row in self._signs)


def legible(columns: int) -> int:
    """The smallest size that the last row can read in a window of so many columns."""
    return PLAIN if cap_mm(PLAIN, columns) >= ROOM_M * MM_A_METRE else LABEL


def cap_mm(points: int, columns: int) -> float:
    """How high a capital letter of a size is on the screen, in millimetres. A point is half a cell high."""
    cell = SCREEN_MM / columns
    # A terminal's cell is about twice as high as it is wide, so a point is about as high as a cell is wide.
    return cell * (OWN_CAP if points == PLAIN else letters(points).cap_points)


@functools.lru_cache(maxsize=4_096)
def set_at(text: str, points: int, cells: int, rows: int = 999) -> Set:
    """`text` in one size, or in the terminal's own letters where that cannot be; cut off after `rows`."""
    line = one_line(text)
    if points != PLAIN:
        found = set_in(line, points, cells)
        if found is not None and len(found.rows) <= rows:
            return found
    return own(line, cells, rows)


def lowered(text: str, points: int, cells: int) -> Set:
    """One line set half a row lower, so that it stands in the middle of a ground with a row more."""
    size, line = letters(points), one_line(text)
    if not size.has(line) or size.width(line) > cells:
        return Set(("", cut(line, cells), ""), PLAIN, cut(line, cells))
    return Set(size.draw((line,), lower=1), points, line)


@functools.lru_cache(maxsize=4_096)
def own(text: str, cells: int, rows: int = 999) -> Set:
    """`text` in the terminal's own letters, in at most so many rows."""
    line = one_line(text)
    lines = wrap(line, cells) if line else ()
    if len(lines) > rows:
        kept = lines[: max(0, rows)]
        lines = (*kept[:-1], cut(f"{kept[-1]} …", cells)) if kept else ()
        if kept and not lines[-1].endswith("…"):
            lines = (*lines[:-1], cut(lines[-1], cells - 1) + "…")
        line = " ".join(lines)
    return Set(lines, PLAIN, line)


def largest(text: str, cells: int, rows: int, most: int = SIZES[-1]) -> Set:
    """`text` as large as fits; in the terminal's own letters where no block letters do."""
    found = set_text(one_line(text), cells, rows, most)
    return found if found is not None else own(text, cells, rows)


def large_beginning(text: str, points: int, cells: int, rows: int) -> tuple[Set, str]:
    """As much of `text` as fits in one size, and the rest of it."""
    line = one_line(text)
    begun, rest = beginning(line, points, cells, rows)
    found = set_in(begun, points, cells) if begun else None
    return (found, rest) if found is not None else (own(line, cells, rows), "")


def common_size(texts: list[str], cells: int, rows: int, between: int, most: int = 18) -> int:
    """The largest size in which all texts fit under each other; `PLAIN` where none does."""
    for points in reversed([size for size in SIZES if size <= most]):
        sets = [set_in(one_line(text), points, cells) for text in texts]
        rows_of_all = sum(len(found.rows) for found in sets if found) + between * (len(texts) - 1)
        if all(found is not None for found in sets) and rows_of_all <= rows:
            return points
    return PLAIN


FINDER = 7
"""Modules of the dark edge of the squares in a code's corners."""


def qr_rows(text: str, width: int, height: int) -> tuple[str, ...]:
    """The QR code at the largest whole number of cells a module that fits; nothing where none does.

    A module is as many half rows high as cells wide. Scanners want a quiet zone of four modules; two are
    taken where four do not fit at that size, because the code stands on white paper of its own.
    """
    for scale in range(6, 0, -1):
        for quiet in (QUIET_ZONE, TIGHT_ZONE):
            matrix = qr_matrix(text, quiet)
            side = len(matrix) * scale
            if side <= width and (side + 1) // 2 <= height:
                return _halved([[dark for dark in row for _ in range(scale)] for row in matrix], scale)
    return ()


def qr_filling(text: str, width: int, height: int) -> tuple[str, ...]:
    """The QR code from the first row of the screen to the last, where that makes its modules larger.

    Above and below it there may be less white than scanners want, but at least half a row. Nothing where its
    modules would not be larger than in two rows less, or where there is no room for the white at its sides.
    """
    matrix = qr_matrix(text, 0)
    scale = (2 * height - 2) // len(matrix)
    side = len(matrix) * scale
    sides = next(
        (quiet * scale for quiet in (QUIET_ZONE, TIGHT_ZONE) if side + 2 * quiet * scale <= width), 0
    )
    if not sides or ((usual := qr_rows(text, width, height - 2)) and scale <= _modules_of(usual)):
        return ()
    white, above = [False] * (side + 2 * sides), (2 * height - side) // 2
    drawn = [
        [False] * sides + [dark for dark in row for _ in range(scale)] + [False] * sides for row in matrix
    ]
    rows = [row for row in drawn for _ in range(scale)]
    rows = [white] * above + rows + [white] * (2 * height - side - above)
    return _signs(rows)


def _halved(matrix: list[list[bool]], scale: int) -> tuple[str, ...]:
    rows = [row for row in matrix for _ in range(scale)]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    return _signs(rows)


def _modules_of(rows: tuple[str, ...]) -> int:
    """How many cells a module of a drawn code is wide: its finder has seven dark ones in its first row."""
    first = next(row for row in rows if row.strip())
    return len(first.split()[0]) // FINDER


def _signs(rows: list[list[bool]]) -> tuple[str, ...]:
    """Half rows as rows of half blocks."""
    signs = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    return tuple(
        "".join(signs[pair] for pair in zip(rows[at], rows[at + 1], strict=True))
        for at in range(0, len(rows), 2)
    )


def bar_text(value: int, most: int, cells: int, sign: str = "█") -> str:
    """A bar of whole cells, never empty for a value above 0."""
    if value <= 0 or most <= 0:
        return ""
    return sign * max(1, round(cells * min(1.0, value / most)))
