"""Collected cards that no other kind tells: experiences in their grid, risks, custom decks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from exports.blocks import Block, Bullets, Cell, Column, Item, Section, Table, single
from exports.contents.set_placing import decks_placed_now
from exports.section_source import CardLine, Part, Source
from prompts.language.words import Words
from prompts.methods.model import Activity, Choice, Grid, Kind

_ORDER = 50
_BESIDE_SUPPORT = 23
"""Directly after the reservations: whoever reads of them asks what they are about."""


@dataclass(frozen=True, slots=True)
class CollectedDeck:
    """The cards of one deck. `grids` are those that its activities arrange them in, if any.

    `told` says that another section of this meeting lists the cards: here only their places in the grids.
    """

    key: str
    title: str
    grids: tuple[Grid, ...]
    cards: tuple[CardLine, ...]
    conditions: bool = False
    """Whether the cards say what those need who gave the agreements little support."""
    told: bool = False

    @property
    def heading(self) -> str:
        """The title, and with it the question of the grid where the deck has a section of its own besides."""
        asked = self.grids[0].when if self.told and self.grids else ""
        return f"{self.title}: {asked}" if asked else self.title


@dataclass(frozen=True, slots=True)
class Collected(Part):
    """The decks in the order of the method.

    `decks` holds those whose cards no other part gives whole, `in_grids` the others that have a grid. The
    entries of `experiences` in the JSON that name no deck are of the `first_in_grid`.
    """

    decks: tuple[CollectedDeck, ...]
    meeting: int = 1
    in_grids: tuple[CollectedDeck, ...] = ()
    first_in_grid: str = ""

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
            | ({"deck": deck.key} if deck.key != self.first_in_grid else {})
            for deck in self.decks
            if deck.grids
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
            if not deck.grids
            for card in deck.cards
        ]
        return {"experiences": experiences, "other_cards": others}

    def sections(self, words: Words) -> tuple[Section, ...]:
        return tuple(
            Section(
                _BESIDE_SUPPORT if deck.conditions else _ORDER + number,
                deck.key,
                deck.heading,
                self._blocks(deck, words),
            )
            for number, deck in enumerate(self._of_now())
            if self._blocks(deck, words)
        )

    def _of_now(self) -> Iterator[CollectedDeck]:
        """The decks with the cards written in this meeting."""
        for deck in (*self.decks, *self.in_grids):
            yield replace(deck, cards=tuple(card for card in deck.cards if card.meeting == self.meeting))

    def _blocks(self, deck: CollectedDeck, words: Words) -> tuple[Block, ...]:
        tables = tuple(
            _table(grid, deck, words)
            for grid in deck.grids
            if any(_lies_in(grid, card) for card in deck.cards)
        )
        loose = tuple(card for card in deck.cards if not any(_lies_in(grid, card) for grid in deck.grids))
        return (*tables, Bullets(_items(loose, words))) if loose and not deck.told else tables


def build(source: Source) -> Collected:
    """Collect the cards of every deck that the parts of placing and voting do not give whole.

    What was held counts, not what the method could do with a deck: a run sheet may end with `collect`.
    """
    method = source.method
    placed = source.decks_of(Kind.PLACE)
    whole = {deck for deck in source.decks_of(Kind.VOTE) if deck not in placed}
    main = source.main_deck()
    told = decks_placed_now(source) | _listed_now(source)
    conditions = {
        after.deck
        for before, after in pairwise(_planned(source))
        if after.kind is Kind.COLLECT and before.scale is not None and before.scale.threshold is not None
    }
    in_grid = [activity for activity in method.activities if activity.grid is not None]
    decks = [
        CollectedDeck(
            key=deck.key,
            title=deck.title,
            grids=tuple(dict.fromkeys(each.grid for each in in_grid if each.deck == deck.key and each.grid)),
            cards=source.cards(deck.key),
            conditions=deck.key in conditions,
            told=deck.key in told or deck.key in whole or deck.key == main,
        )
        for deck in method.decks
    ]
    return Collected(
        decks=tuple(deck for deck in decks if deck.key not in whole and deck.key != main),
        meeting=source.state.workshop.meeting,
        in_grids=tuple(deck for deck in decks if deck.grids and (deck.key in whole or deck.key == main)),
        first_in_grid=next((each.deck for each in in_grid), ""),
    )


def _listed_now(source: Source) -> frozenset[str]:
    """The decks whose cards stand in the sections of this meeting's themes or votes."""
    meeting = source.state.workshop.meeting
    dotted = {row.scheduled for row in (*source.state.votes, *source.state.hand_counts)}
    voted = {
        activity.deck
        for row, activity in source.scheduled(Kind.VOTE)
        if row.meeting == meeting and row.id in dotted
    }
    clustered = source.decks_of(Kind.CLUSTER)
    themed = (
        deck for deck in clustered if source.last_held(Kind.CLUSTER, deck=deck) == meeting or meeting == 1
    )
    return frozenset((*voted, *themed))


def _planned(source: Source) -> Iterator[Activity]:
    """The activities of this meeting's run sheet, in order, that the method knows."""
    known = {activity.key: activity for activity in source.method.activities}
    return (known[row.activity] for row in source.state.run_sheet() if row.activity in known)


def _lies_in(grid: Grid, card: CardLine) -> bool:
    return card.occurred in {each.key for each in grid.whens} and card.outcome in {
        each.key for each in grid.outcomes
    }


def _table(grid: Grid, deck: CollectedDeck, words: Words) -> Table:
    return Table(
        caption=deck.title,
        columns=(
            Column(grid.when or words("minutes.collect.when"), 14),
            *(Column(outcome.title, 86 // len(grid.outcomes)) for outcome in grid.outcomes),
        ),
        rows=tuple(_row(grid, when, deck.cards) for when in grid.whens),
    )


def _row(grid: Grid, when: Choice, cards: tuple[CardLine, ...]) -> tuple[Cell, ...]:
    return (single(when.title), *(_cell(cards, when.key, outcome.key) for outcome in grid.outcomes))


def _cell(cards: tuple[CardLine, ...], when: str, outcome: str) -> Cell:
    texts = tuple(card.told for card in cards if (card.occurred, card.outcome) == (when, outcome))
    return Cell(texts, listed=True) if texts else single("")


def _items(cards: tuple[CardLine, ...], words: Words) -> tuple[Item, ...]:
    return tuple(Item(card.told, notes=tuple(card.also_written(words))) for card in cards)
