"""How likely two short texts are to say the same thing: what is compared of each, and the score of a pair.

The base of the score is Dice over character trigrams of the sorted stems, which tolerates inflection, word
order and typing errors. Added to it is the overlap of weighted compound parts, which sees what ledermøder
and mødekultur share. The weights come from a word list, not from counts in the session, so that a pair's
score does not move when other cards arrive. Synonyms without a common part are not found, and the score of
opposites is lowered by rule.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sessions.similarity import english_norwegian as other_words
from sessions.similarity.danish import GENERIC_WEIGHT, Word, abbreviate, analyse, weight

READ_CHARACTERS = 200
"""Characters of a card that are compared; a card is a sentence, and what stands later is not read."""

_FLOOR_SHARE, _DICE_SHARE, _CONTAINMENT_SHARE = 0.25, 0.40, 0.35
_FULL_CONTAINMENT_WEIGHT = 15
_OPPOSITE_FACTOR, _OTHER_NUMBER_FACTOR = 0.4, 0.75
_SPELLING_MINIMUM, _SPELLING_LETTERS, _SPELLING_WORDS = 0.5, 5, 8
_SPELT_OUT = re.compile(r"\bnoen?\b|aa|ae|oe")
_LETTERS = {"aa": "å", "ae": "æ", "oe": "ø"}
"""How a keyboard without these letters writes them; Norwegian noe and noen are themselves. In the few other
words that have them (poesi) it does no harm: every text is read alike."""
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


def normalise(text: str, language: str = "da") -> Fingerprint:
    """Return what is compared of a text; any text will do, also an empty one."""
    key = " ".join(unicodedata.normalize("NFKC", text[:READ_CHARACTERS]).casefold().split())[:READ_CHARACTERS]
    read = key if language == "en" else _SPELT_OUT.sub(_letter, key)
    if other_words.is_known(language):
        written = _WORD_PATTERN.findall(read)
        words = [other_words.analyse(word, language) for word in written]
    else:
        written = _WORD_PATTERN.findall(abbreviate(read))
        words = [analyse(word) for word in written]
    parts = frozenset(part for word in words for part in word.parts)
    return Fingerprint(
        key=key,
        trigrams=trigrams(" ".join(_telling_stems(words))),
        parts=parts,
        part_weight=sum(map(part_weight, parts)),
        directions=frozenset(word.direction for word in words if word.direction),
        numbers=frozenset(word for word in written if word.isdigit()),
    )


def _letter(found: re.Match[str]) -> str:
    return _LETTERS.get(found.group(), found.group())


def part_weight(part: str) -> int:
    """How much a part contributes to a score; a general word contributes little."""
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
    # Half the cards may contain one general word: containment counts in full only for more than that.
    contained = shared / (lighter or 1) * min(1.0, lighter / _FULL_CONTAINMENT_WEIGHT)
    likeness = (
        _FLOOR_SHARE * dice(a.trigrams, b.trigrams) + _DICE_SHARE * overlap + _CONTAINMENT_SHARE * contained
    )
    return round(min(1.0, likeness * _doubt(a, b)), 4)


def _shared_weight(a: Fingerprint, b: Fingerprint) -> float:
    exact = sum(map(part_weight, a.parts & b.parts))
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
            total += likeness * min(part_weight(x), part_weight(y))
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
