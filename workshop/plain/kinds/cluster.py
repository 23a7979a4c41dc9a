"""Cluster: grouping by card numbers, and possible duplicates, one pair at a time."""

from __future__ import annotations

import asyncio

from sessions.commands import KeepApart, MergeCards
from sessions.model import Card
from sessions.queries.choosing import beyond_the_sheet, not_chosen
from sessions.similarity.across_groups import best_across
from sessions.similarity.kept_apart import kept_apart
from sessions.similarity.suggest import DuplicateIndex, SuggestedPair
from workshop.facilitating.acts.cluster import ACTS, themes
from workshop.plain.conversation.actions import Action, actions_of
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.kinds.cards import LIST, cards_of

MOST_PAIRS = 200
MERGE, SWAP, SKIP = "merge", "swap", "skip"


def show(desk: LineConversation) -> None:
    """Print the cards by theme, and what was merged into them."""
    aside = not_chosen(desk.state, desk.activity.deck)
    cards, used = [card for card in cards_of(desk) if card not in aside], themes(desk.situation)
    if not (cards or aside):
        desk.say("panels.cluster.empty")
        return
    desk.say("panels.cluster.status", cards=len(cards), n=len(used))
    for theme in used:
        group = [card for card in cards if card.theme == theme.id]
        desk.say("plain.cluster.theme", name=theme.name, n=len(group))
        _list(desk, group)
    loose = [card for card in cards if not card.theme]
    if loose:
        desk.say("plain.cluster.loose", n=len(loose))
        _list(desk, loose)
    if aside:
        desk.say("panels.choosing.not_chosen", n=len(aside))
        _list(desk, list(aside))
    if beyond := beyond_the_sheet(desk.state, desk.live.method, desk.activity.deck):
        desk.say("panels.choosing.too_many", n=beyond)


def _list(desk: LineConversation, cards: list[Card]) -> None:
    desk.list_cards(cards)
    for card in cards:
        for other in desk.state.merged_cards(card.id):
            desk.say("plain.cluster.merged", card=desk.card_line(other), into=desk.number(card))


async def _duplicates(desk: LineConversation) -> None:
    """Go through the suggested pairs; nothing is merged automatically."""
    found = await asyncio.to_thread(_find_pairs, cards_of(desk), desk.words.language)
    apart = kept_apart(desk.state, desk.row.id)
    pairs = tuple(pair for pair in found if frozenset((pair.first, pair.second)) not in apart)
    gone: set[str] = set()
    for place, pair in enumerate(pairs, start=1):
        if not gone & {pair.first, pair.second}:
            gone |= await _one_pair(desk, pair, place, len(pairs))
    desk.say("panels.cluster.no_pairs")


def _find_pairs(cards: tuple[Card, ...], language: str) -> tuple[SuggestedPair, ...]:
    index = DuplicateIndex(language)
    for card in cards:
        index.add(card.id, card.text)
    origins: dict[str, str] = {card.id: card.origin for card in cards}
    return best_across(index.pairs(MOST_PAIRS), lambda key: origins[key])


async def _one_pair(desk: LineConversation, pair: SuggestedPair, place: int, total: int) -> set[str]:
    first, second = desk.state.cards.get(pair.first), desk.state.cards.get(pair.second)
    if first is None or second is None:
        return set()
    words = desk.words
    desk.say("panels.cluster.pair", place=place, total=total)
    desk.list_cards((first, second))
    numbers = {"first": desk.number(first), "second": desk.number(second)}
    choices = [(key, words(f"plain.cluster.{key}", **numbers)) for key in (MERGE, SWAP, SKIP)]
    key = await desk.choose(words("plain.cluster.same"), choices)
    if key == SKIP:
        await desk.send(KeepApart(first.id, second.id))
        return set()
    keep, other = (first, second) if key == MERGE else (second, first)
    done = await desk.do(MergeCards(keep.id, (other.id,)), "plain.cluster.merge-done")
    return {other.id} if done else set()


ACTIONS = (
    *actions_of(ACTS),
    Action("o", "acts.cluster.duplicates.label", _duplicates),
    LIST,
)
