"""The near-duplicates of a board: suggested one pair at a time, never merged automatically."""

from __future__ import annotations

from collections.abc import Iterable

from sessions.model import Card
from sessions.similarity.across_groups import best_across
from sessions.similarity.suggest import DuplicateIndex, SuggestedPair

MOST_PAIRS = 200


class Suggestions:
    """Pairs of cards that may say the same, without those marked as not duplicates."""

    def __init__(self, language: str = "da") -> None:
        """Start without cards; they are analysed as texts in `language`."""
        self._index = DuplicateIndex(language)
        self._texts: dict[str, str] = {}
        self._apart: frozenset[frozenset[str]] = frozenset()
        self._origins: dict[str, str] = {}
        self._at = 0
        self._pairs: tuple[SuggestedPair, ...] = ()

    def update(self, cards: Iterable[Card], apart: frozenset[frozenset[str]] = frozenset()) -> None:
        """Update the index to the current cards; the cost depends only on what changed."""
        cards = tuple(cards)
        texts: dict[str, str] = {card.id: card.text for card in cards}
        self._origins = {card.id: card.origin for card in cards if card.origin}
        for key in self._texts.keys() - texts.keys():
            self._index.remove(key)
        for key, text in texts.items():
            if self._texts.get(key) != text:
                self._index.add(key, text)
        if texts != self._texts or apart != self._apart:
            self._texts, self._apart = texts, apart
            self._find()

    def __len__(self) -> int:
        return len(self._pairs)

    @property
    def place(self) -> int:
        """The position of the current pair, from 1."""
        return self._at + 1

    @property
    def current(self) -> SuggestedPair | None:
        """The current pair."""
        return self._pairs[self._at] if self._pairs else None

    def step(self) -> None:
        """Go to the next pair, wrapping around after the last."""
        if self._pairs:
            self._at = (self._at + 1) % len(self._pairs)

    def _find(self) -> None:
        found = self._index.pairs(MOST_PAIRS + len(self._apart))
        left = (pair for pair in found if frozenset((pair.first, pair.second)) not in self._apart)
        self._pairs = best_across(left, lambda key: self._origins.get(key, ""))
        self._at = min(self._at, max(0, len(self._pairs) - 1))
