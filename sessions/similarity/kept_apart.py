"""Pairs of cards marked as not duplicates, so that they are not suggested again."""

from __future__ import annotations

from sessions.model import CardId, KeptApart, ScheduledId
from sessions.state import State


def pair_row(scheduled: ScheduledId, first: CardId, second: CardId) -> KeptApart:
    """The row for a pair; the same in either order."""
    return KeptApart(scheduled, *sorted((first, second)))


def kept_apart(state: State, scheduled: ScheduledId) -> frozenset[frozenset[str]]:
    """The pairs marked as not duplicates in a cluster activity."""
    rows: tuple[KeptApart, ...] = state.kept_apart.where("scheduled", scheduled)
    return frozenset(frozenset((row.first, row.second)) for row in rows)
