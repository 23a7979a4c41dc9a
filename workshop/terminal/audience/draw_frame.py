"""Paints a whole picture: what it is about on top, the way in at the bottom, the content between."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.facilitating.telling.clock_reading import Level
from workshop.terminal.audience.audience_view import (
    AudienceView,
    Bars,
    End,
    Focus,
    Join,
    Lobby,
    Pause,
    Spreads,
    Talk,
    Wall,
    Working,
)
from workshop.terminal.audience.block_letters import FINE, LABEL, SIZES, Set
from workshop.terminal.audience.cell_page import (
    PLAIN,
    Box,
    Page,
    common_size,
    largest,
    legible,
    lowered,
    own,
    set_at,
)
from workshop.terminal.audience.draw_content import draw_content
from workshop.terminal.audience.draw_stages import draw_end, draw_lobby, draw_pause

LARGE_COLUMNS, LARGE_ROWS = 170, 42
"""From this size the way in is written in larger letters, and there is more air."""
LEAST_ROWS = 22
"""From this height there is room for block letters at the bottom, and for blank rows between the parts."""
BAND_GAP = 5
"""Columns between the parts at the bottom."""
INSTRUCTION_LINES, INSTRUCTION_SHARE = 2, 3
"""How many lines of the activity's text stand under the question, and the part of the room they may take."""
CLOCK_ROLES = {Level.CALM: "ink", Level.SOON: "ink", Level.LAST: "alarm", Level.OVER: "soft"}


@dataclass(frozen=True, slots=True)
class Head:
    """How much of the room the head may take: with the activity's text or not, its question how large."""

    instruction: bool = True
    most: int = SIZES[-1]


HEADS = (Head(), *(Head(instruction=False, most=most) for most in (SIZES[-1], 12, LABEL, FINE)))
"""From the roomiest to the smallest: each takes less from the content."""


def paint(view: AudienceView, width: int, height: int) -> Page:
    """The picture of `view` on a sheet of so many cells.

    The head yields to the content: it is the largest under which the least is left out and the least has to
    be written in letters that the last row cannot read.
    """
    heads = HEADS
    if isinstance(view.content, Lobby | Pause | End | Talk):
        heads = HEADS[:1]
    elif isinstance(view.content, Working) and not view.content.groups:
        heads = HEADS[:3]  # While people write, the question is what they look up for.
    best = _painted(view, width, height, heads[0])
    for head in heads[1:]:
        if not (best.cut_off or (best.small and legible(width))):
            break
        page = _painted(view, width, height, head)
        if (page.cut_off, page.small) < (best.cut_off, best.small):
            best = page
    return best


def _painted(view: AudienceView, width: int, height: int, head: Head) -> Page:
    page = Page(width, height)
    page.more = view.more
    margin = max(2, width // 40)
    top = 1 if height >= 20 else 0
    box = Box(margin, top, max(1, width - 2 * margin), max(1, height - top))
    if view.notice:
        said = own(f" {view.notice} ", box.width, 2)
        page.fill(Box(0, 0, width, len(said.rows)), "warn")
        page.rows_of(margin, 0, said, "warn")
        box = Box(box.x, len(said.rows) + top, box.width, max(1, height - len(said.rows) - top))
    if isinstance(view.content, Lobby):
        draw_lobby(page, box, view, view.content)
        return page
    rows = _draw_band(page, view, margin)
    # Cards, and what is known of one, may go down to the band: its ground keeps them apart.
    to_the_band = isinstance(view.content, Wall) or (isinstance(view.content, Focus) and height < LARGE_ROWS)
    gap = 0 if to_the_band else 1
    box = Box(box.x, box.y, box.width, max(1, box.height - rows - gap))
    if isinstance(view.content, Pause):
        draw_pause(page, box, view, view.content)
    elif isinstance(view.content, End):
        draw_end(page, box, view, view.content)
    else:
        left = _draw_head(page, box, view, head)
        page.small = page.cut_off = 0
        draw_content(page, left, view)
    return page


def _draw_band(page: Page, view: AudienceView, margin: int) -> int:
    """Address and code, always in the same corner for whoever comes late, and the clock; returns its rows."""
    join = view.join
    size = band_size(page)
    if size == PLAIN:
        code = _code(join)
        y = page.height - 1
        page.fill(Box(0, y, page.width, 1), "band")
        page.put(margin, y, join.address, "band-soft")
        x = margin + len(join.address) + (3 if join.address else 0)
        page.part("code", x, y, own(code, len(code)), "band-accent")
        return 1
    left = _way_in(page, view, margin)
    page.sizes["code"] = left[-1][0].points
    rows = max(len(found.rows) for found, _ in left)
    y = page.height - rows
    page.fill(Box(0, y, page.width, rows), "band")
    x = margin
    for found, role in left:
        page.rows_of(x, y, found, role)
        x += found.width + BAND_GAP
    if view.clock is not None and _clock_in_band(page, view, margin):
        role = f"band-{CLOCK_ROLES[view.clock.level]}"
        digits = lowered(view.clock.digits, size, page.width)
        free, x = x, page.width - margin - digits.width
        page.part("clock", x, y, digits, role)
        # What the clock says goes where there is no room to say what it is.
        if x - len(view.clock.label) - 2 >= free:
            page.put(x - len(view.clock.label) - 2, y + rows - 2, view.clock.label, "band-soft")
    return rows


def _code(join: Join) -> str:
    return f"{join.code[:3]} {join.code[3:]}"


def _way_in(page: Page, view: AudienceView, margin: int) -> list[tuple[Set, str]]:
    """Address and code with their roles; a long address in small letters rather than a code cut off."""
    size, join = band_size(page), view.join
    address, code = lowered(join.address, size, page.width), lowered(_code(join), size, page.width)
    if margin * 2 + address.width + BAND_GAP + code.width > page.width:
        address = Set(("", join.address, ""), PLAIN, join.address)
    parts = [(address, "band-soft")] if join.address else []
    return [*parts, (code, "band-accent")]


def _clock_in_band(page: Page, view: AudienceView, margin: int) -> bool:
    """Whether the clock stands beside the way in: not where it is large below, or has no room there."""
    if view.clock is None or _is_large_below(view) or band_size(page) == PLAIN:
        return False
    digits = lowered(view.clock.digits, band_size(page), page.width)
    used = sum(found.width + BAND_GAP for found, _ in _way_in(page, view, margin))
    return 2 * margin + used + digits.width <= page.width


def band_size(page: Page) -> int:
    """The size of the letters in the band at the bottom."""
    if legible(page.width) == PLAIN or page.height < LEAST_ROWS:
        return PLAIN
    return 14 if page.width >= LARGE_COLUMNS and page.height >= LARGE_ROWS else 12


def _is_large_below(view: AudienceView) -> bool:
    return isinstance(view.content, Working | Pause)


def _draw_head(page: Page, box: Box, view: AudienceView, head: Head) -> Box:
    """Step, title, question, and the clock where the band has no room for it; returns what is left."""
    working = isinstance(view.content, Working)
    cells, clock_rows = box.width, 0
    if view.clock is not None and not working and not _clock_in_band(page, view, box.x):
        found = set_at(view.clock.digits, LABEL, box.width // 4, 4)
        page.part("clock", box.x + box.width - found.width, box.y, found, CLOCK_ROLES[view.clock.level])
        cells, clock_rows = box.width - found.width - 3, len(found.rows)
    crowded = isinstance(view.content, Focus) and page.height < LARGE_ROWS
    y = (
        box.y
        + _draw_title(page, box, view, cells, small=head.most <= LABEL)
        + (0 if crowded or page.height < LEAST_ROWS else 1)
    )
    if view.question:
        beside = y - box.y < clock_rows
        question = _question(page, box.below(y - box.y), view, cells if beside else box.width, head.most)
        y += page.part("question", box.x, y, question)
    if head.instruction:
        left = box.below(y - box.y)
        y += _draw_instruction(page, replace(left, width=cells) if y - box.y < clock_rows else left, view)
    used = max(y - box.y, clock_rows)
    return box.below(used + (2 if page.height >= LARGE_ROWS else 1))


def _draw_instruction(page: Page, box: Box, view: AudienceView) -> int:
    """The first lines of the activity's text, as many as leave the content most of the room."""
    lines = view.instruction[:INSTRUCTION_LINES]
    if lines != view.instruction and lines[0][:1].isdigit():
        return 0  # half a scale is worse than none
    if lines != view.instruction and lines[-1][:1].isdigit():
        lines = lines[:-1]  # so is the first of a list
    room = box.height // INSTRUCTION_SHARE
    for size in (legible(page.width), PLAIN):  # small letters rather than none
        sets = [set_at(line, size, box.width) for line in lines]
        if sum(len(found.rows) for found in sets) <= room:
            break
    rows = 0
    for found in sets:
        if rows + len(found.rows) <= room:
            rows += page.rows_of(box.x, box.y + rows, found, "soft")
    return rows


def _question(page: Page, box: Box, view: AudienceView, cells: int, head: int) -> Set:
    """The question as large as it may be beside its content, and never too small for the last row."""
    least = min(head, legible(page.width))
    match view.content:
        case Talk(lines):
            room = max(box.height * 2 // 5, box.height - len(lines) - 3)
            found = largest(view.question, cells, room, 18)
            # The text below is to be read as well, where a smaller question leaves it the room.
            for most in (18, 14, 12, 8):
                smaller = largest(view.question, cells, room, most)
                left = box.height - len(smaller.rows) - 2
                if common_size(list(lines), box.width, left, 1) and smaller.points >= least:
                    found = smaller
                    break
        case Working(groups=groups) if groups:  # what is to be looked up comes before a large question
            found = largest(view.question, cells, max(2, box.height // 4), min(head, 18))
        case Working():
            found = largest(view.question, cells, max(2, box.height * 2 // 5), min(head, 18))
        case Wall(groups) if len(groups) == 1:
            room = max(box.height // 3, box.height - len(groups[0].items) - 4)
            found = largest(view.question, cells, room, min(head, 14 if room == box.height // 3 else 8))
        case _:
            most = min(head, 12 if isinstance(view.content, Bars | Spreads) else 14)
            found = largest(view.question, cells, max(2, box.height // 3), most)
    return found if found.points >= least else set_at(view.question, least, cells, 2 * box.height // 3)


def _draw_title(page: Page, box: Box, view: AudienceView, cells: int, *, small: bool) -> int:
    """What this is a part of, and its title: beside each other, or large; returns the rows used."""
    above = " · ".join(part for part in (view.above, view.form) if part)
    large = page.width >= LARGE_COLUMNS and page.height >= LARGE_ROWS and not small
    if large or (isinstance(view.content, Talk) and page.height >= LEAST_ROWS):
        rows = page.rows_of(box.x, box.y, own(above, cells, 1), "soft")
        title = set_at(view.title, 8, cells, 4)
        return rows + page.rows_of(box.x, box.y + rows, title, "accent")
    title = own(view.title, cells, 1)
    page.rows_of(box.x, box.y, title, "accent")
    if above and title.width + len(above) + 3 <= cells:
        page.put(box.x + title.width + 3, box.y, above, "soft")
    return len(title.rows)
