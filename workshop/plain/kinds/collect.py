"""Collect: a growing count while people write, and the cards once they are shown."""

from __future__ import annotations

from sessions.model import Card
from workshop.facilitating.acts.cards import cell_choices, cell_key
from workshop.facilitating.acts.collect import ACTS
from workshop.plain.conversation.actions import actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds.cards import LIST, cards_of


def show(desk: LineConversation) -> None:
    """Print the number of cards, and after the reveal the cards."""
    cards = cards_of(desk)
    desk.say("panels.collect.status", n=len(cards))
    desk.progress("panels.common.status_done", desk.done_count, len(desk.phones))
    if not cards:
        desk.say("panels.collect.empty")
    if not desk.row.revealed:
        return
    if not desk.activity.grid:
        desk.list_cards(cards)
        return
    for title, group in _by_cell(desk, cards):
        desk.say("plain.collect.cell", title=title, n=len(group))
        desk.list_cards(group)


def _by_cell(desk: LineConversation, cards: tuple[Card, ...]) -> list[tuple[str, list[Card]]]:
    groups = []
    for key, title in cell_choices(desk.situation):
        group = [card for card in cards if cell_key(card.occurred, card.outcome) == key]
        if group:
            groups.append((title, group))
    loose = [card for card in cards if not (card.occurred and card.outcome)]
    return [*groups, (desk.words("plain.collect.loose"), loose)] if loose else groups


ACTIONS = (*actions_of(ACTS), LIST)
