"""The shipped method says the same in every language: as many lines, names kept, no line too long."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest

from prompts.language.words import DEFAULT_LANGUAGE, LANGUAGES
from prompts.methods.loading import load_method
from prompts.methods.model import Method

OTHERS = tuple(language for language in LANGUAGES if language != DEFAULT_LANGUAGE)
PROPER_NAMES = ("Gør det!", "Tag selv", "Tæt på", "Vi gør det sammen")


@pytest.fixture(params=OTHERS, scope="module")
def method(request: pytest.FixtureRequest) -> Method:
    return load_method("tre-skridt", request.param)


@pytest.fixture(scope="module")
def danish() -> Method:
    return load_method()


def texts_of(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from texts_of(inner, f"{place}.{number}")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name), f"{place}.{field.name}")


def test_every_list_has_as_many_lines_as_in_danish(method: Method, danish: Method) -> None:
    assert [place for place, _ in texts_of(method)] == [place for place, _ in texts_of(danish)]


GLOSSES = {
    "en": ("Do it!", "Help yourself.", "Alongside.", "We do it together."),
    "nb": ("Gjør det!", "Forsyn deg selv.", "Tett på.", "Vi gjør det sammen."),
}


def test_the_approaches_keep_their_names_and_begin_with_what_they_mean(method: Method) -> None:
    """The names are proper names and fit a column; nobody who reads about one is left without its meaning."""
    assert tuple(category.title for category in method.categories) == PROPER_NAMES
    for category, gloss in zip(method.categories, GLOSSES[method.language], strict=True):
        assert category.short.startswith(gloss)


def test_the_numbered_lines_keep_their_numbers(method: Method, danish: Method) -> None:
    numbered = re.compile(r"^(\d\.|[■◆●▲]) ")
    for own, other in zip(danish.activities, method.activities, strict=True):
        marks = [[(m := numbered.match(line)) and m[1] for line in a.body] for a in (own, other)]
        assert marks[0] == marks[1], own.key


def test_the_texts_fit_a_small_screen_and_a_phone(method: Method) -> None:
    for activity in method.activities:
        assert sum(1 + len(line) // 70 for line in activity.body) <= 12, activity.key
        assert len(activity.prompt) <= 90, activity.key
        assert len(activity.title) <= 42, activity.key


def test_the_source_is_named_and_nothing_more_is_claimed(method: Method) -> None:
    assert "lead.eu/implementeringsledelse" in method.source_line
    assert [text for _, text in texts_of(method) if "LEAD" in text] == [method.source_line]


def test_the_ground_rules_of_wording_hold(method: Method) -> None:
    forbidden = re.compile(r"\d ?(%|per ?cent)|\b(brainstorm\w*|ice-?breaker)\b", re.IGNORECASE)
    found = [text for _, text in texts_of(method) if forbidden.search(text)]
    # A share of people is told as Justesen's; test_no_share_is_told_without_whose_it_is says where.
    assert not [text for text in found if "Justesen" not in text]


def test_the_names_are_explained_beside_every_choice(method: Method) -> None:
    for category, gloss in zip(method.categories, GLOSSES[method.language], strict=True):
        assert category.gloss == gloss.removesuffix(".")
        assert category.explained == f"{category.title} ({category.gloss})"


def test_danish_needs_no_explanation_beside_the_names(danish: Method) -> None:
    assert [category.explained for category in danish.categories] == list(PROPER_NAMES)
