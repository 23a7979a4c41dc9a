"""Rank: settling on the place of a card."""

from __future__ import annotations

from rank_kind.rules import SettlePlace
from workshop.facilitating.act import Act
from workshop.facilitating.conversation import Conversation


async def settle(talk: Conversation) -> None:
    """Ask for the card and its place."""
    cards, words = talk.situation.cards, talk.words
    card = await talk.choose(words("acts.rank.settle.label"), [(card.id, card.text) for card in cards])
    places = [(str(place), str(place)) for place in range(1, len(cards) + 1)]
    await talk.send(SettlePlace(card, int(await talk.choose(words("acts.rank.settle.ask"), places))))


ACTS = (Act("rank.settle", settle, lambda situation: situation.revealed, keys=("k",), typed="k", rank=10),)
