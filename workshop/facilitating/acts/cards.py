"""Acts on single cards, wherever cards are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from prompts.language.cleaning import LONGEST_NAME, LONGEST_TEXT
from prompts.language.pasted_lists import Pasted, items_of
from sessions.commands import EditCard, HideCard, WriteCard, WriteCards
from sessions.model import Card
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import MORE, Choices, Conversation, Field, LeftError
from workshop.facilitating.shared_questions import edits, write_text
from workshop.facilitating.situation import Situation

if TYPE_CHECKING:
    from sessions.command_answers import Accepted

MANY, ONE, FROM_GROUP = "many", "one", "group"
"""What a pasted list becomes: cards, one card, cards that another group is the origin of."""

BETWEEN = "|"
"""Between the two keys of a cell of the grid."""


def cell_key(occurred: str, outcome: str) -> str:
    """The key of a cell of the grid of experiences."""
    return f"{occurred}{BETWEEN}{outcome}"


def shown(situation: Situation) -> bool:
    """Whether cards are visible: only those can be changed."""
    return situation.revealed


def has_grid(situation: Situation) -> bool:
    """Whether cards are shown in the cells of a grid."""
    activity = situation.activity
    return activity is not None and activity.grid is not None and situation.revealed


def has_statuses(situation: Situation) -> bool:
    """Whether the cards on the wall have a status to change."""
    activity = situation.activity
    if activity is None or not activity.deck or not situation.revealed:
        return False
    return bool(situation.method.deck(activity.deck).statuses)


def cell_choices(situation: Situation) -> Choices:
    """The cells of the grid, as choices."""
    activity = situation.activity
    grid = activity.grid if activity is not None else None
    if grid is None:
        return []
    return [
        (cell_key(when.key, outcome.key), f"{when.title} · {outcome.title}")
        for outcome in grid.outcomes
        for when in grid.whens
    ]


async def ask_cell(talk: Conversation, current: str = "") -> tuple[str, str]:
    """Ask for a cell of the grid; returns the two keys stored on a card."""
    activity = talk.situation.activity
    grid = activity.grid if activity is not None else None
    own = f"{grid.when} {grid.outcome}" if grid is not None and grid.key else ""
    title = own or talk.words("panels.collect.ask_cell")
    key = await talk.choose(title, cell_choices(talk.situation), current=current)
    occurred, _, outcome = key.partition(BETWEEN)
    return occurred, outcome


async def add(talk: Conversation) -> None:
    """Write a card for somebody without a phone; in a grid its cell is asked for once it is written."""
    activity = talk.situation.activity
    occurred = outcome = ""
    more = True

    async def send(filled: dict[str, str]) -> Accepted | None:
        nonlocal more, occurred, outcome
        more = MORE in filled
        text = filled["text"]
        pasted = items_of(text)
        try:
            wish = await _as_list(talk, pasted) if pasted.is_list else ONE
            if activity is not None and activity.grid:
                occurred, outcome = await ask_cell(talk, cell_key(occurred, outcome))
        except LeftError:  # back to the form: what was written there must not be lost
            return None
        if wish == FROM_GROUP:
            return await _write_from_group(talk, WriteCards(pasted.items, occurred, outcome))
        if wish == MANY:
            return await talk.send(WriteCards(pasted.items, occurred, outcome))
        return await talk.send(WriteCard(text, occurred=occurred, outcome=outcome))

    label = talk.words("panels.collect.ask_card_field")
    field = Field("text", label, multiline=True, longest=LONGEST_TEXT, once_more=True)
    while more:
        more = False
        await talk.fill_in(talk.words("panels.collect.ask_card"), (field,), send)


async def _as_list(talk: Conversation, pasted: Pasted) -> str:
    """Ask whether each item is to be a card, and whether the list comes from another group."""
    words, count = talk.words, len(pasted.items)
    choices = [(key, words(f"panels.collect.list_{key}", n=count)) for key in (MANY, ONE, FROM_GROUP)]
    note = words("panels.collect.list_column", column=pasted.column) if pasted.column else ""
    return await talk.choose(words("panels.collect.ask_list", n=count), choices, note=note)


async def _write_from_group(talk: Conversation, cards: WriteCards) -> Accepted | None:
    """Ask which group the list comes from, and write it with that origin."""

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(replace(cards, origin=filled["text"]))

    try:
        return await write_text(talk, "panels.collect.ask_origin", send, longest=LONGEST_NAME, needed=True)
    except LeftError:  # back to the list, which is kept
        return None


async def edit(talk: Conversation) -> None:
    """Correct a card's text."""
    card = await talk.card(talk.situation.cards)
    await write_text(
        talk,
        "panels.collect.ask_edit",
        edits(
            talk,
            card,
            lambda state: state.cards.get(card.id),
            lambda seen, filled: EditCard(card.id, filled["text"], seen=tuple(row.text for row in seen)),
        ),
        card.text,
        note=talk.situation.number(card),
        needed=True,
    )


async def hide(talk: Conversation) -> None:
    """Hide a card, or, in the list of hidden cards, show it again."""
    card = await talk.card((*talk.situation.cards, *talk.situation.hidden_cards))
    if await talk.send(HideCard(card.id, not card.hidden)) is not None:
        done = "shown" if card.hidden else "hidden"
        talk.tell(f"terminal.said.card-{done}", card=talk.situation.number(card))


async def bring_back(talk: Conversation) -> None:
    """Show a hidden card again."""
    card = await talk.card(talk.situation.hidden_cards)
    if await talk.send(HideCard(card.id, hidden=False)) is not None:
        talk.tell("terminal.said.card-shown", card=talk.situation.number(card))


async def to_cell(talk: Conversation, card: Card, cell: str) -> Accepted | None:
    """Move a card to a cell of the grid."""
    occurred, _, outcome = cell.partition(BETWEEN)
    return await talk.send(
        EditCard(card.id, card.text, occurred=occurred, outcome=outcome, seen=(card.text,))
    )


async def change_cell(talk: Conversation) -> None:
    """Move a card to another cell of the grid."""
    card = await talk.card(talk.situation.cards)
    occurred, outcome = await ask_cell(talk, cell_key(card.occurred, card.outcome))
    await to_cell(talk, card, cell_key(occurred, outcome))


async def change_status(talk: Conversation) -> None:
    """Give a card its next status."""
    card = await talk.card(talk.situation.cards)
    keys = [status.key for status in talk.situation.method.deck(card.deck).statuses]
    if keys:
        following = keys[(keys.index(card.status) + 1) % len(keys)] if card.status in keys else keys[0]
        await talk.send(EditCard(card.id, card.text, status=following, seen=(card.text,)))


BRING_BACK = Act("hidden.bring_back", bring_back, keys=("enter",), rank=1)
"""Offered where hidden cards are listed with their text."""
