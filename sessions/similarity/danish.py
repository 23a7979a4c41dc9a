"""Analyse a Danish word: its stem, its compound parts, how specific it is and its direction (more, less).

Danish writes compounds in one word (ledermøder, mødekultur), so two cards about one thing often share no
word. The words themselves are data, in ``similarity_da.toml``; this module only reads them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any

import snowballstemmer

GENERIC_WEIGHT = 2
"""Weight of a word that many cards share (ny, fælles); weights are whole numbers, so sums are exact."""

FORM_WEIGHT = 4
"""Weight of a word for the kind of thing proposed (plan, strategi)."""

DIRECTION_WEIGHT = 2
"""Weight of a word that points up or down (flere, nedbringe)."""

PLACE_WEIGHT = 4
"""Weight of a word for who or where (skole, medarbejder)."""

TOPIC_WEIGHT = 10
"""Weight of every other word: what the card is about."""

LONGEST_COMPOUND = 32
"""In letters; a longer string is not a real word, and is left whole."""

SHORTEST_UNKNOWN = 4
"""Letters of the shortest unknown piece that may stand beside a known one in a compound."""

REMEMBERED_WORDS = 20_000
"""Words whose analysis is kept; then the memory is emptied, so that hostile texts cannot fill it."""

_LINKING_LETTERS = ("", "s", "e")
_COST_LONG_KNOWN, _COST_SHORT_KNOWN, _COST_UNKNOWN_PIECE, _COST_UNKNOWN_WORD = 0.6, 1.0, 2.2, 2.9


@dataclass(frozen=True, slots=True)
class Word:
    """The analysis of one written word."""

    stem: str
    """Snowball stem, or the word itself if it has no letters to take off."""

    parts: tuple[str, ...]
    """Canonical parts; empty for a stop word, a direction such as ``amount+`` for a direction word."""

    direction: tuple[str, int] | None
    """Axis and +1 or -1."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lists of the data file, as they are looked up."""

    stop: frozenset[str]
    """As written."""

    directions: dict[str, tuple[str, int]]
    """Word as written to axis and sign; its stem would not do (tidligere and tid have one)."""

    representatives: dict[str, str]
    """Root of a word to the root of the first word of its group."""

    beginnings: dict[str, str]
    """A known word with its linking letter to its root."""

    endings: dict[str, str]
    """A known word, its stem and its root to its root."""

    weights: dict[str, int]
    """Canonical part to weight, for those that are not ``TOPIC_WEIGHT``."""

    phrases: dict[str, str]
    """Long form to abbreviation, both casefolded."""

    phrase_pattern: re.Pattern[str]
    """Finds any long form."""


# The stemmer stores the current word in itself: two threads must not use it at once.
_STEMMER = snowballstemmer.stemmer("danish")
_STEMMER_LOCK = Lock()
_WORDS: dict[str, Word] = {}


def stem(word: str) -> str:
    """Return the Danish Snowball stem of a casefolded word; very long words are returned as they are."""
    if len(word) > LONGEST_COMPOUND:
        return word
    with _STEMMER_LOCK:
        return str(_STEMMER.stemWord(word))


def root(word: str) -> str:
    """Return the stem without the noun endings -ning and -ing, so that udvikling and udvikle meet."""
    return _without_noun_ending(stem(word))


def _without_noun_ending(short: str) -> str:
    for ending in ("ning", "ing", "er"):
        if short.endswith(ending) and len(short) - len(ending) >= SHORTEST_UNKNOWN:
            short = short.removesuffix(ending)
            if ending == "ning":
                break
    return short


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Read the Danish lists, once.

    Raises:
        FileNotFoundError: The data file is missing from the installation.
    """
    data = tomllib.loads((files("sessions.similarity") / "da.toml").read_text(encoding="utf-8"))
    known = [word for name in ("parts", "place", "form", "generic") for word in data[name].split()]
    representatives = _representatives(data["same"])
    phrases: dict[str, str] = data["phrases"]
    longest_first = sorted(phrases, key=len, reverse=True)
    return Vocabulary(
        stop=frozenset(data["stop"].split()),
        directions=_directions(data["axes"]),
        representatives=representatives,
        beginnings={
            form + link: root(word)
            for word in known
            for form in (stem(word), word)
            for link in _LINKING_LETTERS
        },
        endings={form: root(word) for word in known for form in (word, stem(word), root(word))},
        weights=_weights(data, representatives),
        phrases=phrases,
        phrase_pattern=re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b"),
    )


def _representatives(groups: list[str]) -> dict[str, str]:
    return {root(word): root(group.split()[0]) for group in groups for word in group.split()}


def _directions(axes: list[dict[str, str]]) -> dict[str, tuple[str, int]]:
    signs = (("up", 1), ("down", -1))
    return {word: (axis["name"], sign) for axis in axes for key, sign in signs for word in axis[key].split()}


def _weights(data: dict[str, Any], representatives: dict[str, str]) -> dict[str, int]:
    """Weigh the listed words; a word on two lists gets the smaller weight."""
    weights: dict[str, int] = {}
    for name, weight in (("place", PLACE_WEIGHT), ("form", FORM_WEIGHT), ("generic", GENERIC_WEIGHT)):
        for word in data[name].split():
            weights[representatives.get(root(word), root(word))] = weight
    for axis in data["axes"]:
        weights[f"{axis['name']}+"] = weights[f"{axis['name']}-"] = DIRECTION_WEIGHT
    return weights


def weight(part: str) -> int:
    """Return how specific a canonical part is, 2 (ny) to 10 (a topic)."""
    return vocabulary().weights.get(part, TOPIC_WEIGHT)


def abbreviate(text: str) -> str:
    """Replace the long forms of known abbreviations in a casefolded text."""
    words = vocabulary()
    return words.phrase_pattern.sub(lambda found: words.phrases[found.group()], text)


def analyse(word: str) -> Word:
    """Analyse one casefolded word; remembered, since a wall of cards uses the same words again and again."""
    known = _WORDS.get(word)
    if known is None:
        if len(_WORDS) >= REMEMBERED_WORDS:
            _WORDS.clear()
        known = _WORDS[word] = _analyse(word)
    return known


def _analyse(word: str) -> Word:
    words, short = vocabulary(), stem(word)
    direction = words.directions.get(word)
    if word in words.stop:
        return Word(short, (), direction)
    if direction is not None:
        return Word(short, (f"{direction[0]}{'+' if direction[1] > 0 else '-'}",), direction)
    return Word(short, _canonical_parts(short, words), None)


def _canonical_parts(short: str, words: Vocabulary) -> tuple[str, ...]:
    whole = words.representatives.get(_without_noun_ending(short))
    pieces = _split(whole or short, words)
    return tuple(words.representatives.get(piece, piece) for piece in pieces)


def _split(short: str, words: Vocabulary) -> tuple[str, ...]:
    """Split a stem into the cheapest row of known words and at most a few unknown pieces."""
    if short in words.endings:
        return (words.endings[short],)
    if len(short) > LONGEST_COMPOUND:
        return (short,)
    length = len(short)
    cheapest: list[tuple[float, tuple[str, ...]] | None] = [(0.0, ())] + [None] * length
    for end in range(2, length + 1):
        shorter = enumerate(cheapest[: end - 1])
        rows = [_extended(row, short, start, end, words) for start, row in shorter if row is not None]
        cheapest[end] = min((row for row in rows if row is not None), default=None)
    best = cheapest[length]
    return best[1] if best is not None and best[0] < _COST_UNKNOWN_WORD else (_without_noun_ending(short),)


def _extended(
    row: tuple[float, tuple[str, ...]], short: str, start: int, end: int, words: Vocabulary
) -> tuple[float, tuple[str, ...]] | None:
    """Add the piece from start to end to a row of pieces, if it can be one."""
    piece, spelled = short[start:end], words.endings if end == len(short) else words.beginnings
    if piece in spelled:
        cost = _COST_SHORT_KNOWN if len(piece) < SHORTEST_UNKNOWN else _COST_LONG_KNOWN
        return row[0] + cost, (*row[1], spelled[piece])
    if not SHORTEST_UNKNOWN <= end - start < len(short):
        return None
    return row[0] + _COST_UNKNOWN_PIECE, (*row[1], piece)
