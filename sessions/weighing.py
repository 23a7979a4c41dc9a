"""Visible result × resources: where the group puts each proposal, to see what to begin with.

The group decides aloud and the facilitator records one box on each axis. It is stored as the
facilitator's rating, so it needs no table of its own and is undone like any other act.
"""

from __future__ import annotations

from dataclasses import dataclass

from sessions.model import FACILITATOR, Card, Rating
from sessions.state import State
from sessions.vote_tally import vote_ranking

VISIBLE_RESULT, RESOURCES = "visible-result", "resources"
AXES = (VISIBLE_RESULT, RESOURCES)
LOWEST, HIGHEST = 1, 3
"""Three boxes on each axis: a group agrees on little, some or much faster than on a number."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proposal with its dots and its boxes on both axes, `LOWEST` to `HIGHEST`; 0 if none is set."""

    card: Card
    dots: int
    result: int
    resources: int

    @property
    def placed(self) -> bool:
        """Whether it has a box on both axes."""
        return bool(self.result and self.resources)


def statement_of(axis: str, card: str) -> str:
    """The key under which a card's box on an axis is stored."""
    return f"{axis}:{card}"


def weighed(state: State, scheduled: str, deck: str) -> tuple[Weighed, ...]:
    """Every proposal of a vote with its boxes, most dots first."""

    def box(axis: str, card: str) -> int:
        row: Rating | None = state.ratings.get(scheduled, statement_of(axis, card), FACILITATOR)
        return row.value if row is not None else 0

    return tuple(
        Weighed(item.card, item.dots, box(VISIBLE_RESULT, item.card.id), box(RESOURCES, item.card.id))
        for item in vote_ranking(state, scheduled, deck)
    )
