"""Sheets of the action plan's workbook for forms and distances: one row a card, one column a field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.minutes import Minutes
from exports.sections.rate import RatedStatement, Ratings
from exports.sections.record import FilledRecord, Records
from prompts.language.cleaning import clean, clean_line
from prompts.language.formatting import in_tenths
from prompts.language.words import Words
from sessions.queries.records import Entry

LONGEST_SHEET_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by name: its heads, and rows of texts and numbers."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


def record_sheets(minutes: Minutes, words: Words, taken: Sequence[str]) -> tuple[Sheet, ...]:
    """A sheet for each form of this meeting, then one for each rating on two scales.

    Their names differ from each other and from those `taken`, in any case of letters.
    """
    names = {name.casefold() for name in taken}
    found = []
    for title, heads, rows in _tables(minutes, words):
        name = _free(title, names)
        names.add(name.casefold())
        found.append(Sheet(name, heads, rows))
    return tuple(found)


_Told = tuple[str, tuple[str, ...], tuple[tuple[str | float, ...], ...]]


def _tables(minutes: Minutes, words: Words) -> Iterator[_Told]:
    for record in minutes.part(Records).records:
        if record.held:
            yield record.form.title, _heads(record), tuple(_rows(record))
    apart: dict[str, list[RatedStatement]] = {}
    for rated in minutes.part(Ratings).statements:
        if rated.meeting == minutes.meeting:
            apart.setdefault(rated.activity, []).append(rated)
    for statements in apart.values():
        seconds = {_key(each): each for each in statements if each.second and each.apart is not None}
        firsts = [each for each in statements if not each.second and _key(each) in seconds]
        if firsts:
            pairs = [(first, seconds[_key(first)]) for first in firsts]
            scales = pairs[0][0].scale.title, pairs[0][1].scale.title
            heads = (words("minutes.rate.statement"), *scales, words("minutes.rate.distance"))
            yield pairs[0][0].title, heads, tuple(_distance(first, second) for first, second in pairs)


def _key(rated: RatedStatement) -> tuple[str, str]:
    return rated.card, rated.text


def _distance(first: RatedStatement, second: RatedStatement) -> tuple[str | float, ...]:
    means = (each.spread.mean if each.spread else None for each in (first, second))
    told = tuple("" if mean is None else in_tenths(mean) for mean in means)
    return (" ".join(filter(None, _key(first))), *told, second.apart or 0.0)


def _heads(record: FilledRecord) -> tuple[str, ...]:
    fields = tuple(clean_line(field.title) for field in record.form.fields)
    return (record.deck_title, *fields) if record.deck else fields


def _rows(record: FilledRecord) -> Iterator[tuple[str, ...]]:
    for card in record.cards:
        told = tuple(_text(entry) for entry in card.entries)
        yield (f"{card.line.id} {card.line.told}", *told) if record.deck else told


def _text(entry: Entry) -> str:
    """What stands, or what was answered, one answer on each line; an empty text where nothing is."""
    return "\n".join(clean(text) for text in entry.texts)


def _free(title: str, taken: set[str]) -> str:
    plain = _NOT_IN_A_NAME.sub(" ", clean_line(title)).strip("' ") or "-"
    name, number = plain[:LONGEST_SHEET_NAME].strip("' "), 2
    while name.casefold() in taken:
        end = f" {number}"
        name, number = plain[: LONGEST_SHEET_NAME - len(end)] + end, number + 1
    return name
