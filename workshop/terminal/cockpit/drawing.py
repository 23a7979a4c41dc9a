"""Draws the cockpit's panels in any size: under each other, the most important first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from prompts.language.words import Words
from workshop.terminal.audience.cell_page import Box, Page
from workshop.terminal.canvas.drawing import wrap
from workshop.terminal.cockpit.panel_contents import Panel, Row, named, panels_of
from workshop.terminal.cockpit.small_picture import draw_small
from workshop.terminal.cockpit.view import CockpitView
from workshop.terminal.theme.untrusted_text import cut, one_line

LEAST_PICTURE_ROWS = 4
SCREEN_SHARE, LEAST_SCREEN, MOST_SCREEN = 0.42, 8, 22
"""How much of the height the picture of the group's screen takes, and between which limits, in rows."""


def draw_side(view: CockpitView, words: Words, width: int, height: int) -> Page:
    """The group's screen, the time, who is missing, what waits, and whether all is well."""
    page = Page(width, height)
    panels = list(panels_of(view, words, width))
    rows = _screen_rows(width, height, sum(map(_least, panels)))
    used = _draw_screen(page, Box(0, 0, width, rows), view, words) + (1 if rows > 1 else 0)
    _stack(page, Box(0, used, width, height - used), panels, words)
    return page


def draw_notes(view: CockpitView, words: Words, width: int, height: int) -> Page:
    """The notes on what runs, or on what comes first: as much of them as there is room for."""
    page = Page(width, height)
    page.fill(Box(0, 0, width, height), "band-text")
    rows = list(_note_rows(view, words, width - 2))
    if len(rows) > height:
        rows = [*rows[: max(0, height - 1)], ((words("cockpit.notes-more"), "band-soft"),)]
    _put_rows(page, Box(1, 0, width - 2, height), rows)
    return page


def notes_needed(view: CockpitView, words: Words, width: int) -> int:
    """How many rows all of the notes take."""
    return len(list(_note_rows(view, words, width - 2)))


# --- the group's screen -----------------------------------------------------------------------------


def _screen_rows(cells: int, height: int, others: int) -> int:
    """What the picture gets, so that the `others` have theirs; a row for its heading where that is little."""
    # A screen is about twice as wide as high in cells' measure: more rows than that would be blank.
    wanted = max(LEAST_SCREEN, min(MOST_SCREEN, int(height * SCREEN_SHARE), cells * 3 // 10 + 2))
    rows = min(wanted, height - others - 1)
    return rows if rows >= LEAST_PICTURE_ROWS else 1


def _draw_screen(page: Page, box: Box, view: CockpitView, words: Words) -> int:
    group = view.group
    heading = words("cockpit.frozen" if group.frozen else "cockpit.group")
    role = "warn" if group.frozen else "accent"
    if group.frozen:
        page.fill(Box(box.x, box.y, box.width, 1), "warn")
    page.put(box.x, box.y, cut(heading, box.width), role)
    beside = words("cockpit.screens", n=group.screens) if group.screens else words("cockpit.no-screen")
    if len(heading) + len(beside) + 2 <= box.width:
        page.put(box.x + box.width - len(beside), box.y, beside, "warn" if group.frozen else "soft")
    if box.height == 1:
        return 1
    inner = Box(box.x + 1, box.y + 1, max(1, box.width - 2), max(1, box.height - 1))
    page.fill(Box(box.x, inner.y, box.width, inner.height), "warn" if group.frozen else "band")
    page.fill(inner, "ink")
    if group.picture is None:
        for number, line in enumerate(wrap(words("cockpit.picture-unknown"), inner.width - 2)):
            page.put(inner.x + 1, inner.y + 1 + number, line, "soft")
        return box.height
    draw_small(page, Box(inner.x + 1, inner.y, inner.width - 2, inner.height), group, words)
    return box.height


# --- the notes --------------------------------------------------------------------------------------


def _note_rows(view: CockpitView, words: Words, width: int) -> Iterator[Row]:
    notes = view.notes
    if notes is None:
        return
    yield ((f"{words('cockpit.notes')}  ", "band-accent"), (cut(view.title, width - 12), "band-soft"))
    if notes.when_late and view.plan.behind > 0:
        late = words("cockpit.when-late", text=one_line(notes.when_late))
        yield from (((line, "band-ink"),) for line in wrap(late, width))
    for key, role, points in (("say", "band-text", notes.say), ("watch", "band-soft", notes.watch)):
        for point in points:
            first, *rest = wrap(one_line(point), width - 2)
            yield ((f"{words(f'cockpit.{key}')} ", "band-accent"), (first, role))
            yield from ((("  ", role), (line, role)) for line in rest)
    yield from (((line, "band-soft"),) for line in wrap(view.purpose, width))


# --- putting it together -----------------------------------------------------------------------------


def _stack(page: Page, box: Box, panels: list[Panel], words: Words) -> None:
    """Panels under each other. The first may be long: it gets what the others leave."""
    needed = [1 + len(panel.rows) for panel in panels]
    spaces = len(panels) - 1
    air = 1 if sum(needed) + spaces <= box.height or box.height >= sum(map(_least, panels)) + spaces else 0
    given = [_least(panel) for panel in panels]
    left = box.height - sum(given) - air * spaces
    for index in _in_need(panels):
        more = max(0, min(needed[index] - given[index], left))
        given[index] += more
        left -= more
    for panel, rows in zip(panels, given, strict=True):
        if box.height < 1:
            return
        _draw_panel(page, Box(box.x, box.y, box.width, min(rows, box.height)), panel, words)
        box = box.below(rows + air)


def _least(panel: Panel) -> int:
    return 1 + min(panel.least, len(panel.rows))


def _in_need(panels: list[Panel]) -> Iterator[int]:
    """Who gets more room first: the short ones, so that the long one, the plan, gets the rest."""
    yield from sorted(range(len(panels)), key=lambda index: len(panels[index].rows))


def _draw_panel(page: Page, box: Box, panel: Panel, words: Words) -> None:
    page.put(box.x, box.y, cut(panel.heading, box.width), "accent")
    for beside in (panel.beside, panel.shorter):
        if beside and _cells(panel.heading) + _cells(beside) + 2 <= box.width:
            page.put(box.x + box.width - _cells(beside), box.y, beside, "note")
            break
    rows, room = list(panel.rows), box.height - 1
    if len(rows) > room:
        rows = rows[: max(0, room)]
        if rows and panel.names:
            rows = [((line, "text"),) for line in named(panel.names, words, box.width, room)]
        elif rows and panel.more:
            rows[-1] = ((words(panel.more, n=len(panel.rows) - len(rows) + 1), "soft"),)
        elif rows:
            rows[-1] = ((cut("".join(text for text, _ in rows[-1]), box.width - 2) + " …", rows[-1][0][1]),)
    _put_rows(page, box.below(1), rows)


def _put_rows(page: Page, box: Box, rows: list[Row]) -> None:
    for number, row in enumerate(rows[: box.height]):
        _put_row(page, box.x, box.y + number, row)


def _put_row(page: Page, x: int, y: int, row: Iterable[tuple[str, str]]) -> None:
    for text, role in row:
        page.put(x, y, text, role)
        x += _cells(text)


def _cells(text: str) -> int:
    return cell_len(text)
