"""Suggest cards that may say the same thing. It never merges them: a person decides.

`sessions.similarity.score` says how alike two texts are; this module finds the pairs in a growing
list without comparing every card with every other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nsmallest
from itertools import count, islice

from sessions.similarity.score import Fingerprint, normalise, part_weight, score

THRESHOLD = 0.42
"""Score from which a pair is suggested; chosen on the tuning half of the labelled pairs and the demo case."""

CANDIDATES = 32
"""Cards that are scored in full for one text."""

READ_POSTINGS = 1_500
"""Entries of the inverted index that are read for one text, rarest features first; bounds the cost."""

_EQUAL_TEXT_WEIGHT = 10_000


@dataclass(frozen=True, slots=True)
class SuggestedPair:
    """Two cards that may say the same thing."""

    first: str
    """Id of the card that was added first."""

    second: str
    """Id of the other card."""

    score: float
    """0 to 1."""


class DuplicateIndex:
    """The near-duplicates in a growing list of cards, without comparing every card with every other.

    An inverted index leads from each part and trigram to the cards that have it. A new text is scored in full
    only against the ``CANDIDATES`` that share most with it, so in a long list of much alike cards some pairs
    are missed; pairs of equal texts come first.
    """

    def __init__(self, language: str = "da") -> None:
        """Read the cards as texts in `language`."""
        self._language = language
        self._cards: dict[str, Fingerprint] = {}
        self._places: dict[str, int] = {}
        self._next_place = count()
        self._postings: dict[str, dict[str, None]] = {}
        self._neighbours: dict[str, dict[str, float]] = {}

    def __len__(self) -> int:
        return len(self._cards)

    def add(self, card_id: str, text: str) -> None:
        """Add a card, or give the card of that id another text; an edited card keeps its place."""
        place = self._places.get(card_id)
        self.remove(card_id)
        fingerprint = normalise(text, self._language)
        self._neighbours[card_id] = {}
        for other, likeness in self._similar(fingerprint):
            self._neighbours[card_id][other] = self._neighbours[other][card_id] = likeness
        self._cards[card_id] = fingerprint
        self._places[card_id] = next(self._next_place) if place is None else place
        for feature in _features(fingerprint):
            self._postings.setdefault(feature, {})[card_id] = None

    def remove(self, card_id: str) -> None:
        """Forget a card; an unknown id is no error, since another hand may have merged the card."""
        fingerprint = self._cards.pop(card_id, None)
        if fingerprint is None:
            return
        del self._places[card_id]
        for feature in _features(fingerprint):
            del self._postings[feature][card_id]
            if not self._postings[feature]:
                del self._postings[feature]
        for other in self._neighbours.pop(card_id):
            del self._neighbours[other][card_id]

    def pairs(self, limit: int) -> tuple[SuggestedPair, ...]:
        """Return the pairs that score at least ``THRESHOLD``, best first, then in the order of adding.

        Args:
            limit: The largest number of pairs; 0 or less gives none.
        """
        return tuple(nsmallest(limit, self._suggestions(), key=self._rank))

    def _suggestions(self) -> Iterator[SuggestedPair]:
        for first, neighbours in self._neighbours.items():
            for second, likeness in neighbours.items():
                if self._places[first] < self._places[second]:
                    yield SuggestedPair(first, second, likeness)

    def _rank(self, pair: SuggestedPair) -> tuple[float, int, int]:
        return -pair.score, self._places[pair.first], self._places[pair.second]

    def _similar(self, fingerprint: Fingerprint) -> list[tuple[str, float]]:
        candidates = self._candidates(fingerprint)
        scored = [(card_id, score(fingerprint, self._cards[card_id])) for card_id in candidates]
        return [(card_id, likeness) for card_id, likeness in scored if likeness >= THRESHOLD]

    def _candidates(self, fingerprint: Fingerprint) -> list[str]:
        """Return the cards that share most with a text, for their size."""
        mass = _mass(fingerprint)

        def rank(found: tuple[str, int]) -> tuple[float, int]:
            card_id, shared = found
            return -shared / (mass + _mass(self._cards[card_id])), self._places[card_id]

        return [card_id for card_id, _ in nsmallest(CANDIDATES, self._shared(fingerprint).items(), key=rank)]

    def _shared(self, fingerprint: Fingerprint) -> dict[str, int]:
        """Sum what each card shares with a text, over its rarest features, until the budget is used."""
        found = sorted((len(self._postings[f]), f) for f in _features(fingerprint) if f in self._postings)
        shared: dict[str, int] = {}
        budget = READ_POSTINGS
        for length, feature in found:
            gain = _feature_weight(feature)
            for card_id in islice(self._postings[feature], budget):
                shared[card_id] = shared.get(card_id, 0) + gain
            budget -= min(length, budget)
        return shared


def _features(fingerprint: Fingerprint) -> Iterator[str]:
    """Yield a card's index keys; the prefixes = and #, which no trigram holds, keep the types apart."""
    yield f"={fingerprint.key}"
    yield from (f"#{part}" for part in fingerprint.parts)
    yield from fingerprint.trigrams


def _feature_weight(feature: str) -> int:
    if feature.startswith("#"):
        return part_weight(feature[1:])
    return _EQUAL_TEXT_WEIGHT if feature.startswith("=") else 1


def _mass(fingerprint: Fingerprint) -> int:
    return fingerprint.part_weight + len(fingerprint.trigrams) + 1
