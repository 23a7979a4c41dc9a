"""Everything that a method's author writes reaches somebody: on a face, on paper or in the minutes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import pytest

from exports.blocks import texts_in
from exports.run_sheet import run_sheet_outline
from prompts.language.words import LANGUAGES, load_words
from prompts.methods.loading import load_method
from prompts.methods.model import Method
from prompts.methods.run_sheets import RunSheet

NO_TEXTS = {
    "key",
    "language",
    "step",
    "kind",
    "deck",
    "phase",
    "sign",
    "prefix",
    "by",
    "room",
    "beside",
    "towards",
}
"""Fields by which rows refer to each other, and signs."""
ON_PHONES = {"Deck.singular", "Deck.plural"}
"""Words that cards are counted with, by phones and in plain mode."""


def authored(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of the method's author, with the field it stands in."""
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, tuple):
        for inner in value:
            yield from authored(inner, path)
    elif dataclasses.is_dataclass(value) and not isinstance(value, RunSheet):
        for field in dataclasses.fields(value):
            planned = field.name in {"plan", "after", "input", "run_sheets"}
            if field.name not in NO_TEXTS and not planned:
                yield from authored(getattr(value, field.name), f"{type(value).__name__}.{field.name}")


def printed(method: Method, language: str) -> str:
    words = load_words(language)
    packs = [RunSheet(pack.key, pack.minutes, pack.title, pack.summary, pack.plan) for pack in method.packs]
    outlines = (run_sheet_outline(method, sheet, words) for sheet in (*method.run_sheets, *packs))
    return "\n".join(text for outlined in outlines for text in texts_in(outlined))


def test_a_question_is_printed_once_with_a_colon_after_its_short_name() -> None:
    method = load_method()
    paper = list(texts_in(run_sheet_outline(method, method.run_sheet("90"), load_words("da"))))
    for question in method.activity("fem-spoergsmaal").questions:
        assert paper.count(question.text) == 1
        assert f"{question.short}:" in paper


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_a_printed_run_sheet(language: str) -> None:
    method = load_method(language=language)
    paper = printed(method, language)
    lost = {(path, text) for path, text in authored(method) if text not in paper}
    assert {row for row in lost if row[0] not in ON_PHONES} == set()
