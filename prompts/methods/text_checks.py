"""What a language file must satisfy: texts for every key, none for others, no invisible characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from prompts.methods.errors import (
    ForbiddenCharacterError,
    MissingTextError,
    TextWithoutKeyError,
    WrongValueError,
)
from prompts.methods.findings import Findings, names
from prompts.methods.line_numbers import Path
from prompts.methods.raw import MethodTexts, PackTexts, RawMethod, RawPack, RawScale

_LISTS_WITH_SOMETHING = {"say", "watch", "ground_rules"}
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
    for scale in file.scales:
        _check_labels(scale, texts.scales.get(scale.key, {}), findings)
    _check_all_words(findings)


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
        if number not in numbers:
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
