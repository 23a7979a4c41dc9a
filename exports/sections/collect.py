"""Collected cards that no other kind covers: experiences in their grid, risks, custom decks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from exports.blocks import Block, Bullets, Cell, Column, Item, Section, Table, single
from exports.section_source import CardLine, Part, Source
from prompts.language.words import Words
from prompts.methods.model import Activity, Choice, Grid, Kind

_ORDER = 50
_BESIDE_SUPPORT = 23
"""Directly after the reservations: whoever reads of them asks what they are about."""


@dataclass(frozen=True, slots=True)
class CollectedDeck:
    """The cards of one deck. `grid` is the one they are arranged in, if any."""

    key: str
    title: str
    grid: Grid | None
    cards: tuple[CardLine, ...]
    conditions: bool = False
    """Whether the cards say what those need who gave the agreements little support."""


@dataclass(frozen=True, slots=True)
class Collected(Part):
    """The decks in the order of the method."""

    decks: tuple[CollectedDeck, ...]
    meeting: int = 1

    def figures(self) -> dict[str, object]:
        experiences = [
            {
                "id": card.id,
                "when": card.occurred or None,
                "outcome": card.outcome or None,
                "text": card.text,
                "meeting": card.meeting,
                **card.origin_figures(),
                "merged": card.merged_figures(),
            }
            for deck in self.decks
            if deck.grid
            for card in deck.cards
        ]
        others = [
            {
                "deck": deck.key,
                "id": card.id,
                "text": card.text,
                "meeting": card.meeting,
                **card.origin_figures(),
                "merged": card.merged_figures(),
            }
            for deck in self.decks
            if not deck.grid
            for card in deck.cards
        ]
        return {"experiences": experiences, "other_cards": others}

    def sections(self, words: Words) -> tuple[Section, ...]:
        return tuple(
            Section(
                _BESIDE_SUPPORT if deck.conditions else _ORDER + number,
                deck.key,
                deck.title,
                self._blocks(deck, words),
            )
            for number, deck in enumerate(self._of_now())
            if deck.cards
        )

    def _of_now(self) -> Iterator[CollectedDeck]:
        """The decks with the cards written in this meeting."""
        for deck in self.decks:
            yield replace(deck, cards=tuple(card for card in deck.cards if card.meeting == self.meeting))

    def _blocks(self, deck: CollectedDeck, words: Words) -> tuple[Block, ...]:
        grid = deck.grid
        if grid is None:
            return (Bullets(_items(deck.cards, words)),)
        keys = {choice.key for choice in grid.whens}, {choice.key for choice in grid.outcomes}
        loose = tuple(
            card for card in deck.cards if card.occurred not in keys[0] or card.outcome not in keys[1]
        )
        table = Table(
            caption=deck.title,
            columns=(
                Column(grid.when or words("minutes.collect.when"), 14),
                *(Column(outcome.title, 86 // len(grid.outcomes)) for outcome in grid.outcomes),
            ),
            rows=tuple(_row(grid, when, deck.cards) for when in grid.whens),
        )
        blocks: tuple[Block, ...] = () if len(loose) == len(deck.cards) else (table,)
        return (*blocks, Bullets(_items(loose, words))) if loose else blocks


def build(source: Source) -> Collected:
    """Collect the cards of every deck that is neither placed, clustered nor voted on."""
    method = source.method
    elsewhere = set(source.decks_of(Kind.PLACE, Kind.CLUSTER, Kind.VOTE))
    conditions = {
        after.deck
        for before, after in pairwise(_planned(source))
        if after.kind is Kind.COLLECT and before.scale is not None and before.scale.threshold is not None
    }
    in_grid = {activity.deck: activity.grid for activity in method.activities if activity.grid}
    return Collected(
        decks=tuple(
            CollectedDeck(
                deck.key, deck.title, in_grid.get(deck.key), source.cards(deck.key), deck.key in conditions
            )
            for deck in method.decks
            if deck.key not in elsewhere
        ),
        meeting=source.state.workshop.meeting,
    )


def _planned(source: Source) -> Iterator[Activity]:
    """The activities of this meeting's run sheet, in order, that the method knows."""
    known = {activity.key: activity for activity in source.method.activities}
    return (known[row.activity] for row in source.state.run_sheet() if row.activity in known)


def _row(grid: Grid, when: Choice, cards: tuple[CardLine, ...]) -> tuple[Cell, ...]:
    return (single(when.title), *(_cell(cards, when.key, outcome.key) for outcome in grid.outcomes))


def _cell(cards: tuple[CardLine, ...], when: str, outcome: str) -> Cell:
    texts = tuple(card.told for card in cards if (card.occurred, card.outcome) == (when, outcome))
    return Cell(texts, listed=True) if texts else single("")


def _items(cards: tuple[CardLine, ...], words: Words) -> tuple[Item, ...]:
    return tuple(Item(card.told, notes=tuple(card.also_written(words))) for card in cards)
