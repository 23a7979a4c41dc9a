"""Collect: writing cards for people without a phone, correcting, hiding and sorting them."""

from __future__ import annotations

from sessions.commands import WriteCards
from sessions.queries.carrying import carried_texts
from workshop.facilitating.act import Act
from workshop.facilitating.acts import cards, cluster
from workshop.facilitating.acts.choosing import DIVIDE, ORIGIN
from workshop.facilitating.conversation import Conversation
from workshop.facilitating.situation import Situation

MOST_FETCHED = 50
"""Longer lists are not offered: nobody could choose from them."""


def can_merge(situation: Situation) -> bool:
    """Whether cards are shown that can be merged: what is put in a grid is told apart by its cell."""
    activity = situation.activity
    return activity is not None and situation.revealed and not activity.grid and len(situation.cards) > 1


def can_split(situation: Situation) -> bool:
    """Whether one of the cards has others in it."""
    return situation.revealed and cluster.has_merged(situation)


def fetchable(situation: Situation) -> tuple[str, ...]:
    """What the activity's input hands on, without what stands in the deck already."""
    activity = situation.activity
    if activity is None or activity.input is None:
        return ()
    known = {card.text.casefold() for card in situation.cards}
    texts = dict.fromkeys(each.text for each in carried_texts(situation.state, activity))
    return tuple(text for text in texts if text.casefold() not in known)[:MOST_FETCHED]


async def fetch(talk: Conversation) -> None:
    """Write what an earlier activity came to as cards; which of it is asked for."""
    texts = fetchable(talk.situation)
    choices = [(str(number), text) for number, text in enumerate(texts)]
    title = talk.words("panels.collect.ask_fetch")
    chosen = await talk.choose_some(title, choices, proposed=[key for key, _ in choices])
    if chosen:
        await talk.send(WriteCards(tuple(texts[int(key)] for key in chosen)))


def _may_fetch(situation: Situation) -> bool:
    return bool(fetchable(situation))


ACTS = (
    Act("collect.add", cards.add, keys=("a",), typed="a", rank=10, takes_text=True),
    Act("collect.fetch", fetch, _may_fetch, ("i",), "i", rank=15),
    Act("collect.edit", cards.edit, cards.shown, ("e",), "e", rank=20),
    Act("collect.hide", cards.hide, cards.shown, ("h",), "h", rank=30, at_once=True),
    Act("collect.change", cards.change_status, cards.has_statuses, ("c",), "c", rank=40, at_once=True),
    Act("collect.merge", cluster.merge, can_merge, ("s",), "s", rank=25),
    Act("collect.split", cluster.split, can_split, ("x",), "x", rank=60),
    DIVIDE,
    ORIGIN,
    Act("collect.cell", cards.change_cell, cards.has_grid, ("v",), "v", rank=35),
)
