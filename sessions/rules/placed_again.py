"""Placing again at a follow-up: what was agreed before is put aside, so that nobody is led by it."""

from __future__ import annotations

from dataclasses import replace

from prompts.methods.model import Activity, Kind, Phase
from sessions.model import PlacedAgain
from sessions.queries.carrying import cards_of
from sessions.rules.decide import Context
from sessions.state import RowWrite, put


def put_aside_agreed(context: Context, activity: Activity) -> tuple[RowWrite, ...]:
    """Take the agreed approaches off the cards that a follow-up is about to place again, and keep them.

    Only where it begins to: a meeting in which cards were placed already is left as it is.
    """
    state, meeting = context.state, context.state.workshop.meeting
    begins = (activity.kind, activity.phase, activity.category_set.key) == (Kind.PLACE, Phase.ALONE, "")
    if meeting == 1 or not begins or any(row.meeting == meeting for row in state.placed_again):
        return ()
    writes: list[RowWrite] = []
    for card in cards_of(state, activity):
        stored = state.cards.get(card.id)
        if stored is not None and stored.agreed:
            writes.append(put(state, PlacedAgain(stored.id, meeting, stored.agreed)))
            writes.append(put(state, replace(stored, agreed=None)))
    return tuple(writes)


def put_back_agreed(context: Context) -> tuple[RowWrite, ...]:
    """Give the cards on which this meeting has agreed nothing new the approach that they had before."""
    state, meeting = context.state, context.state.workshop.meeting
    writes: list[RowWrite] = []
    for row in state.placed_again:
        card = state.cards.get(row.card)
        if row.meeting == meeting and card is not None and not card.agreed:
            writes.append(put(state, replace(card, agreed=row.before)))
    return tuple(writes)
