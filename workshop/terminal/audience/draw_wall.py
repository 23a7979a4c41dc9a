"""Draws everything that was written: cards in columns, under their headings where they have any."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.terminal.audience.audience_view import Group, Item, Wall
from workshop.terminal.audience.block_letters import FINE, LABEL, SIZES, Set, least_rows, set_in
from workshop.terminal.audience.cell_page import (
    PLAIN,
    Box,
    Page,
    large_beginning,
    largest,
    legible,
    own,
    set_at,
)
from workshop.terminal.theme.untrusted_text import one_line

GAP = 3
LEAST_COLUMN = 26
"""Cells that a column of the terminal's own letters should have at least."""
LEAST_BLOCK_COLUMN = 44
"""Cells that a column of block letters should have at least."""

Piece = tuple[Set, str, int]
"""A text, its role, and the blank rows above it."""


@dataclass(frozen=True, slots=True)
class _Column:
    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """The smallest size of a text, which is the terminal's own where one could not be set."""
        return min((found.points for found, role, _ in self.pieces if role in ("ink", "soft")), default=PLAIN)


def draw_wall(page: Page, box: Box, wall: Wall, role: str = "ink") -> None:
    """All groups, in the largest letters in which everything fits; what does not fit is counted."""
    groups = tuple(group for group in wall.groups if group.items or group.heading)
    if not groups:
        return
    if wall.pointed and legible(page.width):
        tried = Page(page.width, page.height)
        _draw_groups(tried, box, groups, role)
        if tried.small:  # the last row cannot read the list, so it reads the card that is talked about
            box = _draw_pointed(page, box, wall.pointed)
    _draw_groups(page, box, groups, role)


def _draw_pointed(page: Page, box: Box, text: str) -> Box:
    """The card that is talked about, in large letters, or its beginning; returns what is left of the room."""
    rows = max(4, box.height // 3)
    card = largest(text, box.width, rows, 12)
    if card.points == PLAIN:
        card, _ = large_beginning(text, LABEL, box.width, rows)
    return box.below(page.part("card", box.x, box.y, card, "strong") + 1)


def _draw_groups(page: Page, box: Box, groups: tuple[Group, ...], role: str) -> None:
    if len(groups) == 1:
        _draw_one(page, box, groups[0], role)
    else:
        _draw_many(page, box, groups, role)


def _draw_one(page: Page, box: Box, group: Group, role: str) -> None:
    if group.heading:
        heading = largest(group.heading, box.width, max(1, min(4, box.height // 6)), 8)
        page.rows_of(box.x, box.y, heading, _heading_role(group))
        box = box.below(len(heading.rows) + 1)
    most = 12 if role == "ink" else 8
    block = [(size, 1) for size in reversed(SIZES) if size <= most]
    for size, air in (*block, (FINE, int(len(group.items) < 2)), (PLAIN, 1), (PLAIN, 0)):
        for count in range(1, 7):
            width = (box.width - GAP * (count - 1)) // count
            if width < (LEAST_COLUMN if size == PLAIN else LEAST_BLOCK_COLUMN):
                break
            if not _may_fit(len(group.items), size, air, count, box.height):
                continue
            columns = _dealt(
                [_pieces(item, width, size, role, air) for item in group.items], count, box.height
            )
            if columns is not None and all(not size or each.size == size for each in columns):
                _draw_columns(page, box, columns, width)
                return
    _draw_clipped(page, box, group.items, role)


def _may_fit(items: int, size: int, air: int, columns: int, rows: int) -> bool:
    """Whether so many items fit if each has one line: what cannot is not set to find that out."""
    return items * (least_rows(size) + air) - air * columns <= columns * rows


def _dealt(
    pieces: list[list[Piece]], count: int, rows: int, again: list[Piece | None] | None = None
) -> list[_Column] | None:
    """The items in so many columns, down one and then the next; None where they do not fit.

    `again` holds, for each item, what is to stand over it where it begins a column.
    """
    heights = [_height(each) for each in pieces]
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
    return [_Column(tuple(column)) for column in columns]


def _height(pieces: list[Piece]) -> int:
    return sum(len(found.rows) + above for found, _, above in pieces)


def _pieces(item: Item, width: int, size: int, role: str, air: int = 1, rows: int = 999) -> list[Piece]:
    """An item's text and note.

    In the terminal's own letters its number stands before it; without air between the items, a dot marks
    where each begins that has none.
    """
    mark = f"{item.mark} " if item.mark and not size else "· " if air == 0 else ""
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


def _draw_clipped(page: Page, box: Box, items: tuple[Item, ...], role: str) -> None:
    """As many as fit, each cut to a few rows, and how many more there are."""
    count = max(1, (box.width + GAP) // (LEAST_COLUMN + GAP))
    width = (box.width - GAP * (count - 1)) // count
    pieces = [_pieces(Item(item.text, mark=item.mark), width, PLAIN, role, 0, 1) for item in items]
    columns = _dealt(pieces, count, box.height)
    if columns is not None:
        # Rows that are left go to the cards that were cut, one after the other.
        for index, item in enumerate(items):
            if sum(map(_height, pieces)) >= count * box.height:
                break
            for most in (3, 2):
                longer = _pieces(Item(item.text, mark=item.mark), width, PLAIN, role, 0, most)
                tried = [*pieces[:index], longer, *pieces[index + 1 :]]
                found = _dealt(tried, count, box.height)
                if found is not None:
                    pieces, columns = tried, found
                    break
    if columns is not None:
        _draw_columns(page, box, columns, width)
        return
    room = count * max(0, box.height - 1)
    for index, each in enumerate(pieces[:room]):
        x = box.x + index // max(1, box.height - 1) * (width + GAP)
        page.rows_of(x, box.y + index % max(1, box.height - 1), each[0][0], role)
    page.put(box.x, box.y + box.height - 1, page.counted(len(items) - room), "accent")


def _draw_columns(page: Page, box: Box, columns: list[_Column], width: int) -> None:
    for number, column in enumerate(columns):
        y = box.y
        for index, (found, role, above) in enumerate(column.pieces):
            y += above if index else 0
            page.rows_of(box.x + number * (width + GAP), y, found, role)
            y += len(found.rows)


def _draw_many(page: Page, box: Box, groups: tuple[Group, ...], role: str) -> None:
    """A column a group where they fit beside each other, else in rows of columns."""
    widest = min(len(groups), max(1, (box.width + GAP) // (LEAST_COLUMN - 8 + GAP)))
    least = -(-len(groups) // widest)
    for lines in range(least, least + 3):
        parts, width = _parts(groups, -(-len(groups) // lines), box)
        heights = _heights(parts, width, box.height)
        if _size_for(parts, heights, width, role, headings=5):
            break
    else:
        parts, width = _parts(groups, -(-len(groups) // least), box)
        heights = _heights(parts, width, box.height)
    if sum(max(_needed(group, width, 0) for group in part) for part in parts) > box.height:
        flowing = _flowing(groups, box, role)
        if flowing is not None:
            _draw_columns(page, box, *flowing)
            return
    headings = [set_in(one_line(group.heading), LABEL, width) for group in groups]
    large = min(heights) >= 14 and all(found is not None and len(found.rows) <= 9 for found in headings)
    tallest = max((len(found.rows) for found in headings if found), default=0) if large else 1
    size = _size_for(parts, heights, width, role, headings=tallest + 1)
    y = box.y
    for part, height in zip(parts, heights, strict=True):
        height = max(0, min(height, box.y + box.height - y))
        for number, group in enumerate(part):
            _draw_group(
                page, Box(box.x + number * (width + GAP), y, width, height), group, role, size, large=large
            )
        y += height


def _heights(parts: list[tuple[Group, ...]], width: int, rows: int) -> list[int]:
    """The rows for each line of groups: what it needs, or its share where that is too much."""
    needs = [max(_needed(group, width) for group in part) for part in parts]
    total = sum(needs)
    if total <= rows:
        more = (rows - total) // len(parts)
        return [need + more for need in needs]
    return [max(3, need * rows // total) for need in needs]


def _parts(groups: tuple[Group, ...], count: int, box: Box) -> tuple[list[tuple[Group, ...]], int]:
    """The groups in rows of so many, and the width of each."""
    parts = [groups[start : start + count] for start in range(0, len(groups), count)]
    return parts, (box.width - GAP * (count - 1)) // count


def _flowing(groups: tuple[Group, ...], box: Box, role: str) -> tuple[list[_Column], int] | None:
    """All groups under each other in as few columns as hold them, and their width; None where none do."""
    for count in range(1, max(1, (box.width + GAP) // (LEAST_COLUMN + GAP)) + 1):
        if sum(len(group.items) for group in groups) > count * box.height:
            continue
        width = (box.width - GAP * (count - 1)) // count
        pieces: list[list[Piece]] = []
        again: list[Piece | None] = []
        for group in groups:
            listed = [_pieces(item, width, PLAIN, role, 0) for item in group.items]
            heading = (own(group.heading, width, 2), _heading_role(group), 1)
            # A heading stays with the first of its items.
            pieces += [[heading, *(listed[0] if listed else [])], *listed[1:]]
            # Without one, what flows on would stand as if it belonged to the group beside it.
            repeated = (own(f"… {group.heading}", width, 2), _heading_role(group), 1)
            again += [None, *(repeated if group.heading else None for _ in listed[1:])]
        columns = _dealt(pieces, count, box.height, again)
        if columns is not None:
            return columns, width
    return None


def _size_for(
    parts: list[tuple[Group, ...]], heights: list[int], width: int, role: str, headings: int
) -> int:
    """The largest size in which the items of all groups fit in their places."""
    for size in (12, LABEL, FINE):
        if not all(
            _may_fit(len(group.items), size, 1, 1, height - headings + 1)
            for part, height in zip(parts, heights, strict=True)
            for group in part
        ):
            continue
        rows = [
            (height, [_pieces(item, width, size, role) for item in group.items])
            for part, height in zip(parts, heights, strict=True)
            for group in part
        ]
        if all(
            sum(map(_height, pieces)) + headings <= height and all(each[0][0].points for each in pieces)
            for height, pieces in rows
        ):
            return size
    return PLAIN


def _needed(group: Group, width: int, air: int = 1) -> int:
    items = sum(_height(_pieces(item, width, PLAIN, "ink", air)) for item in group.items)
    return len(own(group.heading, width, 2).rows) + items + 1


def _draw_group(page: Page, box: Box, group: Group, role: str, size: int, *, large: bool) -> None:
    fine = FINE if size else PLAIN
    heading = set_at(group.heading, LABEL if large else fine, box.width, 999 if large or size else 2)
    y = box.y + page.rows_of(
        box.x, box.y, replace(heading, rows=heading.rows[: box.height]), _heading_role(group)
    )
    room = box.y + box.height - 1 - y
    pieces = [_pieces(item, box.width, size, role) for item in group.items]
    # Rather every card cut than none: the first that fits, else the shortest.
    for most in (999, 2, 1):
        if sum(map(_height, pieces)) <= room:
            break
        pieces = [_pieces(item, box.width, PLAIN, role, 0, most) for item in group.items]
    else:
        most = 1
    _lengthen(pieces, group.items, box.width, role, room, most)
    for index, each in enumerate(pieces):
        last = index == len(pieces) - 1
        # The line after the last row is blank anyway, so a count may stand in the last one.
        if y + _height(each) > box.y + box.height - (0 if last else 1):
            said = page.counted(len(pieces) - index)
            if y < box.y + box.height:
                page.put(box.x, y, said, "accent")
            return
        for found, piece_role, above in each:
            y += above
            y += page.rows_of(box.x, y, found, piece_role)


def _lengthen(
    pieces: list[list[Piece]], items: tuple[Item, ...], width: int, role: str, rows: int, most: int
) -> None:
    """Give the rows that are left to the items that were cut to `most` rows, one after the other."""
    left = rows - sum(map(_height, pieces))
    for index, item in enumerate(items if most < 999 else ()):
        if left <= 0:
            break
        longer = (_pieces(item, width, PLAIN, role, 0, more) for more in (999, 3, 2) if more > most)
        for tried in longer:
            grows = _height(tried) - _height(pieces[index])
            if 0 < grows <= left:
                pieces[index], left = tried, left - grows
                break


def _heading_role(group: Group) -> str:
    return f"approach-{group.approach}" if group.approach else "accent"
