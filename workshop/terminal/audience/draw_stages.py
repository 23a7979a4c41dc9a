"""Draws the lobby, a break and the end."""

from __future__ import annotations

from workshop.terminal.audience.audience_view import AudienceView, End, Lobby, Pause, Wall
from workshop.terminal.audience.block_letters import Set
from workshop.terminal.audience.cell_page import (
    PLAIN,
    Box,
    Page,
    largest,
    legible,
    own,
    qr_filling,
    qr_rows,
    set_at,
)
from workshop.terminal.audience.draw_wall import draw_wall
from workshop.terminal.theme.untrusted_text import cut, one_line

LEAST_SIDE = 26
NAME = 18
GAP = 3
ROOM_FOR_HOW = 18
"""Rows beside the code from which it is said what to do with it; in the cockpit's picture it is not."""
BEFORE_ROWS = 5
"""The question to think about comes only where names have room below it."""


def draw_lobby(page: Page, box: Box, view: AudienceView, content: Lobby) -> None:
    """The QR code as large as it gets, and beside it the address, the code and who has come."""
    join = view.join
    wifi = qr_rows(join.wifi, (box.width - LEAST_SIDE) // 2, box.height - 2) if join.wifi else ()
    if join.wifi and not wifi and _draw_both_codes(page, box, view, content):
        return
    if not (join.wifi or view.notice) and _draw_whole(page, box, view, content):
        return
    codes = [(wifi, content.wifi_caption)] if wifi else []
    room = box.width - LEAST_SIDE - (len(wifi[0]) + 3 if wifi else 0)
    code = qr_rows(join.url, room, box.height - (2 if wifi else 1)) if join.url else ()
    if code:
        codes.append((code, content.caption if wifi else ""))
    tallest = max((len(rows) for rows, _ in codes), default=0) + (1 if wifi else 0)
    top = max(0, (box.height - 1 - tallest) // 2)
    x = box.x
    for rows, caption in codes:
        y = box.y + top
        if wifi:
            page.put(x, y, cut(caption, len(rows[0])), "accent")
            y += 1
        page.signs(x, y, rows, "qr")
        x += len(rows[0]) + (3 if page.width < 100 else 5)
    lines = min(top, max(0, box.height // 8))
    _draw_side(page, Box(x, box.y + lines, box.x + box.width - x, box.height - 1 - lines), view, content)


def _draw_whole(page: Page, box: Box, view: AudienceView, content: Lobby) -> bool:
    """The code over the whole height of the screen, where it is larger so; whether it is."""
    code = qr_filling(view.join.url, page.width - LEAST_SIDE - box.x, page.height) if view.join.url else ()
    if not code:
        return False
    page.signs(0, 0, code, "qr")
    x = len(code[0]) + 2
    _draw_side(page, Box(x, box.y, box.x + box.width - x, box.height - 1), view, content)
    return True


def _draw_both_codes(page: Page, box: Box, view: AudienceView, content: Lobby) -> bool:
    """The network's code and the workshop's side by side, all else below; whether there is room for it."""
    join, height = view.join, box.height - 3
    wifi = qr_rows(join.wifi, box.width, height)
    code = qr_rows(join.url, box.width - len(wifi[0]) - GAP, height) if wifi and join.url else ()
    if not code:
        return False
    x = box.x
    for rows, caption in ((wifi, content.wifi_caption), (code, content.caption)):
        page.put(x, box.y, cut(caption, len(rows[0])), "accent")
        page.signs(x, box.y + 1, rows, "qr")
        x += len(rows[0]) + GAP
    y = box.y + 2 + max(len(wifi), len(code))
    typed = own(f"{join.code[:3]} {join.code[3:]}", box.width, 1)
    page.rows_of(box.x, y, own(join.address, box.width, 1), "ink", "address")
    page.part("code", box.x + len(join.address) + GAP, y, typed, "accent")
    left = len(join.address) + typed.width + 2 * GAP
    said = " · ".join(part for part in (content.counted, content.sign) if part)
    page.put(box.x + left, y, cut(said, box.width - left), "soft")
    return True


def _draw_side(page: Page, box: Box, view: AudienceView, content: Lobby) -> None:
    join, end = view.join, box.y + box.height
    air = 1 if box.height < 24 else 2
    title = largest(view.title, box.width, max(1, box.height // (3 if box.height >= 36 else 5)), 12)
    y = box.y + page.rows_of(box.x, box.y, title, "ink")
    if view.above and box.height >= 20:
        y += page.rows_of(box.x, y, own(view.above, box.width, 2), "soft")
    y += air
    if content.how and box.height >= ROOM_FOR_HOW:
        y += page.rows_of(box.x, y, own(content.how, box.width, 2), "ink")
    address = largest(join.address, box.width, max(1, box.height // 5), 14)
    y += page.rows_of(box.x, y, address, "ink", "address") + 1
    code = largest(f"{join.code[:3]} {join.code[3:]}", box.width, max(3, box.height // 3), 48)
    y += page.part("code", box.x, y, code, "accent") + 1
    if content.sign and y < end:
        y += page.rows_of(box.x, y, own(content.sign, box.width, 1), "soft") + air
    counted = largest(content.counted, box.width, max(1, min(6, (end - y) // 2)), 12)
    if y < end:
        y += page.rows_of(box.x, y, counted, "ink") + (1 if counted.points else 0)
    if content.before and end - y >= BEFORE_ROWS:
        y += page.rows_of(box.x, y, own(content.before, box.width, 3), "ink") + 1
    _draw_names(page, Box(box.x, y, box.width, max(0, end - y)), content.names)


def _draw_names(page: Page, box: Box, names: tuple[str, ...]) -> None:
    """The latest first; whoever does not fit is counted."""
    if not names or box.height < 1:
        return
    shown = [one_line(name) for name in names]
    columns = max(1, box.width // (NAME + 2))
    width = box.width // columns
    room = columns * box.height
    if len(shown) > room:
        _draw_names_in_line(page, box, shown)
        return
    listed = shown
    for index, name in enumerate(listed):
        page.put(box.x + index % columns * width, box.y + index // columns, cut(name, width - 2), "soft")


def _draw_names_in_line(page: Page, box: Box, names: list[str]) -> None:
    """Names after each other, where columns of them have no room; whoever does not fit is counted."""
    for count in range(len(names), -1, -1):
        more = len(names) - count
        told = [", ".join(name.replace(" ", "\N{NO-BREAK SPACE}") for name in names[:count])]
        told += [page.more.replace("{n}", str(more))] if more else []
        rows = own(" ".join(told), box.width).rows
        if len(rows) <= box.height:
            lines = tuple(row.replace("\N{NO-BREAK SPACE}", " ") for row in rows)
            page.rows_of(box.x, box.y, Set(lines, PLAIN, " ".join(lines)), "soft")
            page.cut_off += more
            return


def draw_pause(page: Page, box: Box, view: AudienceView, content: Pause) -> None:
    """A countdown as large as it gets, and when it goes on."""
    title = set_at(view.title, 14 if page.height >= 28 else legible(page.width), box.width, 8)
    again = largest(content.again, box.width, max(1, box.height // 4), 18)
    y = box.y + page.rows_of(box.x, box.y, title, "accent")
    left = box.y + box.height - y - len(again.rows) - 3
    digits = view.clock.digits if view.clock is not None else ""
    clock = largest(digits, box.width, max(1, left))
    y += max(1, (left - len(clock.rows)) // 2 + 1)
    page.part("clock", box.x, y, clock)
    page.rows_of(box.x, box.y + box.height - len(again.rows), again, "ink")


def draw_end(page: Page, box: Box, view: AudienceView, content: End) -> None:
    """Thanks, what was agreed, and what is parked."""
    y = box.y + page.rows_of(box.x, box.y, own(view.title, box.width, 1), "soft")
    thanks = largest(content.thanks, box.width, max(1, box.height // 4), 12 if content.groups else 24)
    y += page.rows_of(box.x, y + 1, thanks, "accent") + 2
    for line in content.lines:
        size = 8 if legible(page.width) != PLAIN else PLAIN
        y += page.rows_of(box.x, y, set_at(line, size, box.width, 5), "soft")
    left = box.below(y - box.y + 1)
    if content.groups and left.height > 2:
        draw_wall(page, left, Wall(content.groups))
