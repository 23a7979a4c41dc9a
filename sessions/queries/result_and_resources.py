"""Visible result × resources: where the group puts each proposal, to see what to begin with.

The group decides aloud and the facilitator records one box on each axis.
"""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Activity
from sessions.model import Card, CardId, ScheduledId
from sessions.queries.carrying import ranked_cards
from sessions.state import State

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


def weighed(state: State, scheduled: ScheduledId, activity: Activity) -> tuple[Weighed, ...]:
    """Every proposal of a vote with its boxes, most dots first."""
    return tuple(
        Weighed(item.card, item.dots, *_boxes(state, scheduled, item.card.id))
        for item in ranked_cards(state, scheduled, activity)
    )


def _boxes(state: State, scheduled: ScheduledId, card: CardId) -> tuple[int, int]:
    row = state.weighings.get(scheduled, card)
    return (row.result, row.resources) if row is not None else (0, 0)
