"""Whether a card is one that an activity works on, its input taken into account."""

from __future__ import annotations

from prompts.methods.model import Activity
from sessions.errors import UnknownCardError
from sessions.group_subject import GROUP, group_subject, is_about_group
from sessions.model import Card, CardId
from sessions.queries.carrying import cards_of
from sessions.rules.decide import Context, on_the_board
from sessions.tallies.tally import is_set_aside


def among_its_cards(context: Context, card_id: CardId, activity: Activity) -> Card:
    """The card `card_id`, or the group, if `activity` works on it. Raises UnknownCardError."""
    if is_about_group(activity) and card_id == GROUP:
        return group_subject(activity)
    card = on_the_board(context, card_id, activity.deck)
    limited = activity.input is not None or is_set_aside(context.state, card)
    if limited and all(each.id != card.id for each in cards_of(context.state, activity)):
        raise UnknownCardError
    return card
