"""Choosing what the meeting goes on with, making several cards of one, and saying where one comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompts.language.cleaning import LONGEST_NAME, LONGEST_TEXT
from prompts.language.pasted_lists import items_of
from sessions.commands import ChooseCards, DivideCard, SetOrigin
from sessions.queries.choosing import borne_by_sheet, can_be_chosen_from, dots_told, proposed_choice
from sessions.queries.origins import with_origin
from sessions.tallies.tally import shown_cards
from sessions.visibility import may_phones_see
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation
from workshop.facilitating.shared_questions import sends, write_text
from workshop.facilitating.situation import Situation

if TYPE_CHECKING:
    from sessions.command_answers import Accepted


async def choose(talk: Conversation) -> None:
    """Ask what goes on; the rest is set aside until the next meeting."""
    situation, activity = talk.situation, talk.situation.activity
    if activity is None:
        return
    state, method, words = situation.state, situation.method, talk.words
    cards = shown_cards(state, activity.deck)
    dots = dots_told(state, method, activity.deck)
    choices = [
        (card.id, f"{situation.number(card)}  {with_origin(card)}{_dots(talk, dots.get(card.id, 0))}")
        for card in sorted(cards, key=lambda card: -dots.get(card.id, 0))
    ]
    most = borne_by_sheet(state, method)
    note = words("panels.choosing.note", n=most, total=len(cards)) if most else ""
    proposed = [card.id for card in proposed_choice(state, method, activity.deck)]
    chosen = await talk.choose_some(words("panels.choosing.ask"), choices, proposed=proposed, note=note)
    keys = set(chosen)
    going = tuple(card.id for card in cards if card.id in keys)
    left = tuple(card.id for card in cards if card.id not in keys)
    if await talk.send(ChooseCards(going, left)) is not None:
        talk.tell("panels.choosing.done", n=len(going), left=len(left))


def _dots(talk: Conversation, dots: int) -> str:
    return f" · {talk.words('panels.choosing.dots', n=dots)}" if dots else ""


async def divide(talk: Conversation) -> None:
    """Make several cards of one: a line each."""
    card = await talk.card(talk.situation.cards)

    async def send(filled: dict[str, str]) -> Accepted | None:
        return await talk.send(DivideCard(card.id, items_of(filled["text"]).items))

    await write_text(
        talk,
        "panels.choosing.ask_divide",
        send,
        card.text,
        note=f"{talk.situation.number(card)}  {with_origin(card)}",
        longest=LONGEST_TEXT,
        needed=True,
    )


async def say_origin(talk: Conversation) -> None:
    """Write which group a card comes from."""
    card = await talk.card(talk.situation.cards)
    await write_text(
        talk,
        "panels.collect.ask_origin_of",
        sends(talk, lambda filled: SetOrigin(card.id, filled["text"])),
        card.origin,
        note=f"{talk.situation.number(card)}  {card.text}",
        longest=LONGEST_NAME,
    )


def _may_choose(situation: Situation) -> bool:
    activity = situation.activity
    return (
        activity is not None
        and may_see_all(situation)
        and can_be_chosen_from(situation.method, activity)
        and len(shown_cards(situation.state, activity.deck)) > 1
    )


def _may_divide(situation: Situation) -> bool:
    return may_see_all(situation) and bool(situation.cards)


def _is_of_a_group(situation: Situation) -> bool:
    """Whether the cards are initiatives, which other groups may have sent."""
    activity = situation.activity
    return (
        activity is not None
        and _may_divide(situation)
        and bool(situation.method.deck(activity.deck).statuses)
    )


def may_see_all(situation: Situation) -> bool:
    """Whether everybody sees the cards: they have been revealed, or the activity shows them all along."""
    row, activity = situation.scheduled, situation.activity
    return row is not None and activity is not None and may_phones_see(row, activity)


CHOOSE = Act("choosing.choose", choose, _may_choose, ("V",), "V", rank=45)
DIVIDE = Act("choosing.divide", divide, _may_divide, ("X",), "X", rank=62)
ORIGIN = Act("choosing.origin", say_origin, _is_of_a_group, ("G",), "G", rank=64, shown=False)
