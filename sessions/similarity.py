"""Suggest cards that may say the same thing. Suggest, never merge: a person decides.

The score has a floor, Dice over character trigrams of the sorted stems, which survives inflection, word
order and typing errors. On it stands the overlap of weighted compound parts, which sees what ledermøder and
mødekultur share. A word list fixes the weights; they are not counted in the session, so that a pair's score
does not move when other cards arrive. Synonyms without a common part are not found, and opposites are lowered
by rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from itertools import count, islice

from sessions import other_words
from sessions.danish_words import GENERIC_WEIGHT, Word, abbreviate, analyse, weight

THRESHOLD = 0.42
"""Score from which a pair is suggested; chosen on the tuning half of the labelled pairs and the demo case."""

READ_CHARACTERS = 200
"""Characters of a card that are compared; a card is a sentence, and what stands later is not read."""

CANDIDATES = 32
"""Cards that are scored in full for one text."""

READ_POSTINGS = 1_500
"""Entries of the inverted index that are read for one text, rarest features first; bounds the cost."""

_FLOOR_SHARE, _DICE_SHARE, _CONTAINMENT_SHARE = 0.25, 0.40, 0.35
_FULL_CONTAINMENT_WEIGHT = 15
_OPPOSITE_FACTOR, _OTHER_NUMBER_FACTOR = 0.4, 0.75
_SPELLING_MINIMUM, _SPELLING_LETTERS, _SPELLING_WORDS = 0.5, 5, 8
_EQUAL_TEXT_WEIGHT = 10_000
_WORD_PATTERN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is compared of a text; computed once and kept beside the card."""

    key: str
    """The casefolded text with single spaces; equal keys are equal texts."""

    trigrams: frozenset[str]
    """Character trigrams of the sorted stems."""

    parts: frozenset[str]
    """Canonical compound parts."""

    part_weight: int
    """Sum of the weights of the parts."""

    directions: frozenset[tuple[str, int]]
    """Axes the text points along, each with +1 or -1."""

    numbers: frozenset[str]
    """Numbers written in digits."""


@dataclass(frozen=True, slots=True)
class SuggestedPair:
    """Two cards that may say the same thing."""

    first: str
    """Id of the card that was added first."""

    second: str
    """Id of the other card."""

    score: float
    """0 to 1."""


@dataclass(frozen=True, slots=True)
class SimilarCard:
    """A card that may say the same thing as a text."""

    card_id: str
    """Id of the card."""

    score: float
    """0 to 1."""


def normalise(text: str, language: str = "da") -> Fingerprint:
    """Return what is compared of a text; any text will do, also an empty one."""
    key = " ".join(unicodedata.normalize("NFKC", text[:READ_CHARACTERS]).casefold().split())[:READ_CHARACTERS]
    if other_words.is_known(language):
        written = _WORD_PATTERN.findall(key)
        words = [other_words.analyse(word, language) for word in written]
    else:
        written = _WORD_PATTERN.findall(abbreviate(key))
        words = [analyse(word) for word in written]
    parts = frozenset(part for word in words for part in word.parts)
    return Fingerprint(
        key=key,
        trigrams=trigrams(" ".join(_telling_stems(words))),
        parts=parts,
        part_weight=sum(map(_weight, parts)),
        directions=frozenset(word.direction for word in words if word.direction),
        numbers=frozenset(word for word in written if word.isdigit()),
    )


def _weight(part: str) -> int:
    return GENERIC_WEIGHT if part.startswith(other_words.COMMON_MARK) else weight(part)


def _telling_stems(words: list[Word]) -> list[str]:
    """Return the sorted stems without stop words, or with them if there is nothing else."""
    return sorted(word.stem for word in words if word.parts) or sorted(word.stem for word in words)


def trigrams(text: str) -> frozenset[str]:
    """Return the character trigrams of a text with a space on each side."""
    padded = f" {text} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


_remembered_trigrams = lru_cache(maxsize=8_192)(trigrams)


def dice(first: frozenset[str], second: frozenset[str]) -> float:
    """Return twice what two sets share over the sum of their sizes, 0 to 1 (Dice 1945, Sørensen 1948)."""
    return 2 * len(first & second) / (len(first) + len(second) or 1)


def score(a: Fingerprint, b: Fingerprint) -> float:
    """Return how likely two texts are to say the same thing, 0 to 1 and the same both ways.

    Equal texts score 1 and an empty text 0. The figure orders pairs; it is not a probability.
    """
    if a.key == b.key:
        return 1.0 if a.key else 0.0
    shared = _shared_weight(a, b)
    lighter = min(a.part_weight, b.part_weight)
    overlap = 2 * shared / (a.part_weight + b.part_weight or 1)
    # One general word is contained in half the wall: containment counts in full only for more than that.
    contained = shared / (lighter or 1) * min(1.0, lighter / _FULL_CONTAINMENT_WEIGHT)
    likeness = (
        _FLOOR_SHARE * dice(a.trigrams, b.trigrams) + _DICE_SHARE * overlap + _CONTAINMENT_SHARE * contained
    )
    return round(min(1.0, likeness * _doubt(a, b)), 4)


def _shared_weight(a: Fingerprint, b: Fingerprint) -> float:
    exact = sum(map(_weight, a.parts & b.parts))
    return exact + _misspelled_weight(a.parts - b.parts, b.parts - a.parts)


def _misspelled_weight(only_a: frozenset[str], only_b: frozenset[str]) -> float:
    """Weigh the parts that differ by a typing error, each matched with at most one other.

    Few errors are in the first letter, so only parts that begin alike are compared.
    """
    spelled_b = _spelled_parts(only_b)
    pairs = [
        (_spelled_alike(x, y), min(x, y), max(x, y))
        for x in _spelled_parts(only_a)
        for y in spelled_b
        if x[0] == y[0]
    ]
    alike = [pair for pair in pairs if pair[0] >= _SPELLING_MINIMUM]
    total, matched = 0.0, set[str]()
    for likeness, x, y in sorted(alike, reverse=True):
        if matched.isdisjoint((x, y)):
            matched |= {x, y}
            total += likeness * min(_weight(x), _weight(y))
    return total


def _spelled_alike(x: str, y: str) -> float:
    return dice(_remembered_trigrams(x), _remembered_trigrams(y))


def _spelled_parts(parts: frozenset[str]) -> list[str]:
    """Return the parts long enough to compare letter by letter; few, since each is compared with each."""
    long_enough = (part for part in parts if len(part) >= _SPELLING_LETTERS and part.isalpha())
    return sorted(long_enough)[:_SPELLING_WORDS]


def _doubt(a: Fingerprint, b: Fingerprint) -> float:
    """Return the factor by which opposite directions and other numbers lower a score."""
    factor = _OPPOSITE_FACTOR if point_apart(a, b) else 1.0
    if a.numbers and b.numbers and a.numbers.isdisjoint(b.numbers):
        factor *= _OTHER_NUMBER_FACTOR
    return factor


def point_apart(a: Fingerprint, b: Fingerprint) -> bool:
    """Tell whether two texts point opposite ways (flere/færre); one that points both ways opposes none."""
    return any((axis, -sign) in _clear_directions(b) for axis, sign in _clear_directions(a))


def _clear_directions(fingerprint: Fingerprint) -> list[tuple[str, int]]:
    directions = fingerprint.directions
    return [(axis, sign) for axis, sign in directions if (axis, -sign) not in directions]


class DuplicateIndex:
    """The near-duplicates in a growing list of cards, without comparing all with all.

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

    def near(self, text: str, limit: int) -> tuple[SimilarCard, ...]:
        """Return the cards that may say the same as a text that is not on the list, best first.

        Args:
            text: Any text.
            limit: The largest number of cards; 0 or less gives none.
        """
        similar = self._similar(normalise(text, self._language))
        similar.sort(key=lambda found: (-found[1], self._places[found[0]]))
        return tuple(SimilarCard(card_id, likeness) for card_id, likeness in similar[: max(0, limit)])

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
    """Yield what a card is found by; the marks keep the sorts apart, for a trigram holds no = or #."""
    yield f"={fingerprint.key}"
    yield from (f"#{part}" for part in fingerprint.parts)
    yield from fingerprint.trigrams


def _feature_weight(feature: str) -> int:
    if feature.startswith("#"):
        return _weight(feature[1:])
    return _EQUAL_TEXT_WEIGHT if feature.startswith("=") else 1


def _mass(fingerprint: Fingerprint) -> int:
    return fingerprint.part_weight + len(fingerprint.trigrams) + 1
