"""What the group agreed of a card, in whichever set of categories it is looked at.

Everybody who reads `agreed`, `next_category` and `disagreement` of a card reads them of what `card_in`
returns, so that no face has to know where they are kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict, Unpack

from sessions.model import Card, SetPlacement
from sessions.state import RowWrite, State, put, remove


class Agreed(TypedDict, total=False):
    """The fields of a card that each set has for itself."""

    agreed: str | None
    next_category: str | None
    disagreement: str


def card_in(state: State, card: Card, category_set: str) -> Card:
    """`card` as it is placed in the set `category_set`; empty for the method's own."""
    if not category_set:
        return card
    row = state.set_placements.get(card.id, category_set)
    if row is None:
        return replace(card, agreed=None, next_category=None, disagreement="")
    return replace(card, agreed=row.agreed, next_category=row.next_category, disagreement=row.disagreement)


def agreed_write(state: State, card: Card, category_set: str, **changes: Unpack[Agreed]) -> RowWrite | None:
    """The write that changes what is agreed of the stored `card` in a set; None for no change."""
    if not category_set:
        return put(state, replace(card, **changes))
    earlier = state.set_placements.get(card.id, category_set)
    row = replace(earlier or SetPlacement(card.id, category_set, None, None, ""), **changes)
    if row.agreed or row.next_category or row.disagreement:
        return put(state, row)
    return remove(earlier) if earlier is not None else None
