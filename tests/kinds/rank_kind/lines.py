"""Rank, line by line."""

from __future__ import annotations

from rank_kind.acts import ACTS
from rank_kind.rules import in_order, people
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation


def show(desk: LineConversation) -> None:
    """The count before the reveal, the order after it."""
    desk.say("panels.rank.sent", n=people(desk.state, desk.row.id))
    if desk.row.revealed:
        for place, card in enumerate(in_order(desk.state, desk.row.id, desk.activity.deck), 1):
            desk.say("plain.rank.line", place=place, card=desk.card_line(card))


ACTIONS = actions_of(ACTS)
