"""Shared by the kinds that work on cards: listing, adding, correcting and hiding them."""

from __future__ import annotations

from sessions.model import Card
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.line_conversation import LineConversation


def cards_of(desk: LineConversation) -> tuple[Card, ...]:
    """The cards of the activity's deck that stand for themselves."""
    return desk.situation.cards


async def list_all(desk: LineConversation) -> None:
    """List all cards, or those containing a word typed after the action's letter."""
    wanted = desk.answers.popleft().casefold() if desk.answers else ""
    cards = [card for card in cards_of(desk) if wanted in card.text.casefold()]
    if not cards:
        desk.say("plain.no-cards")
    desk.list_cards(cards, most=len(cards))
    if not wanted:
        for card in desk.situation.hidden_cards:
            desk.say("plain.card-hidden", card=desk.card_line(card))


LIST = Action("l", "plain.act.list-cards", list_all, lambda desk: desk.situation.revealed)
