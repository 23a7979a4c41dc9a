"""Cluster: what belongs together, by card numbers; pairs that may be the same, one at a time."""

from __future__ import annotations

import asyncio

from sessions.commands import KeepApart, MergeCards, MoveToTheme, NameTheme, RenameTheme, SplitCard
from sessions.model import Card, Theme
from sessions.similarity.kept_apart import kept_apart
from sessions.similarity.suggest import DuplicateIndex, SuggestedPair
from sessions.tally import merged_cards
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.desk import Desk
from workshop.plain.kinds.cards import ADD, EDIT, HIDE, LIST, cards_of

LONGEST_THEME = 80
MOST_PAIRS = 200
NEW, NONE = "+", "-"
MERGE, SWAP, SKIP = "merge", "swap", "skip"


def _themes(desk: Desk) -> tuple[Theme, ...]:
    used = {card.theme for card in cards_of(desk)}
    themes = desk.picture.themes.where("deck", desk.activity.deck)
    return tuple(sorted((theme for theme in themes if theme.id in used), key=lambda theme: theme.position))


def show(desk: Desk) -> None:
    """The cards by theme, and what went into them."""
    cards, themes = cards_of(desk), _themes(desk)
    desk.say("panels.cluster.status", cards=len(cards), n=len(themes))
    for theme in themes:
        group = [card for card in cards if card.theme == theme.id]
        desk.say("plain.cluster.theme", name=theme.name, n=len(group))
        _list(desk, group)
    loose = [card for card in cards if not card.theme]
    if loose:
        desk.say("plain.cluster.loose", n=len(loose))
        _list(desk, loose)


def _list(desk: Desk, cards: list[Card]) -> None:
    desk.list_cards(cards)
    for card in cards:
        for other in merged_cards(desk.picture, card.id):
            desk.say("plain.cluster.merged", card=desk.card_line(other), into=desk.number(card))


async def _merge(desk: Desk) -> None:
    cards = await desk.some_cards(cards_of(desk), least=2)
    keep, *others = cards
    if await desk.do(MergeCards(keep.id, tuple(card.id for card in others)), "plain.cluster.merge-done"):
        desk.console.line(desk.card_line(keep))


async def _split(desk: Desk) -> None:
    inside = [other for card in cards_of(desk) for other in merged_cards(desk.picture, card.id)]
    if not inside:
        desk.say("plain.cluster.nothing-merged")
        return
    choices = [(card.id, desk.card_line(card)) for card in inside]
    await desk.do(SplitCard(await desk.choose(desk.words("panels.cluster.ask_split"), choices)))


async def _theme(desk: Desk) -> None:
    cards = tuple(card.id for card in await desk.some_cards(cards_of(desk)))
    themes = [(theme.id, theme.name) for theme in _themes(desk)]
    key = NEW
    if themes:
        words = desk.words
        choices = [
            *themes,
            (NEW, words("panels.cluster.new_theme")),
            (NONE, words("panels.cluster.none")),
        ]
        key = await desk.choose(words("panels.cluster.ask_theme"), choices)
    if key != NEW:
        await desk.do(MoveToTheme("" if key == NONE else key, cards))
        return
    name = await desk.text(desk.words("panels.cluster.ask_name"), needed=True, longest=LONGEST_THEME)
    await desk.do(NameTheme(name, cards))


async def _rename(desk: Desk) -> None:
    themes = [(theme.id, theme.name) for theme in _themes(desk)]
    key = await desk.choose(desk.words("panels.cluster.ask_theme"), themes)
    name = await desk.text(
        desk.words("panels.cluster.ask_name"), dict(themes)[key], needed=True, longest=LONGEST_THEME
    )
    await desk.do(RenameTheme(key, name))


async def _duplicates(desk: Desk) -> None:
    """Go through the pairs; nothing is merged by itself."""
    found = await asyncio.to_thread(_find_pairs, cards_of(desk), desk.words.language)
    apart = kept_apart(desk.picture, desk.row.id)
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
    return index.pairs(MOST_PAIRS)


async def _one_pair(desk: Desk, pair: SuggestedPair, place: int, total: int) -> set[str]:
    first, second = desk.picture.cards.get(pair.first), desk.picture.cards.get(pair.second)
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


def _has_themes(desk: Desk) -> bool:
    return bool(_themes(desk))


ACTIONS = (
    Action("s", "plain.act.merge", _merge),
    Action("g", "plain.act.theme", _theme),
    Action("o", "plain.act.duplicates", _duplicates),
    Action("x", "plain.act.split", _split),
    Action("t", "plain.act.rename-theme", _rename, _has_themes),
    ADD,
    EDIT,
    HIDE,
    LIST,
)
