"""Analyse words of languages other than Danish, as far as a stemmer and a short list allow.

There is no list of compounds here: an English compound is two words anyway, and Norwegian ones are matched
by the trigrams used for all languages. The lists are data, in ``similarity_<language>.toml``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from threading import Lock

import snowballstemmer

from sessions.similarity.danish import LONGEST_COMPOUND, Word

COMMON_MARK = "~"
"""Prefix of a part that many cards share, so that it gets a low weight."""

REMEMBERED_WORDS = 20_000
"""Words whose analysis is kept, so that hostile texts cannot fill the memory."""

_STEMMERS = {"en": "english", "nb": "norwegian"}
_AXIS = "amount"
_LOCK = Lock()  # a stemmer stores the current word in itself: two threads must not use it at once


@dataclass(frozen=True, slots=True)
class WordList:
    """The lists of one language, as they are looked up."""

    stop: frozenset[str]
    common: frozenset[str]
    directions: dict[str, int]


def is_known(language: str) -> bool:
    """Whether there are lists for `language`; other languages are treated as Danish."""
    return language in _STEMMERS


@lru_cache(maxsize=REMEMBERED_WORDS)
def analyse(word: str, language: str) -> Word:
    """Analyse one casefolded word: its stem, its topics, and its direction (up or down)."""
    lists, stem = _lists(language), _stem(word, language)
    sign = lists.directions.get(word, 0)
    if word in lists.stop:
        return Word(stem, (), None)
    if sign:
        return Word(stem, (f"{_AXIS}{'+' if sign > 0 else '-'}",), (_AXIS, sign))
    return Word(stem, (f"{COMMON_MARK}{stem}" if stem in lists.common else stem,), None)


@lru_cache(maxsize=len(_STEMMERS))
def _lists(language: str) -> WordList:
    data = tomllib.loads((files("sessions.similarity") / f"{language}.toml").read_text(encoding="utf-8"))
    return WordList(
        stop=frozenset(data["stop"].split()),
        common=frozenset(_stem(word, language) for word in data["generic"].split()),
        directions={word: sign for key, sign in (("up", 1), ("down", -1)) for word in data[key].split()},
    )


@lru_cache(maxsize=len(_STEMMERS))
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[language])


def _stem(word: str, language: str) -> str:
    if len(word) > LONGEST_COMPOUND:
        return word
    with _LOCK:
        return str(_stemmer(language).stemWord(word))
