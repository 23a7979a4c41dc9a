"""What the kinds around cards share: listing, adding, correcting and hiding them."""

from __future__ import annotations

from sessions.commands import EditCard, HideCard, WriteCard
from sessions.model import Card
from sessions.tally import shown_cards
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.desk import Desk


def cards_of(desk: Desk) -> tuple[Card, ...]:
    """The cards of the activity's deck that stand for themselves."""
    return shown_cards(desk.picture, desk.activity.deck)


def hidden_of(desk: Desk) -> tuple[Card, ...]:
    """The cards that were taken off the projector."""
    cards = desk.picture.cards.where("deck", desk.activity.deck)
    return tuple(card for card in cards if card.hidden and not (card.withdrawn or card.merged_into))


def revealed(desk: Desk) -> bool:
    """Only what can be seen can be changed."""
    return desk.row.revealed


async def list_all(desk: Desk) -> None:
    """All cards, or those with a word that stands behind the letter."""
    wanted = desk.answers.popleft().casefold() if desk.answers else ""
    cards = [card for card in cards_of(desk) if wanted in card.text.casefold()]
    if not cards:
        desk.say("plain.no-cards")
    desk.list_cards(cards, most=len(cards))
    if not wanted:
        for card in hidden_of(desk):
            desk.say("plain.card-hidden", card=desk.card_line(card))


async def add(desk: Desk) -> None:
    """Write a card for somebody without a phone."""
    text = await desk.text(desk.words("panels.collect.ask_card_field"), needed=True)
    await desk.do(WriteCard(text))


async def edit(desk: Desk) -> None:
    """Correct a card's text."""
    card = await desk.one_card(cards_of(desk))
    text = await desk.text(desk.words("panels.collect.ask_edit_field"), card.text, needed=True)
    if text != card.text:
        await desk.do(EditCard(card.id, text))


async def hide(desk: Desk) -> None:
    """Take a card off the projector, or bring it back."""
    card = await desk.one_card((*cards_of(desk), *hidden_of(desk)))
    await desk.do(HideCard(card.id, not card.hidden), "plain.card-back" if card.hidden else "plain.card-gone")


ADD = Action("a", "plain.act.add-card", add)
EDIT = Action("e", "plain.act.edit-card", edit, revealed)
HIDE = Action("h", "plain.act.hide-card", hide, revealed)
LIST = Action("l", "plain.act.list-cards", list_all, revealed)
