"""Draws what stands under the question: figures, cards, bars, the card under discussion."""

from __future__ import annotations

from dataclasses import replace

from workshop.terminal.audience.audience_view import (
    AudienceView,
    Bar,
    Bars,
    Clock,
    Focus,
    Group,
    Item,
    Learned,
    Spread,
    Spreads,
    Talk,
    Wall,
    Working,
)
from workshop.terminal.audience.block_letters import LABEL, set_in
from workshop.terminal.audience.cell_page import (
    CAPTION,
    PLAIN,
    VALUE,
    Box,
    Page,
    bar_text,
    common_size,
    largest,
    legible,
    own,
    set_at,
)
from workshop.terminal.audience.draw_focus import APPROACH_ROLES, draw_focus, draw_short_bars
from workshop.terminal.audience.draw_wall import draw_wall
from workshop.terminal.theme.untrusted_text import one_line

ROOM_FOR_CAPTION = 3
"""Rows below the bars from which the figures under them are written large."""

LEAST_FIGURE = 7
"""The rows of the smallest block figures with what they count."""
WIDE, BESIDE = 100, 2
"""Columns from which three statements stand beside each other, and how many do in fewer."""
LEAST_ROWS = 8
"""Rows in which a statement, its columns and its figures can be drawn."""
LEAST_SPREAD = 5
"""The fewest rows for one of several: a line of it, a row of columns, the values, the figures, and air."""

_CLOCK_ROLES = {"last": "alarm", "over": "soft"}
"""When the time is up, it is for the facilitator to go on, and nobody who still answers is to be hurried."""
_HEIGHTS = " ▁▂▃▄▅▆▇█"


def draw_content(page: Page, box: Box, view: AudienceView) -> None:
    """Draw the content of an activity in `box`."""
    match view.content:
        case Working():
            _draw_working(page, box, view.content, view.clock)
        case Wall():
            draw_wall(page, box, view.content)
        case Focus():
            draw_focus(page, box, view.content)
        case Bars():
            _draw_bars(page, box, view.content)
        case Spreads():
            _draw_spreads(page, box, view.content)
        case Learned():
            _draw_learned(page, box, view.content)
        case Talk():
            draw_lines(page, box, view.content.lines)


def draw_lines(page: Page, box: Box, lines: tuple[str, ...], role: str = "ink", most: int = 14) -> int:
    """Paragraphs in the largest size in which all of them fit; returns the rows used."""
    texts = [line for line in lines if line]
    size = common_size(texts, box.width, box.height, 1, most)
    y = box.y
    for text in texts:
        found = set_at(text, size, box.width, max(0, box.y + box.height - y))
        y += page.rows_of(box.x, y, found, role) + (1 if size or box.height > 2 * len(texts) else 0)
    return y - box.y


def _draw_working(page: Page, box: Box, content: Working, clock: Clock | None) -> None:
    """The clock and how far people are, side by side, as large as the room lets them."""
    figures = [(clock.digits, clock.label, clock.level.value)] if clock is not None else []
    figures += [(figure.number, figure.caption, "") for figure in content.figures]
    if not figures:
        return
    if content.groups:
        lists = Wall(content.groups)
        rows = _rows_beside_lists(page, box, lists)
        used = _draw_figures(page, replace(box, height=rows), figures)
        left = box.below(used + 1)
        if left.height > 1:
            draw_wall(page, left, lists, "soft")
        return
    items = list(content.items)
    # What they work on is to be read as well, where the figures can spare the room for it.
    rows = box.height
    if items:
        shares = [int(box.height * share) for share in (0.7, 0.6, 0.5, 0.45)]
        large = (
            rows for rows in shares if rows >= 9 and _fit(items, replace(box, height=box.height - rows - 1))
        )
        small = (len(items) + 1) // 2 if box.width >= 100 else len(items)
        rows = next(large, max(box.height - small - 2, min(box.height, LEAST_FIGURE)))
    left = box.below(_draw_figures(page, replace(box, height=rows), figures) + 1)
    if items and left.height > 0:
        _draw_items(page, left, content.items)


def _rows_beside_lists(page: Page, box: Box, lists: Wall) -> int:
    """The rows for the figures: what the lists leave, which the last row can read where there is room."""
    for share in (0.5, 0.4, 0.3):
        rows = int(box.height * share)
        tried = Page(page.width, page.height)
        draw_wall(tried, replace(box, height=box.height - rows - 1), lists, "soft")
        if rows >= LEAST_FIGURE and legible(page.width) and not (tried.small or tried.cut_off):
            return rows
    needs = max(sum(1 + bool(item.note) for item in group.items) for group in lists.groups) + 3
    return max(min(box.height, LEAST_FIGURE), box.height - needs)


def _fit(items: list[str], box: Box) -> bool:
    return common_size(items, box.width, box.height, 1, 12) != PLAIN


def _draw_figures(page: Page, box: Box, figures: list[tuple[str, str, str]]) -> int:
    gap = 4
    cells = (box.width - gap * (len(figures) - 1)) // len(figures)
    captions = [largest(caption, cells, 5 if box.height >= 10 else 1, 8) for _, caption, _ in figures]
    if any(not caption.points for caption in captions):
        captions = [own(caption, cells, 2) for _, caption, _ in figures]
    below = max(len(caption.rows) for caption in captions) + (1 if box.height >= 8 else 0)
    size = min(largest(number, cells, box.height - below).points for number, _, _ in figures)
    used = 0
    for index, ((number, _, urgency), caption) in enumerate(zip(figures, captions, strict=True)):
        x = box.x + index * (cells + gap)
        role = _CLOCK_ROLES.get(urgency, "ink") if urgency else "accent"
        found = set_at(number, size, cells)
        page.part("clock" if urgency else "figure", x, box.y, found, role)
        y = box.y + len(found.rows) + (1 if box.height >= 8 else 0)
        used = max(used, y - box.y + page.rows_of(x, y, caption, "soft", CAPTION))
    return used


def _draw_items(page: Page, box: Box, items: tuple[str, ...]) -> None:
    if common_size(list(items), box.width, box.height, 1, 12):
        draw_lines(page, box, items, "soft", 12)
    else:
        draw_wall(page, box, Wall((Group("", tuple(map(Item, items))),)), "soft")


def _draw_bars(page: Page, box: Box, content: Bars) -> None:
    """Each text above its bar where the room is there, beside it where it is not."""
    box = _captioned(page, box, content.caption)
    bars = content.bars
    if not bars:
        return
    each = box.height // len(bars)
    numbers = max(len(bar.told) for bar in bars)
    size = PLAIN
    if legible(page.width):
        size = common_size([bar.label for bar in bars], box.width - 12, box.height - len(bars), 0, 8)
    y = box.y
    for index, bar in enumerate(bars):
        left = box.y + box.height - y
        if left < 1:
            break
        if left == 1 and index < len(bars) - 1:
            page.put(box.x, y, f"… {page.counted(len(bars) - index)}", "soft")
            break
        role = APPROACH_ROLES[bar.approach] if bar.approach else "accent"
        number = set_at(bar.told, size, box.width // 2 if bar.shown else 20)
        room = box.width - max(number.width, numbers) - 2
        text = set_at(bar.label, size, room, max(1, min(left - 1, 9 if size else max(1, each - 1))))
        page.rows_of(box.x, y, text, "ink")
        y += max(len(text.rows), len(number.rows))
        page.rows_of(box.x + box.width - number.width, y - len(number.rows), number, "strong", VALUE)
        if each >= 2 and y < box.y + box.height:
            page.sign(box.x, y, bar_text(bar.value, bar.most, box.width), role)
            y += 1
            if size and each >= 8:
                page.sign(box.x, y, bar_text(bar.value, bar.most, box.width), role)
                y += 1
        if each >= (6 if size else 3):
            y += 1


def _captioned(page: Page, box: Box, caption: str, *, large: bool = True) -> Box:
    if not caption:
        return box
    rows = max(1, min(5, box.height // 4)) if large else 1
    found = largest(caption, box.width, rows, 8)
    page.rows_of(box.x, box.y, found, "soft")
    return box.below(len(found.rows) + 1)


def _draw_spreads(page: Page, box: Box, content: Spreads) -> None:
    items = content.items
    if content.beside is not None:
        box = _draw_held(page, box, content.beside)
    if len(items) == 1:
        only = items[0]
        if not only.counts:
            _captioned(page, box, only.caption)
            return
        # What each person answered comes first: an average says nothing of those who differ.
        most = max(count for _, count in only.counts)
        bars = tuple(Bar(label, count, most) for label, count in reversed(only.counts))
        used = draw_short_bars(page, replace(box, height=box.height - 1), bars)
        left = box.below(used + (1 if box.height > used + 1 else 0))
        roomy = left.height > ROOM_FOR_CAPTION
        found = largest(only.caption, left.width, left.height if roomy else 1, LABEL)
        page.rows_of(left.x, left.y, found, "soft")
        return
    _draw_beside(page, box, items)


def _draw_beside(page: Page, box: Box, items: tuple[Spread, ...]) -> None:
    """Statements side by side, in as many rows as they need."""
    columns = min(len(items), 3 if page.width >= WIDE else BESIDE)
    rows = -(-len(items) // columns)
    gap = 4
    width = (box.width - gap * (columns - 1)) // columns
    height = box.height // rows
    sets = [set_in(one_line(item.text), LABEL, width) for item in items]
    size = LABEL if all(found is not None and len(found.rows) <= height // 2 for found in sets) else PLAIN
    for index, item in enumerate(items):
        x = box.x + index % columns * (width + gap)
        y = box.y + index // columns * height
        _draw_spread(page, Box(x, y, width, height), item, size)


def _draw_held(page: Page, box: Box, beside: Group) -> Box:
    """What the spreads are held against, by itself in the last rows; returns the room above."""
    lines = [row for item in beside.items for row in own(item.text, box.width, 1).rows]
    lines = lines[: max(0, box.height // 2 - 1)]
    y = box.y + box.height - len(lines) - 1
    page.put(box.x, y, own(beside.heading, box.width, 1).rows[0], "accent")
    for number, line in enumerate(lines):
        page.put(box.x, y + 1 + number, line)
    page.cut_off += len(beside.items) - len(lines)
    return replace(box, height=max(1, y - box.y - 1))


def _draw_learned(page: Page, box: Box, content: Learned) -> None:
    """How the group saw itself above, what came of its agreements below."""
    used = 0
    if content.believed.items:
        wide = page.width >= WIDE
        items = content.believed.items if wide else content.believed.items[:BESIDE]
        used = max(box.height * 2 // 5, LEAST_ROWS)
        _draw_beside(page, replace(box, height=used), items)
        used += 1
    _draw_bars(page, box.below(used), content.came_of)


def _draw_spread(page: Page, box: Box, item: Spread, size: int) -> None:
    """A statement, how often each value was given as columns, and the figures."""
    # Rather a statement cut than its answers left out; where they have no room it is theirs.
    has_room = box.height >= LEAST_SPREAD
    rows = min(box.height // 2, box.height - 4) if item.counts and has_room else box.height - 2
    text = set_at(item.text, size, box.width, max(1, rows))
    y = box.y + page.rows_of(box.x, box.y, text, "ink")
    room = box.y + box.height - y - 1
    caption = own(item.caption, box.width, 1 if item.counts else 2)  # why there are none is said in full
    if item.counts and room >= 3:
        tall = max(1, room - 2 - len(caption.rows))
        most = max(count for _, count in item.counts)
        each = max(2, min(9, box.width // len(item.counts)))
        for number, (label, count) in enumerate(item.counts):
            x = box.x + number * each
            eighths = round(8 * tall * count / most) if most else 0
            for row in range(tall):
                sign = _HEIGHTS[max(0, min(8, eighths - 8 * (tall - 1 - row)))]
                page.sign(x, y + row, sign * (each - 1), "accent")
            page.sign(x, y + tall, label[: each - 1].center(each - 1), "soft")
        y += tall + 1
    elif item.counts:
        page.cut_off += 1  # an average alone says nothing of those who differ
    if y < box.y + box.height:
        page.rows_of(box.x, y, caption, "soft")
