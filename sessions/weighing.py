"""Visible result against resources: where the group puts each proposal, so that it sees what to begin with.

The group says it aloud and the facilitator writes it down, one box on each axis. It is kept as the
facilitator's rating, so it needs no table of its own and is undone like any other act.
"""

from __future__ import annotations

from dataclasses import dataclass

from sessions.model import FACILITATOR, Card, CardId, Rating, ScheduledId
from sessions.state import State
from sessions.tally import vote_ranking

VISIBLE_RESULT, RESOURCES = "visible-result", "resources"
AXES = (VISIBLE_RESULT, RESOURCES)
LOWEST, HIGHEST = 1, 3
"""Three boxes on each axis: a group agrees on little, some or much faster than on a number."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A proposal with its dots and its boxes on both axes, `LOWEST` to `HIGHEST`; 0 where none is said."""

    card: Card
    dots: int
    result: int
    resources: int

    @property
    def placed(self) -> bool:
        """Whether it has a box on both axes."""
        return bool(self.result and self.resources)


def statement_of(axis: str, card: CardId) -> str:
    """Under which key the box of a card on an axis is kept."""
    return f"{axis}:{card}"


def weighed(state: State, scheduled: ScheduledId, deck: str) -> tuple[Weighed, ...]:
    """Every proposal of a vote with its boxes, most dots first."""

    def box(axis: str, card: CardId) -> int:
        row: Rating | None = state.ratings.get(scheduled, statement_of(axis, card), FACILITATOR)
        return row.value if row is not None else 0

    return tuple(
        Weighed(item.card, item.dots, box(VISIBLE_RESULT, item.card.id), box(RESOURCES, item.card.id))
        for item in vote_ranking(state, scheduled, deck)
    )
