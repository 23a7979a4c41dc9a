"""Draws everything that was written: cards in columns, under their headings where they have any."""

from __future__ import annotations

from dataclasses import replace

from workshop.terminal.audience.audience_view import Group, Item, Wall
from workshop.terminal.audience.block_letters import FINE, LABEL, SIZES, set_in
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
from workshop.terminal.audience.wall_columns import (
    GAP,
    LEAST_BLOCK_COLUMN,
    LEAST_COLUMN,
    Piece,
    dealt,
    draw_columns,
    flowing,
    heading_role,
    height_of,
    may_fit,
    pieces_of,
)
from workshop.terminal.theme.untrusted_text import one_line


def draw_wall(page: Page, box: Box, wall: Wall, role: str = "ink") -> None:
    """All groups, in the largest letters in which everything fits; what does not fit is counted."""
    groups = tuple(group for group in wall.groups if group.items or group.heading)
    if not groups:
        return
    if legible(page.width) and not _is_readable(page, box, groups, role):
        # Of what only waits, the heading says how much there is.
        few = tuple(replace(group, items=()) if group.yields else group for group in groups)
        if few != groups and _is_readable(page, box, few, role):
            groups = few
        elif wall.pointed:
            # The last row cannot read the list, so it reads the card that is talked about.
            box = _draw_pointed(page, box, wall.pointed)
    _draw_groups(page, box, groups, role)


def _is_readable(page: Page, box: Box, groups: tuple[Group, ...], role: str) -> bool:
    """Whether all of it can be drawn in letters that the last row can read."""
    tried = Page(page.width, page.height)
    _draw_groups(tried, box, groups, role)
    return not (tried.small or tried.cut_off)


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
        page.rows_of(box.x, box.y, heading, heading_role(group))
        box = box.below(len(heading.rows) + 1)
    most = 12 if role == "ink" else 8
    block = [(size, 1) for size in reversed(SIZES) if size <= most]
    for size, air in (*block, (FINE, int(len(group.items) < 2)), (PLAIN, 1), (PLAIN, 0)):
        for count in range(1, 7):
            width = (box.width - GAP * (count - 1)) // count
            if width < (LEAST_COLUMN if size == PLAIN else LEAST_BLOCK_COLUMN):
                break
            if not may_fit(len(group.items), size, air, count, box.height):
                continue
            columns = dealt(
                [pieces_of(item, width, size, role, air) for item in group.items], count, box.height
            )
            if columns is not None and all(not size or each.size == size for each in columns):
                draw_columns(page, box, columns, width)
                return
    _draw_clipped(page, box, group.items, role)


def _draw_clipped(page: Page, box: Box, items: tuple[Item, ...], role: str) -> None:
    """As many as fit, each cut to a few rows, and how many more there are."""
    count = max(1, (box.width + GAP) // (LEAST_COLUMN + GAP))
    width = (box.width - GAP * (count - 1)) // count
    pieces = [pieces_of(Item(item.text, mark=item.mark), width, PLAIN, role, 0, 1) for item in items]
    columns = dealt(pieces, count, box.height)
    if columns is not None:
        # Rows that are left go to the cards that were cut, one after the other.
        for index, item in enumerate(items):
            if sum(map(height_of, pieces)) >= count * box.height:
                break
            for most in (3, 2):
                longer = pieces_of(Item(item.text, mark=item.mark), width, PLAIN, role, 0, most)
                tried = [*pieces[:index], longer, *pieces[index + 1 :]]
                found = dealt(tried, count, box.height)
                if found is not None:
                    pieces, columns = tried, found
                    break
    if columns is not None:
        draw_columns(page, box, columns, width)
        return
    room = count * max(0, box.height - 1)
    for index, each in enumerate(pieces[:room]):
        x = box.x + index // max(1, box.height - 1) * (width + GAP)
        page.rows_of(x, box.y + index % max(1, box.height - 1), each[0][0], role)
    page.put(box.x, box.y + box.height - 1, page.counted(len(items) - room), "accent")


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
        flown = flowing(groups, box, role, (LABEL, FINE)) if legible(page.width) else None
        if flown is None and _rows_needed(parts, width) > box.height:
            flown = flowing(groups, box, role)
        if flown is not None:
            draw_columns(page, box, *flown)
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


def _rows_needed(parts: list[tuple[Group, ...]], width: int) -> int:
    return sum(max(_needed(group, width, 0) for group in part) for part in parts)


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


def _size_for(
    parts: list[tuple[Group, ...]], heights: list[int], width: int, role: str, headings: int
) -> int:
    """The largest size in which the items of all groups fit in their places."""
    for size in (12, LABEL, FINE):
        if not all(
            may_fit(len(group.items), size, 1, 1, height - headings + 1)
            for part, height in zip(parts, heights, strict=True)
            for group in part
        ):
            continue
        rows = [
            (height, [pieces_of(item, width, size, role) for item in group.items])
            for part, height in zip(parts, heights, strict=True)
            for group in part
        ]
        if all(
            sum(map(height_of, pieces)) + headings <= height and all(each[0][0].points for each in pieces)
            for height, pieces in rows
        ):
            return size
    return PLAIN


def _needed(group: Group, width: int, air: int = 1) -> int:
    items = sum(height_of(pieces_of(item, width, PLAIN, "ink", air)) for item in group.items)
    return len(own(group.heading, width, 2).rows) + items + 1


def _draw_group(page: Page, box: Box, group: Group, role: str, size: int, *, large: bool) -> None:
    fine = FINE if size else PLAIN
    heading = set_at(group.heading, LABEL if large else fine, box.width, 999 if large or size else 2)
    y = box.y + page.rows_of(
        box.x, box.y, replace(heading, rows=heading.rows[: box.height]), heading_role(group)
    )
    room = box.y + box.height - 1 - y
    pieces = [pieces_of(item, box.width, size, role) for item in group.items]
    # Rather every card cut than none: the first that fits, else the shortest.
    for most in (999, 2, 1):
        if sum(map(height_of, pieces)) <= room:
            break
        pieces = [pieces_of(item, box.width, PLAIN, role, 0, most) for item in group.items]
    else:
        most = 1
    _lengthen(pieces, group.items, box.width, role, room, most)
    for index, each in enumerate(pieces):
        last = index == len(pieces) - 1
        # The line after the last row is blank anyway, so a count may stand in the last one.
        if y + height_of(each) > box.y + box.height - (0 if last else 1):
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
    left = rows - sum(map(height_of, pieces))
    for index, item in enumerate(items if most < 999 else ()):
        if left <= 0:
            break
        longer = (pieces_of(item, width, PLAIN, role, 0, more) for more in (999, 3, 2) if more > most)
        for tried in longer:
            grows = height_of(tried) - height_of(pieces[index])
            if 0 < grows <= left:
                pieces[index], left = tried, left - grows
                break
