"""The annex of raw statements: every card and answer whole and as written, never with its author."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocks import Bullets, Group, Item, Section, signed
from exports.contents.placed_initiatives import Placing
from exports.minutes import Minutes
from exports.section_source import CardLine
from exports.sections.collect import Collected
from exports.sections.reflect import Reflections
from exports.sections.vote import Votes
from prompts.language.words import Words

_ORDER = 200


def raw_statements(minutes: Minutes, words: Words) -> Iterator[Section]:
    """One section, with a group for each deck and each question that has anything."""
    groups = tuple(Group(title, (Bullets(items),)) for title, items in _piles(minutes, words) if items)
    yield Section(_ORDER, "statements", words("minutes.annex.title"), groups)


def _piles(minutes: Minutes, words: Words) -> Iterator[tuple[str, tuple[Item, ...]]]:
    placed = minutes.part(Placing)
    if placed.deck_title:
        every = (*placed.initiatives, *placed.not_chosen)
        yield placed.deck_title, _items(initiative.card for initiative in every)
    for collected in minutes.part(Collected).decks:
        yield collected.title, _items(iter(collected.cards))
    for voted in minutes.part(Votes).decks:
        if voted.placed:
            continue
        yield voted.title, _items(iter(voted.cards))
    reflected = minutes.part(Reflections)
    for question in reflected.questions:
        answers = (answer for answer in reflected.answers if answer.question == question.key)
        titles = {
            category.key: f"{signed(category.sign, category.title)}:" for category in reflected.categories
        }
        yield question.text, tuple(Item(answer.text, titles.get(answer.category, "")) for answer in answers)
    yield words("minutes.parked.title"), tuple(Item(line.text) for line in minutes.parked)


def _items(cards: Iterator[CardLine]) -> tuple[Item, ...]:
    return tuple(Item(line.told, line.id) for card in cards for line in (card, *card.merged))
