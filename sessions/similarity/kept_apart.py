"""Pairs of cards that somebody has said are two, however alike they look: not to be suggested again."""

from __future__ import annotations

from sessions.model import KeptApart
from sessions.state import State


def pair_row(scheduled: str, first: str, second: str) -> KeptApart:
    """The row that says so; the same for both orders."""
    return KeptApart(scheduled, *sorted((first, second)))


def kept_apart(state: State, scheduled: str) -> frozenset[frozenset[str]]:
    """The pairs of a clustering that were said to be two."""
    rows: tuple[KeptApart, ...] = state.kept_apart.where("scheduled", scheduled)
    return frozenset(frozenset((row.first, row.second)) for row in rows)
