"""Pairs of cards marked as not duplicates, so that they are not suggested again.

Stored as the facilitator's rating of the pair in the cluster activity, so it needs no table of its own,
survives a restart, and is undone like any other act.
"""

from __future__ import annotations

from sessions.model import FACILITATOR, Rating
from sessions.state import State

_MARK = "apart"
_BETWEEN = ":"
DIFFERENT = 0
"""How alike the two are said to be."""


def pair_row(scheduled: str, first: str, second: str) -> Rating:
    """The row for a pair; the same in either order."""
    statement = _BETWEEN.join((_MARK, *sorted((first, second))))
    return Rating(scheduled, statement, FACILITATOR, DIFFERENT)


def kept_apart(state: State, scheduled: str) -> frozenset[frozenset[str]]:
    """The pairs marked as not duplicates in a cluster activity."""
    statements = (row.statement.split(_BETWEEN) for row in state.ratings.where("scheduled", scheduled))
    return frozenset(frozenset(parts[1:]) for parts in statements if parts[0] == _MARK)
