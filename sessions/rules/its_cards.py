"""Whether a card is one that an activity works on, its input taken into account."""

from __future__ import annotations

from prompts.methods.model import Activity
from sessions.carrying import cards_of
from sessions.errors import UnknownCardError
from sessions.model import Card, CardId
from sessions.rules.decide import Context, on_the_board


def among_its_cards(context: Context, card_id: CardId, activity: Activity) -> Card:
    """The card `card_id` if `activity` works on it. Raises UnknownCardError."""
    card = on_the_board(context, card_id, activity.deck)
    if activity.input is not None and all(each.id != card.id for each in cards_of(context.state, activity)):
        raise UnknownCardError
    return card
