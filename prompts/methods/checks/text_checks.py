"""What a language file must satisfy: texts for every key, none for others, no invisible characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from prompts.methods.checks.findings import Findings, names
from prompts.methods.errors import (
    ForbiddenCharacterError,
    MissingTextError,
    TextWithoutKeyError,
    WrongCountError,
    WrongValueError,
)
from prompts.methods.files.line_numbers import Path
from prompts.methods.files.raw import RawMethod, RawPack, RawScale
from prompts.methods.files.raw_texts import SCALE_TITLE, MethodTexts, PackTexts

_LISTS_WITH_SOMETHING = {"say", "watch", "ground_rules", "follow_up"}
_ZERO_WIDTH_JOINER = "\u200d"  # some emoji are several joined by it


def check_texts(method: RawMethod, texts: MethodTexts, findings: Findings) -> None:
    """Check `texts` against `method` and add every problem to `findings`."""
    for section, keys in _sections(method):
        _match_keys((section,), keys, getattr(texts, section), findings)
    _match_keys(("grid", "whens"), method.grid.whens, texts.grid.whens, findings)
    _match_keys(("grid", "outcomes"), method.grid.outcomes, texts.grid.outcomes, findings)
    if method.grid.whens and not texts.grid.follow_up:
        findings.add(MissingTextError, ("grid", "follow_up"), expects="some_lines")
    _check_shared_texts(method, texts, findings)


def check_pack_texts(pack: RawPack, texts: PackTexts, findings: Findings) -> None:
    """Add every problem in a pack's texts to `findings`."""
    for section, keys in _shared_sections(pack):
        _match_keys((section,), keys, getattr(texts, section), findings)
    _check_shared_texts(pack, texts, findings)


def _check_shared_texts(
    file: RawMethod | RawPack, texts: MethodTexts | PackTexts, findings: Findings
) -> None:
    for deck in file.decks:
        if words := texts.decks.get(deck.key):
            _match_keys(("decks", deck.key, "statuses"), deck.statuses, words.statuses, findings)
    for activity in file.activities:
        told = texts.activities.get(activity.key)
        if told is not None and len(told.parts) != len(activity.parts):
            place = ("activities", activity.key, "parts")
            structure = "method.toml" if isinstance(file, RawMethod) else "pack.toml"
            findings.add(
                WrongCountError, place, structure=structure, given=len(told.parts), count=len(activity.parts)
            )
    _check_own_shapes(file, texts, findings)
    _check_all_words(findings)


def _check_own_shapes(file: RawMethod | RawPack, texts: MethodTexts | PackTexts, findings: Findings) -> None:
    """Check the words of sets, scales, records and grids, which a method and a pack may both have."""
    in_pairs = {
        key for each in file.activities if each.second_scale for key in (each.scale, each.second_scale)
    }
    for scale in file.scales:
        if scale.key in in_pairs and SCALE_TITLE not in texts.scales.get(scale.key, {SCALE_TITLE: ""}):
            findings.add(MissingTextError, ("scales", scale.key, SCALE_TITLE), name=SCALE_TITLE)
    for scale in file.scales:
        _check_labels(scale, texts.scales.get(scale.key, {}), findings)
    for categories in file.category_sets:
        if words := texts.category_sets.get(categories.key):
            keys = [category.key for category in categories.categories]
            _match_keys(("category_sets", categories.key, "categories"), keys, words.categories, findings)
    for questions in file.question_sets:
        if asked := texts.question_sets.get(questions.key):
            place = ("question_sets", questions.key, "questions")
            _match_keys(place, questions.questions, asked.questions, findings)
    for record in file.records:
        if form := texts.records.get(record.key):
            keys = [field.key for field in record.fields]
            _match_keys(("records", record.key, "fields"), keys, form.fields, findings)
            for field in record.fields:
                if field.key in form.fields:
                    here: Path = ("records", record.key, "fields", field.key, "choices")
                    choices = [choice.key for choice in field.choices]
                    _match_keys(here, choices, form.fields[field.key].choices, findings)
    for grid in file.grids:
        if axes := texts.grids.get(grid.key):
            _match_keys(("grids", grid.key, "whens"), grid.whens, axes.whens, findings)
            _match_keys(("grids", grid.key, "outcomes"), grid.outcomes, axes.outcomes, findings)


def _check_all_words(findings: Findings) -> None:
    for path, value in _walk((), findings.source.tree):
        _check_words(path, value, findings)


def _sections(method: RawMethod) -> Iterator[tuple[str, list[str]]]:
    yield "steps", list(method.steps)
    yield "questions", list(method.questions)
    yield "categories", [category.key for category in method.categories]
    yield "run_sheets", [sheet.key for sheet in method.run_sheets]
    yield from _shared_sections(method)


def _shared_sections(method: RawMethod | RawPack) -> Iterator[tuple[str, list[str]]]:
    """Check the sections that a method and a pack both have."""
    yield "statements", [key for activity in method.activities for key in activity.statements]
    yield "decks", [deck.key for deck in method.decks]
    yield "scales", [scale.key for scale in method.scales]
    yield "category_sets", [known.key for known in method.category_sets]
    yield "question_sets", [known.key for known in method.question_sets]
    yield "grids", [known.key for known in method.grids]
    yield "records", [known.key for known in method.records]
    yield "activities", [activity.key for activity in method.activities]


def _match_keys(path: Path, wanted: Iterable[str], given: Mapping[str, object], findings: Findings) -> None:
    wanted = dict.fromkeys(key for key in wanted if key)
    for key in wanted:
        if key not in given:
            findings.add(MissingTextError, (*path, key), name=key)
    for key in given:
        if key not in wanted:
            findings.add(TextWithoutKeyError, (*path, key), name=key, names=names(wanted))


def _check_labels(scale: RawScale, labels: Mapping[str, str], findings: Findings) -> None:
    numbers = {str(number) for number in range(max(scale.lowest, 0), min(scale.highest, 100) + 1)}
    for number in labels:
        if number not in numbers and number != SCALE_TITLE:
            place = ("scales", scale.key, number)
            findings.add(WrongValueError, place, expects="scale_number", value=number)


def _walk(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    """Yield every value inside `value` with its path. The depth was limited when the file was read."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk((*path, key), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walk((*path, number), inner)


def _check_words(path: Path, value: object, findings: Findings) -> None:
    if isinstance(value, list) and not value and path[-1] in _LISTS_WITH_SOMETHING:
        findings.add(MissingTextError, path, expects="some_lines")
    if not isinstance(value, str):
        return
    if not value.strip():
        expects = "no_empty_lines" if isinstance(path[-1], int) else "some_text"
        findings.add(MissingTextError, path, expects=expects)
    elif character := forbidden_character(value):
        findings.add(ForbiddenCharacterError, path, character=f"U+{ord(character):04X}")


def forbidden_character(text: str) -> str:
    """The first control, direction or invisible character in `text`, or an empty string."""
    for character in text:
        category = unicodedata.category(character)
        unseen = category[0] == "C" or category in {"Zl", "Zp"}
        if unseen and character != _ZERO_WIDTH_JOINER:
            return character
    return ""
