"""Collect: a growing number while people write, and the cards once they are shown."""

from __future__ import annotations

from sessions.commands import EditCard, WriteCard
from sessions.model import Card
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.desk import Desk
from workshop.plain.kinds.cards import EDIT, HIDE, LIST, add, cards_of, revealed


def show(desk: Desk) -> None:
    """How many, and after the reveal which."""
    cards = cards_of(desk)
    desk.say("panels.collect.status", n=len(cards))
    desk.say("panels.common.status_done", n=desk.done_count, total=len(desk.phones))
    if not desk.row.revealed:
        return
    if not desk.activity.grid:
        desk.list_cards(cards)
        return
    for title, group in _by_cell(desk, cards):
        desk.say("plain.collect.cell", title=title, n=len(group))
        desk.list_cards(group)


def _by_cell(desk: Desk, cards: tuple[Card, ...]) -> list[tuple[str, list[Card]]]:
    groups = []
    for key, title in _cells(desk):
        group = [card for card in cards if f"{card.occurred}/{card.outcome}" == key]
        if group:
            groups.append((title, group))
    loose = [card for card in cards if not (card.occurred and card.outcome)]
    return [*groups, (desk.words("plain.collect.loose"), loose)] if loose else groups


def _cells(desk: Desk) -> list[tuple[str, str]]:
    grid = desk.live.method.grid
    return [
        (f"{when.key}/{outcome.key}", f"{when.title}, {outcome.title}")
        for outcome in grid.outcomes
        for when in grid.whens
    ]


async def _ask_cell(desk: Desk) -> tuple[str, str]:
    key = await desk.choose(desk.words("panels.collect.ask_cell"), _cells(desk))
    occurred, _, outcome = key.partition("/")
    return occurred, outcome


async def _add(desk: Desk) -> None:
    if not desk.activity.grid:
        await add(desk)
        return
    text = await desk.text(desk.words("panels.collect.ask_card_field"), needed=True)
    occurred, outcome = await _ask_cell(desk)
    await desk.do(WriteCard(text, occurred=occurred, outcome=outcome))


def _can_change(desk: Desk) -> bool:
    statuses = desk.live.method.deck(desk.activity.deck).statuses
    return revealed(desk) and bool(desk.activity.grid or statuses)


async def _change(desk: Desk) -> None:
    card = await desk.one_card(cards_of(desk))
    if desk.activity.grid:
        occurred, outcome = await _ask_cell(desk)
        await desk.do(EditCard(card.id, card.text, occurred=occurred, outcome=outcome))
        return
    statuses = desk.live.method.deck(desk.activity.deck).statuses
    choices = [(status.key, status.title) for status in statuses]
    status = await desk.choose(desk.words("plain.collect.status"), choices)
    await desk.do(EditCard(card.id, card.text, status=status))


ACTIONS = (
    Action("a", "plain.act.add-card", _add),
    LIST,
    EDIT,
    HIDE,
    Action("c", "plain.act.change-card", _change, _can_change),
)
