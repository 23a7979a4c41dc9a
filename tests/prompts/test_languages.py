"""Every language says everything that Danish says, with the same fields, and nothing else."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping

import pytest

from prompts.language.cleaning import is_empty
from prompts.language.words import DEFAULT_LANGUAGE, LANGUAGE_NAMES, LANGUAGES, load_words

OTHERS = tuple(language for language in LANGUAGES if language != DEFAULT_LANGUAGE)
MAY_BE_EMPTY = {"plain.sheet.waiting"}
"""A line of the run sheet that is neither running, done nor skipped has nothing to add."""
ONLY_DANISH = {"af", "hvad", "hvornår", "uden", "endnu", "igen", "gemt", "tilgangen", "tilgange", "drejebog"}
ONLY_DANISH |= {"opsamling", "opsamlingen", "deltager", "deltagere", "lærredet", "telefonerne", "bagefter"}
ONLY_DANISH |= {"workshoppen", "afsluttet", "aftale", "aftaler", "placeret"}


def forms(text: str | Mapping[str, str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text.values())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def every_form(language: str) -> Iterator[tuple[str, str]]:
    for key, text in load_words(language).under("").items():
        for form in forms(text):
            yield key, form


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_the_same_keys(language: str) -> None:
    danish, other = set(load_words().under("")), set(load_words(language).under(""))
    assert (sorted(danish - other), sorted(other - danish)) == ([], [])


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_takes_the_same_fields_and_has_the_same_plurals(language: str) -> None:
    danish, other = load_words().under(""), load_words(language).under("")
    for key in danish.keys() & other.keys():  # a missing key is said by the test of the keys
        assert isinstance(danish[key], str) == isinstance(other[key], str), key
        taken = [set().union(*map(fields, forms(words[key]))) for words in (danish, other)]
        assert taken[0] == taken[1], key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    empty = {key for key, text in every_form(language) if is_empty(text)}
    assert empty <= MAY_BE_EMPTY


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_as_many_lines_as_the_danish(language: str) -> None:
    lines = {key: len(text.splitlines()) for key, text in every_form(DEFAULT_LANGUAGE)}
    told = {key: len(text.splitlines()) for key, text in every_form(language) if key in lines}
    assert told == {key: lines[key] for key in told}


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_cannot_be_taken_for_each_other(language: str) -> None:
    words = load_words(language)
    assert words("plain.ask.yes")[0] != words("plain.ask.no")[0]
    assert words("plain.ask.yes") in words("purge.yes").split()
    assert words("plain.ask.no") not in words("purge.yes").split()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_workshops_sign_are_told_apart(language: str) -> None:
    words = load_words(language)
    for part in ("first", "second"):
        drawn = words(f"signs.{part}").split()
        assert len(drawn) == len(set(drawn)) == 64, part


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_was_left_in_danish(language: str) -> None:
    """A sentence that was copied and forgotten has words that only Danish has."""
    left = {
        key: text
        for key, text in every_form(language)
        if ONLY_DANISH & set(re.findall(r"\w+", text.replace("Tæt på", "").casefold()))
    }
    assert left == {}


@pytest.mark.parametrize("language", ["en"])
def test_english_has_no_danish_letters(language: str) -> None:
    told = ((key, text) for key, text in every_form(language) if not key.startswith("doctor.letters"))
    foreign = {key for key, text in told if re.search("[æøåÆØÅ]", text.replace("Tæt på", ""))}
    assert foreign == set()


def test_each_language_has_a_name_of_its_own() -> None:
    assert set(LANGUAGE_NAMES) == set(LANGUAGES)
    assert len(set(LANGUAGE_NAMES.values())) == len(LANGUAGES)


def test_a_language_nobody_has_translated_is_answered_in_danish() -> None:
    assert load_words("sv").language == DEFAULT_LANGUAGE
    assert load_words("../en").language == DEFAULT_LANGUAGE


def test_each_language_has_its_own_quotation_marks() -> None:
    foreign = {"en": "«»„", "nb": "“”„"}
    wrong = [
        (language, key)
        for language, marks in foreign.items()
        for key, text in every_form(language)
        if set(marks) & set(text)
    ]
    assert wrong == []
