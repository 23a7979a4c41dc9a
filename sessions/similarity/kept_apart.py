"""Pairs of cards that somebody has said are two, however alike they look: not to be suggested again.

Kept as the facilitator's rating of the pair in the clustering, so it needs no table of its own, lasts
over a restart, and is undone like any other act.
"""

from __future__ import annotations

from sessions.model import FACILITATOR, CardId, Rating, ScheduledId
from sessions.state import State

_MARK = "apart"
_BETWEEN = ":"
DIFFERENT = 0
"""How alike the two are said to be."""


def pair_row(scheduled: ScheduledId, first: CardId, second: CardId) -> Rating:
    """The row that says so; the same for both orders."""
    statement = _BETWEEN.join((_MARK, *sorted((first, second))))
    return Rating(scheduled, statement, FACILITATOR, DIFFERENT)


def kept_apart(state: State, scheduled: ScheduledId) -> frozenset[frozenset[str]]:
    """The pairs of a clustering that were said to be two."""
    statements = (row.statement.split(_BETWEEN) for row in state.ratings.where("scheduled", scheduled))
    return frozenset(frozenset(parts[1:]) for parts in statements if parts[0] == _MARK)
