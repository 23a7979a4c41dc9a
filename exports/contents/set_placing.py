"""Cards placed in a set of categories other than the method's own, in the minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.blocks import Bullets, Group, Item, Section, signed
from exports.contents.other_talks import meaning_of
from exports.section_source import CardLine, Source
from prompts.language.cleaning import clean
from prompts.language.words import Words
from prompts.methods.model import Activity, CategorySet, Kind
from sessions.model import Card, CardId
from sessions.queries.carrying import cards_of
from sessions.tallies.tally import PlacementTally, tally_card


@dataclass(frozen=True, slots=True)
class PlacedCard:
    """A card in one set: how it was placed, and what the group agreed there."""

    line: CardLine
    card: Card
    tally: PlacementTally

    @property
    def disagreement(self) -> str:
        """How the group disagrees about it in this set."""
        return clean(self.card.disagreement)


@dataclass(frozen=True, slots=True)
class PlacedInSet:
    """The cards of one deck in one set. `held` says that they were placed in this meeting."""

    categories: CategorySet
    deck: str
    held: bool
    cards: tuple[PlacedCard, ...]

    def figures(self) -> dict[str, object]:
        """The set as JSON; a category of null says that the group agreed on none."""
        return {
            "set": self.categories.key,
            "title": self.categories.title,
            "deck": self.deck,
            "cards": [
                {
                    "id": placed.line.id,
                    "text": placed.line.text,
                    "counts": {entry.category: entry.count for entry in placed.tally.final},
                    "alike": placed.tally.alike,
                    "cast": placed.tally.cast,
                    "agreed": placed.card.agreed,
                    "next": placed.card.next_category,
                    "disagreement": placed.disagreement,
                }
                for placed in self.cards
            ],
        }

    def section(self, number: int, words: Words) -> Section:
        """The cards by category, then those without one."""
        heads = {
            each.key: (signed(each.sign, each.explained), meaning_of(each))
            for each in self.categories.categories
        }
        heads[""] = (words("minutes.place.not-placed"), ())
        groups = tuple(
            Group(title, (*meaning, Bullets(tuple(self._item(placed, words) for placed in here))))
            for key, (title, meaning) in heads.items()
            if (here := [placed for placed in self.cards if (placed.card.agreed or "") == key])
        )
        return Section(33, f"set-{number}-{self.categories.key}", self.categories.title, groups)

    def _item(self, placed: PlacedCard, words: Words) -> Item:
        notes = placed.line.also_written(words)
        if placed.tally.cast:
            notes.append(words("minutes.place.alike", n=placed.tally.alike, cast=placed.tally.cast))
        if placed.card.next_category:
            following = next(
                each for each in self.categories.categories if each.key == placed.card.next_category
            )
            notes.append(words("minutes.place.next", approach=signed(following.sign, following.title)))
        if placed.disagreement:
            notes.append(placed.disagreement)
        return Item(placed.line.told, placed.line.id, tuple(notes))


def placed_in_sets(source: Source) -> tuple[PlacedInSet, ...]:
    """Every set under a name in which cards of a deck were placed or agreed, in the method's order."""
    found: dict[tuple[str, str], list[Activity]] = {}
    for activity in source.method.activities:
        if activity.kind is Kind.PLACE and activity.category_set.key:
            found.setdefault((activity.category_set.key, activity.deck), []).append(activity)
    used = _used_sets(source)
    # With 2,000 cards, counting each of them in a set that nobody used takes seconds.
    sets = (_placed(source, activities) for (key, _), activities in found.items() if key in used)
    return tuple(placed for placed in sets if placed is not None)


def decks_placed_now(source: Source) -> frozenset[str]:
    """The decks whose cards this meeting's sections list by a set under a name."""
    state = source.state
    placed = {(row.category_set, row.card) for row in (*state.placements, *state.set_placements)}
    raised = {(row.choice, row.subject) for row in state.hand_counts}
    found = set()
    for activity in source.method.activities:
        own = activity.category_set
        if activity.kind is not Kind.PLACE or not own.key or not source.was_held(activity.key):
            continue
        keys = {category.key for category in own.categories}
        subjects = {card for set_key, card in placed if set_key == own.key}
        subjects |= {CardId(subject) for choice, subject in raised if choice in keys}
        cards = [source.shown(card) for card in subjects]
        found |= {card.deck for card in cards if card is not None and card.deck == activity.deck}
    return frozenset(found)


def _used_sets(source: Source) -> frozenset[str]:
    """The sets in which anybody has placed or agreed anything, or raised a hand."""
    state = source.state
    raised = {row.choice for row in state.hand_counts}
    by_hands = {
        activity.category_set.key
        for activity in source.method.activities
        if raised & {category.key for category in activity.category_set.categories}
    }
    rows = (*state.placements, *state.set_placements)
    return frozenset(row.category_set for row in rows) | by_hands


def _placed(source: Source, activities: list[Activity]) -> PlacedInSet | None:
    activity = activities[0]
    cards = tuple(
        PlacedCard(source.card_line(card), card, tally_card(source.state, activity, card))
        for card in cards_of(source.state, replace(activity, input=None))
    )
    if not any(placed.tally.cast or placed.card.agreed or placed.card.disagreement for placed in cards):
        return None
    held = any(source.was_held(each.key) for each in activities)
    return PlacedInSet(activity.category_set, activity.deck, held, cards)
