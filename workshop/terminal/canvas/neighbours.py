"""Finds the next block in a direction: arrows move by position on the screen, not by list order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from workshop.terminal.canvas.layout import Placed

_ASIDE = 4
"""The weight of a sideways step relative to one in the wanted direction."""


class Direction(Enum):
    """The direction of an arrow key: cells to the right and lines down."""

    UP = (0, -1)
    DOWN = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)

    @property
    def down(self) -> int:
        """Lines down; negative is up."""
        return self.value[1]


def neighbour(blocks: Sequence[Placed], here: Placed | None, direction: Direction) -> Placed | None:
    """The block nearest to `here` in a direction, or None at the edge.

    Without a current choice it is the first block, so that any arrow key selects something.
    """
    if here is None:
        return blocks[0] if blocks else None
    ahead = [placed for placed in blocks if placed is not here and _is_ahead(here, placed, direction)]
    return min(ahead, key=lambda placed: _distance(here, placed, direction), default=None)


def _is_ahead(here: Placed, other: Placed, direction: Direction) -> bool:
    match direction:
        case Direction.UP:
            return other.y + other.height <= here.y
        case Direction.DOWN:
            return other.y >= here.y + here.height
        case Direction.LEFT:
            return other.x + other.width <= here.x
        case Direction.RIGHT:
            return other.x >= here.x + here.width


def _distance(here: Placed, other: Placed, direction: Direction) -> tuple[int, int]:
    """Sort key: the distance, with sideways steps weighted more; of equals, the upper left one."""
    across, along = direction.value
    dx, dy = abs(other.x - here.x), _gap(here.y, here.height, other.y, other.height)
    weighted = dy + dx * _ASIDE if along else dx // 4 + dy * _ASIDE
    return weighted, abs(other.y - here.y) if across else other.x


def _gap(start: int, size: int, other: int, other_size: int) -> int:
    """The gap between two intervals, 0 if they touch or overlap."""
    return max(0, other - (start + size), start - (other + other_size))
