"""A room that rehearses speaks the facilitator's language."""

from __future__ import annotations

import random

import pytest

from prompts.language.words import LANGUAGES
from prompts.methods.loading import load_method
from workshop.demo.simulated_people import load_bank


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_something_to_say_to_every_approach_question_and_place_in_the_grid(language: str) -> None:
    bank, method = load_bank(language), load_method("tre-skridt", language)
    for category in method.categories:
        assert all(bank.answers[category.key][question.key] for question in method.questions)
    places = {(when.key, outcome.key) for when in method.grid.whens for outcome in method.grid.outcomes}
    assert {(lived.when, lived.outcome) for lived in bank.experiences} == places
    assert min(len(bank.initiatives), len(bank.names)) >= 30
    assert len(bank.people(60, random.Random(1))) == 60  # noqa: S311 - the same people each time


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_says_the_same_twice(language: str) -> None:
    bank = load_bank(language)
    for texts in (bank.initiatives, bank.proposals, bank.risks, bank.names):
        assert len(set(texts)) == len(texts)
