"""One thing has one word in all texts of a language, and no sentence ends twice."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

import pytest

from prompts.language.words import LANGUAGES, load_words

OTHER_WORDS = {
    "da": r"\bkontrolord|\bworkshops\b|\bworkshoppene\b|ikke startet|\bopsamling(en|er|erne)?\b",
    "en": r"\bcheck words?\b|\bthe summar(y|ies)\b",
    "nb": r"\bkontrollord|\bworkshopper\b|\bworkshops\b|ikke startet|\boppsummering(en)?\b",
}
"""What another word is used for: Kendetegn, workshopper, ikke begyndt, referat."""
NO_TEXTS = re.compile(r"\.palette$|^minutes\.file\.|^method|-examples$|^click-shapes\.")
"""Search words, which are many on purpose, and the names of files and commands."""


def texts(language: str) -> Iterator[tuple[str, str]]:
    for key, found in load_words(language).under("").items():
        for text in (found,) if isinstance(found, str) else found.values():
            if not NO_TEXTS.search(key):
                yield key, text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_uses_another_word_for_the_same_thing(language: str) -> None:
    other = re.compile(OTHER_WORDS[language], re.I)
    assert [(key, text) for key, text in texts(language) if other.search(text)] == []


FOR_ANY_SET = tuple(f"{of}.{kind}" for of in ("acts", "panels") for kind in ("place", "reflect", "present"))
OWN_ONLY = r"following|place\.agree_first|place\.portfolio"
"""What is offered or said of the method's own categories only."""
APPROACHES = {"da": r"tilgang|tiltag", "nb": r"tilnærming|tiltak", "en": r"approach|initiative"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_serves_any_set_of_boxes_calls_none_an_approach_and_no_card_an_initiative(language: str) -> None:
    said = [(key, text) for key, text in texts(language) if key.startswith(FOR_ANY_SET)]
    assert len(said) > 50
    named = [each for each in said if re.search(APPROACHES[language], re.sub(r"{\w+}", "", each[1]), re.I)]
    assert [each for each in named if not re.search(OWN_ONLY, each[0])] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["Gør det!", "Hvem gør det?", "Vi gør det.", "“Gør det!”", "Og så …"])
def test_what_somebody_has_typed_is_not_followed_by_a_second_mark(language: str, typed: str) -> None:
    words = load_words(language)
    named: dict[str, set[str]] = {}
    for key, text in texts(language):
        parts = [part for part in string.Formatter().parse(text) if part[1]]
        if not any(spec or conversion for _, _, spec, conversion in parts):  # those are numbers
            named.setdefault(key, set()).update(str(name) for _, name, _, _ in parts)
    said = [(key, words(key, **dict.fromkeys(names, typed))) for key, names in named.items()]
    assert [each for each in said if re.search(r"[.!?…][”»\")]*\.(?!\.)", each[1])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_has_two_marks_or_two_spaces_of_its_own(language: str) -> None:
    doubled = re.compile(r"[,;:]{2}|[!?]\.|(?<!\.)\.\.(?!\.)| ,| \.(?= |$)")
    assert [(key, text) for key, text in texts(language) if doubled.search(text)] == []
