"""Which languages a method is written in, and which of them to use when the wanted one is missing.

An organisation's own method is often written in one language only. It can still be used: the
program's own texts around it are in the group's language.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from prompts.language.words import DEFAULT_LANGUAGE, LANGUAGES, Words

if TYPE_CHECKING:
    from prompts.methods.model import Method

_LANGUAGE_FILE = re.compile(r"([a-z]{2})\.toml")


def is_language(text: str) -> bool:
    """Whether `text` is a plausible language code, and so safe as part of a file name."""
    return _LANGUAGE_FILE.fullmatch(f"{text}.toml") is not None


def languages_of(folder: Traversable) -> tuple[str, ...]:
    """The languages that have a file in `folder`, in alphabetical order."""
    try:
        found = [_LANGUAGE_FILE.fullmatch(file.name) for file in folder.iterdir() if file.is_file()]
    except OSError:
        return ()
    return tuple(sorted(match[1] for match in found if match))


def nearest_language(spoken: Collection[str], wanted: str) -> str:
    """`wanted` if it is available, else Danish, else the first available; `wanted` if there is none."""
    for language in (wanted, DEFAULT_LANGUAGE):
        if language in spoken:
            return language
    return min(spoken, default=wanted)


def name_of_language(language: str, words: Words) -> str:
    """The language's name for use inside a sentence: “norsk”. Its code where it has no name."""
    return words(f"languages.{language}") if language in LANGUAGES else language


def fallback_sentence(title: str, given: str, wanted: str, words: Words) -> str:
    """A notice that the method is in another language than the workshop; empty if it is not."""
    if given == wanted:
        return ""
    names = {"wanted": name_of_language(wanted, words), "given": name_of_language(given, words)}
    return words("methods.other_language", title=title, **names)


def fallback_sentences(method: Method, packs: Collection[str], wanted: str, words: Words) -> tuple[str, ...]:
    """What a workshop with the packs of these keys is not given in the wanted language, one sentence each.

    A pack that speaks as its method does is not named: the method's sentence tells of it.
    """
    used = [pack for pack in method.packs if pack.key in packs and pack.language != method.language]
    told = [fallback_sentence(method.title, method.language, wanted, words)]
    told += [fallback_sentence(pack.title, pack.language, wanted, words) for pack in used]
    return tuple(filter(None, told))
