"""Which languages a method's folder speaks, and which of them to take when the wanted one is missing.

An organisation's own method is often written in one language only. It can be used all the same:
the program speaks the group's language around it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from importlib.resources.abc import Traversable

from prompts.language.words import DEFAULT_LANGUAGE, LANGUAGES, Words

_LANGUAGE_FILE = re.compile(r"([a-z]{2})\.toml")


def is_language(text: str) -> bool:
    """Whether `text` can be a language at all, and so part of a file's name."""
    return _LANGUAGE_FILE.fullmatch(f"{text}.toml") is not None


def languages_of(folder: Traversable) -> tuple[str, ...]:
    """The languages that have a file in `folder`, in alphabetical order."""
    try:
        found = [_LANGUAGE_FILE.fullmatch(file.name) for file in folder.iterdir() if file.is_file()]
    except OSError:
        return ()
    return tuple(sorted(match[1] for match in found if match))


def nearest_language(spoken: Collection[str], wanted: str) -> str:
    """`wanted` where it is spoken, else Danish, else the first there is; `wanted` where there is none."""
    for language in (wanted, DEFAULT_LANGUAGE):
        if language in spoken:
            return language
    return min(spoken, default=wanted)


def name_of_language(language: str, words: Words) -> str:
    """What the language is called in the middle of a sentence: “norsk”. Its letters where it has no name."""
    return words(f"languages.{language}") if language in LANGUAGES else language


def fallback_sentence(title: str, given: str, wanted: str, words: Words) -> str:
    """Tells the facilitator that the method speaks another language than the workshop; empty if not."""
    if given == wanted:
        return ""
    names = {"wanted": name_of_language(wanted, words), "given": name_of_language(given, words)}
    return words("methods.other_language", title=title, **names)
