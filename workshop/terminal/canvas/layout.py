"""The position of each block on a canvas: pure arithmetic, fast enough for thousands of cards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from workshop.terminal.canvas.blocks import Block

COLUMN_GAP = 2


@dataclass(frozen=True, slots=True)
class Flow:
    """Blocks in reading order over as many equal columns as fit; a row is as high as its tallest block."""

    blocks: tuple[Block, ...]
    least_width: int = 34
    most_columns: int = 6
    spacing: int = 1
    level_bottoms: bool = False
    """Whether the blocks of a row are aligned at the bottom, below heads of different heights."""


@dataclass(frozen=True, slots=True)
class Stack:
    """A column with a key that blocks can be dropped on."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Named columns side by side; on a narrow canvas in several rows."""

    stacks: tuple[Stack, ...]
    least_width: int = 18
    spacing: int = 1


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups, each kept together, distributed in order over as many columns as fit."""

    groups: tuple[Stack, ...]
    least_width: int = 36
    spacing: int = 1
    most_columns: int = 4


Section = Flow | Columns | Groups
HeightOf = Callable[[Block, int], int]


class Placed(NamedTuple):
    """A block and its rectangle; `drop` is the key of its column. Made anew for a whole wall at each card."""

    block: Block
    x: int
    y: int
    width: int
    height: int
    drop: str = ""


@dataclass(slots=True)
class Lane:
    """One column of one row of the canvas: blocks from top to bottom."""

    x: int
    width: int
    drop: str = ""
    tops: list[int] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)

    def at(self, y: int) -> Placed | None:
        """The block on line `y`, or None in a gap."""
        index = bisect_right(self.tops, y) - 1
        if index < 0:
            return None
        found = self.placed[index]
        return found if y < found.y + found.height else None

    def put(self, block: Block, y: int, height: int, drop: str = "") -> None:
        """Add a block below the others."""
        self.tops.append(y)
        self.placed.append(Placed(block, self.x, y, self.width, height, drop or self.drop))


@dataclass(slots=True)
class Layout:
    """The positions of all blocks on a canvas, from top to bottom."""

    width: int
    height: int = 0
    tops: list[int] = field(default_factory=list)
    bands: list[list[Lane]] = field(default_factory=list)

    def lanes_at(self, y: int) -> list[Lane]:
        """The columns that cross line `y`, from left to right."""
        index = bisect_right(self.tops, y) - 1
        return self.bands[index] if index >= 0 and y < self.height else []

    def at(self, x: int, y: int) -> Placed | None:
        """The block at a point."""
        for lane in self.lanes_at(y):
            if lane.x <= x < lane.x + lane.width:
                return lane.at(y)
        return None

    def drop_at(self, x: int, y: int) -> str:
        """The key of the column at a point, or an empty text."""
        for lane in self.lanes_at(y):
            if lane.x <= x < lane.x + lane.width:
                found = lane.at(y)
                return found.drop if found else lane.drop
        return ""

    def choosable(self) -> list[Placed]:
        """Every block with a key, in reading order of the columns."""
        return [placed for band in self.bands for lane in band for placed in lane.placed if placed.block.key]


def place(sections: Iterable[Section], width: int, height_of: HeightOf) -> Layout:
    """Lay out the sections below each other on a canvas `width` cells wide."""
    layout = Layout(width)
    for section in sections:
        if isinstance(section, Flow):
            _place_flow(layout, section, height_of)
        elif isinstance(section, Columns):
            _place_columns(layout, section, height_of)
        else:
            _place_groups(layout, section, height_of)
    return layout


def matching(section: Section, wanted: Callable[[Block], bool]) -> Section:
    """The section with only the matching blocks."""
    if isinstance(section, Flow):
        return replace(section, blocks=tuple(filter(wanted, section.blocks)))
    if isinstance(section, Columns):
        return replace(section, stacks=_matching_stacks(section.stacks, wanted))
    return replace(section, groups=_matching_stacks(section.groups, wanted))


def _matching_stacks(stacks: tuple[Stack, ...], wanted: Callable[[Block], bool]) -> tuple[Stack, ...]:
    return tuple(replace(stack, blocks=tuple(filter(wanted, stack.blocks))) for stack in stacks)


def _lanes(width: int, count: int) -> list[Lane]:
    """`count` columns over `width`; remaining cells go to the first ones."""
    room = max(count, width - COLUMN_GAP * (count - 1))
    each, rest = divmod(room, count)
    lanes: list[Lane] = []
    x = 0
    for index in range(count):
        size = each + (index < rest)
        lanes.append(Lane(x, size))
        x += size + COLUMN_GAP
    return lanes


def _columns_that_fit(width: int, least: int, most: int) -> int:
    return max(1, min(most, (width + COLUMN_GAP) // (least + COLUMN_GAP)))


def _add_band(layout: Layout, lanes: list[Lane], bottom: int) -> None:
    if bottom > layout.height:
        layout.tops.append(layout.height)
        layout.bands.append(lanes)
        layout.height = bottom


def _place_flow(layout: Layout, section: Flow, height_of: HeightOf) -> None:
    if not section.blocks:
        return
    most = min(section.most_columns, len(section.blocks))
    lanes = _lanes(layout.width, _columns_that_fit(layout.width, section.least_width, most))
    y, count, level = layout.height, len(lanes), section.level_bottoms
    widths = [lane.width for lane in lanes]
    for start in range(0, len(section.blocks), count):
        row = section.blocks[start : start + count]
        heights = list(map(height_of, row, widths))
        tallest = max(heights)
        for block, height, lane in zip(row, heights, lanes, strict=False):
            lane.put(block, y + tallest - height if level else y, tallest if block.surface else height)
        y += tallest + section.spacing
    _add_band(layout, lanes, y)


def _place_columns(layout: Layout, section: Columns, height_of: HeightOf) -> None:
    count = _even_columns(len(section.stacks), layout.width, section.least_width)
    for start in range(0, len(section.stacks), count):
        row = section.stacks[start : start + count]
        lanes = _lanes(layout.width, count)[: len(row)]
        bottoms = [
            _fill(lane, stack, layout.height, section.spacing, height_of)
            for lane, stack in zip(lanes, row, strict=True)
        ]
        _add_band(layout, lanes, max(bottoms) + int(section.spacing == 0))


def _even_columns(stacks: int, width: int, least: int) -> int:
    """As many columns as fit, reduced if that makes every row full."""
    if not stacks:
        return 1
    fit = _columns_that_fit(width, least, stacks)
    return next((count for count in range(fit, 0, -1) if stacks % count == 0 and count * 2 > fit), fit)


def _place_groups(layout: Layout, section: Groups, height_of: HeightOf) -> None:
    groups = [group for group in section.groups if group.blocks]
    if not groups:
        return
    count = _columns_that_fit(layout.width, section.least_width, min(section.most_columns, len(groups)))
    lanes = _lanes(layout.width, count)
    sizes = [
        sum(height_of(block, lanes[0].width) + section.spacing for block in group.blocks) for group in groups
    ]
    y = layout.height
    bottoms = [y]
    for lane, members in zip(lanes, _dealt(groups, sizes, count), strict=False):
        bottom = y
        for group in members:
            bottom = _fill(lane, group, bottom, section.spacing, height_of) + (
                1 if section.spacing == 0 else 0
            )
        bottoms.append(bottom)
    _add_band(layout, lanes, max(bottoms))


def _fill(lane: Lane, stack: Stack, y: int, spacing: int, height_of: HeightOf) -> int:
    lane.drop = lane.drop or stack.key
    for block in stack.blocks:
        height = height_of(block, lane.width)
        lane.put(block, y, height, stack.key)
        y += height + (spacing if block.key else 0)
    return y + (0 if not stack.blocks or stack.blocks[-1].key else spacing)


def _dealt(groups: Sequence[Stack], sizes: Sequence[int], columns: int) -> list[list[Stack]]:
    """The groups in order over `columns`, each filled to an even share of the remaining height."""
    dealt: list[list[Stack]] = []
    left, start = sum(sizes), 0
    for column in range(columns, 0, -1):
        share, used, end = left / column, 0, start
        while end < len(groups) and len(groups) - end > column - 1:
            if used and used + sizes[end] / 2 > share:
                break
            used += sizes[end]
            end += 1
        dealt.append(list(groups[start:end]))
        left, start = left - used, end
    return dealt
