"""Items of a wall as pieces of text, and the columns that they are dealt into."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.terminal.audience.audience_view import Group, Item
from workshop.terminal.audience.block_letters import FINE, LABEL, Set, least_rows
from workshop.terminal.audience.cell_page import PLAIN, Box, Page, own, set_at

GAP = 3
LEAST_COLUMN = 26
"""Cells that a column of the terminal's own letters should have at least."""
LEAST_BLOCK_COLUMN = 44
"""Cells that a column of block letters should have at least."""

Piece = tuple[Set, str, int]
"""A text, its role, and the blank rows above it."""


@dataclass(frozen=True, slots=True)
class Column:
    """What stands under each other."""

    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """The smallest size of a text, which is the terminal's own where one could not be set."""
        return min((found.points for found, role, _ in self.pieces if role in ("ink", "soft")), default=PLAIN)


def draw_columns(page: Page, box: Box, columns: list[Column], width: int) -> None:
    """Draw them side by side, each so many cells wide."""
    for number, column in enumerate(columns):
        y = box.y
        for index, (found, role, above) in enumerate(column.pieces):
            y += above if index else 0
            page.rows_of(box.x + number * (width + GAP), y, found, role)
            y += len(found.rows)


def may_fit(items: int, size: int, air: int, columns: int, rows: int) -> bool:
    """Whether so many items fit if each has one line: what cannot is not set to find that out."""
    return items * (least_rows(size) + air) - air * columns <= columns * rows


def dealt(
    pieces: list[list[Piece]], count: int, rows: int, again: list[Piece | None] | None = None
) -> list[Column] | None:
    """The items in so many columns, down one and then the next; None where they do not fit.

    `again` holds, for each item, what is to stand over it where it begins a column.
    """
    heights = [height_of(each) for each in pieces]
    even = -(-sum(heights) // count)
    columns: list[list[Piece]] = [[]]
    used = 0
    for number, (each, height) in enumerate(zip(pieces, heights, strict=True)):
        if used and (used + height > rows or (used + height // 2 >= even and len(columns) < count)):
            over = again[number] if again is not None else None
            columns.append([over] if over is not None else [])
            used = len(over[0].rows) if over is not None else 0
        _, _, above = each[0]
        # Above the first of a column there is no blank row.
        used += height if columns[-1] else height - above
        columns[-1] += each
        if len(columns) > count or used > rows:
            return None
    return [Column(tuple(column)) for column in columns]


def height_of(pieces: list[Piece]) -> int:
    """The rows of an item, with the blank ones above it."""
    return sum(len(found.rows) + above for found, _, above in pieces)


def pieces_of(item: Item, width: int, size: int, role: str, air: int = 1, rows: int = 999) -> list[Piece]:
    """An item's text and note.

    Its number stands before it; without air between the items, a dot marks where each begins that has none.
    """
    mark = f"{item.mark} " if item.mark else "· " if air == 0 else ""
    if mark and not size:
        whole = own(item.text, width - len(mark), rows)
        blank = " " * len(mark)
        lines = tuple(f"{blank if index else mark}{line}" for index, line in enumerate(whole.rows))
        text = Set(lines, PLAIN, f"{mark}{whole.text}")
    else:
        text = set_at(f"{mark}{item.text}", size, width, rows)
    pieces = [(text, role, air)]
    if item.note:
        indent = " " * len(mark)
        note_role = "accent" if role == "ink" else "note"
        if size and text.points == size:
            pieces.append((set_at(item.note, FINE, width), note_role, 0))
        else:
            note = own(item.note, width - len(indent), 2)
            lines = tuple(f"{indent}{line}" for line in note.rows)
            pieces.append((replace(note, rows=lines), note_role, 0))
    return pieces


def flowing(
    groups: tuple[Group, ...], box: Box, role: str, sizes: tuple[int, ...] = (PLAIN,)
) -> tuple[list[Column], int] | None:
    """All groups under each other in columns, and their width; None where no size lets them fit.

    The largest size comes first, and in it as few columns as hold everything.
    """
    for size in sizes:
        least = LEAST_BLOCK_COLUMN if size else LEAST_COLUMN
        for count in range(1, max(1, (box.width + GAP) // (least + GAP)) + 1):
            if not may_fit(sum(len(group.items) for group in groups), size, 0, count, box.height):
                continue
            width = (box.width - GAP * (count - 1)) // count
            columns = _flown(groups, count, width, box.height, role, size)
            if columns is not None:
                return columns, width
    return None


def _flown(
    groups: tuple[Group, ...], count: int, width: int, rows: int, role: str, size: int
) -> list[Column] | None:
    pieces: list[list[Piece]] = []
    again: list[Piece | None] = []
    for group in groups:
        # Large letters reach down into the next row, so that a heading needs a blank one below it.
        listed = [
            pieces_of(item, width, size, role, int(bool(size) and not index))
            for index, item in enumerate(group.items)
        ]
        # A heading stays with the first of its items.
        pieces += [[_heading(group, group.heading, width, size), *(listed[0] if listed else [])], *listed[1:]]
        # Without one, what flows on would stand as if it belonged to the group beside it.
        over = _heading(group, f"… {group.heading}", width, size) if group.heading else None
        again += [None, *(over for _ in listed[1:])]
    columns = dealt(pieces, count, rows, again)
    set_in_it = all(found.points or not size for each in pieces for found, _, _ in each)
    return columns if set_in_it else None


def _heading(group: Group, text: str, width: int, size: int) -> Piece:
    found = set_at(text, LABEL, width) if size else own(text, width, 2)
    return found, heading_role(group), 1


def heading_role(group: Group) -> str:
    """The role that a group's heading is written in."""
    return f"approach-{group.approach}" if group.approach else "accent"
