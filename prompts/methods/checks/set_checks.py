"""What sets must satisfy: categories, questions and grids, a method's own and those under a name.

Answers and shows of hands are stored under the key of a category, question or field alone, so each such key
is unique in the method, whichever set it stands in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence

from prompts.methods.checks.findings import Findings, names
from prompts.methods.checks.owners import Owners
from prompts.methods.errors import (
    DuplicateKeyError,
    MissingKeyError,
    TooManyError,
    UnknownReferenceError,
    WrongValueError,
)
from prompts.methods.files.line_numbers import Path
from prompts.methods.files.raw import RawActivity, RawCategory, RawField, RawMethod, RawPack
from prompts.methods.model import Kind

FORMATS = (1, 2)
NEW_IN_2 = ("category_sets", "question_sets", "grids", "records")
NEW_IN_ACTIVITIES = (
    "categories",
    "questions",
    "second_scale",
    "per_card",
    "by_table",
    "input",
    "most",
    "beside",
)
"""The sections, and the fields of an activity, that a file of format 1 cannot have."""

MOST_CATEGORIES = 20
MOST_QUESTIONS = 20
MOST_ON_AXIS = 8
MOST_FIELDS = 8
MOST_CHOICES = 6

_Keyed = tuple[str, Path]
"""A key and the place where it stands."""


def check_format(file: RawMethod | RawPack, findings: Findings) -> None:
    """Check the version of the file, and that it holds nothing that came later."""
    if file.format not in FORMATS:
        findings.add(WrongValueError, ("format",), expects="format", value=file.format)
    elif file.format < FORMATS[-1]:
        used = [section for section in NEW_IN_2 if getattr(file, section)]
        used += [name for each in file.activities for name in NEW_IN_ACTIVITIES if getattr(each, name)]
        for name in used:
            findings.add(WrongValueError, ("format",), expects="format_2", value=file.format, name=name)


def check_sets(file: RawMethod | RawPack, method: RawMethod, findings: Findings, owners: Owners) -> None:
    """Check the sets that `file` brings. `method` has them already, with those of the `owners` before it."""
    for place, categories in _categories(file):
        _check_count(len(categories), place, MOST_CATEGORIES, findings, least=2)
        _check_signs(categories, place, findings)
    for place, questions in _questions(file):
        _check_count(len(questions), place, MOST_QUESTIONS, findings)
    for number, known in enumerate(file.question_sets):
        if known.room and known.room not in known.questions:
            here: Path = ("question_sets", number, "room")
            findings.add(UnknownReferenceError, here, value=known.room, names=names(known.questions))
    for number, record in enumerate(file.records):
        _check_count(len(record.fields), ("records", number, "fields"), MOST_FIELDS, findings)
        for entry, field in enumerate(record.fields):
            _check_choices(field, ("records", number, "fields", entry), method, findings)
    for place, axis in _axes(file):
        _check_count(len(axis), place, MOST_ON_AXIS, findings, least=2)
    for keyed in (_category_keys, _question_keys):
        _check_own(keyed, file, method, findings, owners)


def check_rating(method: RawMethod, activity: RawActivity, path: Path, findings: Findings) -> None:
    """Check what is rated, and on which scales; and what questions are asked about."""
    place: Path
    if activity.kind == Kind.RATE and bool(activity.deck) is bool(activity.statements):
        if activity.deck:
            findings.add(WrongValueError, (*path, "deck"), expects="statements_or_deck", value=activity.deck)
        else:
            findings.add(
                MissingKeyError, (*path, "statements"), expects="statements_or_deck", name="statements"
            )
    other = next((each for each in method.activities if each.key == activity.beside), None)
    if other is not None and (not other.statements or other.key == activity.key):
        findings.add(WrongValueError, (*path, "beside"), expects="rates_statements", value=other.key)
    if activity.per_card:
        place = (*path, "per_card")
        if not activity.deck:
            findings.add(MissingKeyError, (*path, "deck"), expects="needed_by_per_card", name="deck")
        elif activity.categories:
            findings.add(WrongValueError, place, expects="no_categories_per_card", value="true")
    _check_goals(method, activity, path, findings)
    scales = {scale.key: (scale.lowest, scale.highest) for scale in method.scales}
    first, second = scales.get(activity.scale), scales.get(activity.second_scale)
    same_key = activity.scale == activity.second_scale
    if activity.second_scale and first and second and (same_key or first != second):
        place = (*path, "second_scale")
        shown = f"{first[0]}–{first[1]}"
        findings.add(
            WrongValueError, place, expects="like_first_scale", value=activity.second_scale, range=shown
        )


def _check_choices(field: RawField, path: Path, method: RawMethod, findings: Findings) -> None:
    """Each choice stands once, and points towards categories of the method's own."""
    if field.choices:
        _check_count(len(field.choices), (*path, "choices"), MOST_CHOICES, findings, least=2)
    known = [category.key for category in method.categories]
    for number, choice in enumerate(field.choices):
        here: Path = (*path, "choices", number)
        if [each.key for each in field.choices[:number]].count(choice.key):
            findings.add(DuplicateKeyError, (*here, "key"), value=choice.key)
        for entry, key in enumerate(choice.towards):
            if key not in known:
                findings.add(UnknownReferenceError, (*here, "towards", entry), value=key, names=names(known))


def _check_goals(method: RawMethod, activity: RawActivity, path: Path, findings: Findings) -> None:
    """A behaviour goal belongs to a card, and a card has one."""
    for number, record in enumerate(method.records):
        goals = sum(field.goal for field in record.fields) if record.key == activity.record else 0
        if goals and not activity.deck:
            findings.add(MissingKeyError, (*path, "deck"), expects="needed_by_goal", name="deck")
        elif goals > 1:
            place: Path = ("records", number, "fields")
            findings.add(WrongValueError, place, expects="one_goal", value=goals)


def keys_of_sets(file: RawMethod | RawPack) -> Iterator[_Keyed]:
    """Every key in the sets of `file`, with its place."""
    yield from _category_keys(file)
    yield from _question_keys(file)


def is_sign(text: str) -> bool:
    """Whether `text` is one visible character, one terminal cell wide."""
    if len(text) != 1 or unicodedata.category(text)[0] not in "LNPS":
        return False
    return unicodedata.east_asian_width(text) not in {"W", "F"}


def _check_count(count: int, place: Path, most: int, findings: Findings, *, least: int = 1) -> None:
    """An empty list of the method's own is a method without that section."""
    if count > most:
        findings.add(TooManyError, place, count=count, limit=most)
    elif count < least and (count or place[0] not in ("categories", "questions", "grid")):
        findings.add(WrongValueError, place, expects="at_least", value=count, least=least)


def _check_signs(categories: Sequence[RawCategory], place: Path, findings: Findings) -> None:
    seen: set[str] = set()
    for number, category in enumerate(categories):
        here: Path = (*place, number, "sign")
        if not is_sign(category.sign):
            findings.add(WrongValueError, here, expects="sign", value=category.sign)
        elif category.sign in seen:
            findings.add(DuplicateKeyError, here, value=category.sign)
        seen.add(category.sign)


def _check_own(
    keyed: Callable[[RawMethod | RawPack], Iterator[_Keyed]],
    file: RawMethod | RawPack,
    method: RawMethod,
    findings: Findings,
    owners: Owners,
) -> None:
    """Each key stands once in the file, and nowhere in what the file is read after."""

    def keys_in(read: RawMethod | RawPack) -> list[str]:
        return [key for key, _ in keyed(read)]

    keys, known = keys_in(file), keys_in(method)
    seen: set[str] = set()
    for key, place in keyed(file):
        if key in seen:
            findings.add(DuplicateKeyError, place, value=key)
        elif known.count(key) > keys.count(key):
            owners.tell(keys_in, key, place, findings)
        seen.add(key)


def _categories(file: RawMethod | RawPack) -> Iterator[tuple[Path, Sequence[RawCategory]]]:
    if isinstance(file, RawMethod):
        yield ("categories",), file.categories
    for number, known in enumerate(file.category_sets):
        yield ("category_sets", number, "categories"), known.categories


def _questions(file: RawMethod | RawPack) -> Iterator[tuple[Path, Sequence[str]]]:
    if isinstance(file, RawMethod):
        yield ("questions",), file.questions
    for number, known in enumerate(file.question_sets):
        yield ("question_sets", number, "questions"), known.questions


def _axes(file: RawMethod | RawPack) -> Iterator[tuple[Path, Sequence[str]]]:
    if isinstance(file, RawMethod):
        yield ("grid", "whens"), file.grid.whens
        yield ("grid", "outcomes"), file.grid.outcomes
    for number, grid in enumerate(file.grids):
        yield ("grids", number, "whens"), grid.whens
        yield ("grids", number, "outcomes"), grid.outcomes


def _category_keys(file: RawMethod | RawPack) -> Iterator[_Keyed]:
    for place, categories in _categories(file):
        for number, category in enumerate(categories):
            yield category.key, (*place, number, "key")


def _question_keys(file: RawMethod | RawPack) -> Iterator[_Keyed]:
    for place, questions in _questions(file):
        for number, key in enumerate(questions):
            yield key, (*place, number)
    for number, record in enumerate(file.records):
        for entry, field in enumerate(record.fields):
            yield field.key, ("records", number, "fields", entry, "key")
