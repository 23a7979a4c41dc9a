"""The group's screen in a few rows: the same words in the same order, from the page it is painted on."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rich.cells import cell_len

from prompts.language.words import Words
from workshop.terminal.audience.audience_view import AudienceView
from workshop.terminal.audience.cell_page import CAPTION, VALUE, Box, Page, Said, own
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.cockpit.view import GroupScreen
from workshop.terminal.theme.untrusted_text import cut

HEADS, HEAD_ROWS, MOST = 3, 2, 3
"""The first texts, how many rows each of them may take, and any other where there is room for it."""
WAY_IN = ("address", "code", "clock")


@dataclass(frozen=True, slots=True)
class _Line:
    """A text of the group's screen with the number that belongs to it, if any."""

    said: Said
    value: str = ""


def draw_small(page: Page, box: Box, group: GroupScreen, words: Words) -> None:
    """What the group reads, in `box`: the way in last, and what there is no room for counted."""
    if group.picture is None:
        return
    lines, below = _lines(group.picture, group.columns, group.rows)
    room = box.height - 1
    for most in range(MOST, 0, -1):
        sets = [
            own(line.said.text, box.width - (cell_len(line.value) + 1 if line.value else 0), rows)
            for line, rows in ((line, _rows(index, line, most)) for index, line in enumerate(lines))
        ]
        if sum(len(found.rows) for found in sets) <= room:
            break
    y, left = box.y, len(lines)
    for line, found in zip(lines, sets, strict=True):
        last = left == 1
        if y + len(found.rows) > box.y + room - (0 if last else 1):
            break
        page.put(box.x + box.width - cell_len(line.value), y, line.value, "strong")
        y += page.rows_of(box.x, y, found, line.said.role)
        left -= 1
    if left and y < box.y + room:
        page.put(box.x, y, cut(words("cockpit.picture-more", n=left), box.width), "soft")
    _draw_way_in(page, box, below)


def _rows(index: int, line: _Line, most: int) -> int:
    if line.said.part == "card":
        return MOST
    if index >= HEADS:
        return most
    return 1 if line.said.role == "soft" else HEAD_ROWS


def _draw_way_in(page: Page, box: Box, below: tuple[Said, ...]) -> None:
    y, x = box.y + box.height - 1, box.x
    page.fill(Box(box.x, y, box.width, 1), "band")
    for each in below:
        if x + cell_len(each.text) <= box.x + box.width:
            page.put(x, y, each.text, each.role)
            x += cell_len(each.text) + 3


@functools.lru_cache(maxsize=2)
def _said(picture: AudienceView, columns: int, rows: int) -> tuple[Said, ...]:
    return tuple(paint(picture, columns, rows).said)


def _lines(picture: AudienceView, columns: int, rows: int) -> tuple[tuple[_Line, ...], tuple[Said, ...]]:
    """The lines of the group's screen, and those of its last row."""
    above: list[_Line] = []
    below: list[Said] = []
    digits, clock = "", picture.clock
    if clock is not None:  # a second more or less moves nothing: the picture is painted without it
        digits = clock.digits
        picture = replace(picture, clock=replace(clock, digits=re.sub("[0-9]", "0", digits)))
    texts = _said(picture, columns, rows)
    for line in _joined(replace(each, text=digits) if each.part == "clock" else each for each in texts):
        said = line.said
        if said.role.startswith("band"):
            below.append(said)
        elif said.part in WAY_IN:
            below.append(replace(said, role=f"band-{said.role}"))
        else:
            above.append(line)
    return tuple(above), tuple(below)


def _joined(said: Iterable[Said]) -> Iterator[_Line]:
    """A figure and what it counts on one line, and a value beside its text."""
    waiting: _Line | None = None
    for each in said:
        if each.part == VALUE and waiting is not None:
            waiting = replace(waiting, value=each.text)
        elif each.part == CAPTION and waiting is not None:
            waiting = _Line(Said(f"{waiting.said.text} {each.text}", waiting.said.role))
        else:
            if waiting is not None:
                yield waiting
            waiting = _Line(each)
    if waiting is not None:
        yield waiting
