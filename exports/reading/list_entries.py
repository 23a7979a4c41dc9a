"""What a list says: which column is taken for what, and the initiatives, names or agreements in it."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources

import msgspec

from exports.reading.list_errors import EmptyListError
from exports.reading.list_source import ListSource
from prompts.language.cleaning import LONGEST_NAME, LONGEST_TEXT
from prompts.language.pasted_lists import TEXTY, agreement_in
from prompts.language.typed_dates import LONGEST_DATE
from sessions.limits import LONGEST_FIELD, LONGEST_WHO

_HEADED_WITHIN = 12
"""Rows in which the heads of the columns are looked for: a plan has its title above them."""
_LONGEST_HEAD = 40


class ListKind(StrEnum):
    """What the lines of a list are to become."""

    INITIATIVES = "initiatives"
    NAMES = "names"
    AGREEMENTS = "agreements"


FIELDS: Mapping[ListKind, tuple[str, ...]] = {
    ListKind.INITIATIVES: ("initiative",),
    ListKind.NAMES: ("name", "table"),
    ListKind.AGREEMENTS: ("what", "who", "due", "result", "resources", "help"),
}
"""The fields of each kind; the first is the one that a line must have."""
_LONGEST = (
    {
        "initiative": LONGEST_TEXT,
        "name": LONGEST_NAME,
        "table": LONGEST_NAME,
        "who": LONGEST_WHO,
    }
    | dict.fromkeys(("what", "result", "resources", "help"), LONGEST_FIELD)
    | {"due": LONGEST_DATE}
)


@dataclass(frozen=True, slots=True)
class ListEntries:
    """The entries by field, and what was not taken.

    `columns` says of each field which column it was read from, by its head or its number from 1; empty
    where the list has one column. `repeated`, `long` and `empty` count lines that are left out.
    """

    kind: ListKind
    source: ListSource
    entries: tuple[dict[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    repeated: int
    long: int
    empty: int


def entries_of(source: ListSource, kind: ListKind, reference: date) -> ListEntries:
    """The entries of `source` as `kind`; dates are told from words with the day `reference`.

    Raises EmptyListError if there are none.
    """
    head_at, columns = _columns(source.rows, kind)
    body = source.rows[head_at + 1 :]
    heads = source.rows[head_at] if head_at >= 0 else ()
    needed = FIELDS[kind][0]
    if not columns and kind is ListKind.AGREEMENTS:
        read = [_unheaded_agreement(row, reference) for row in body]
    else:
        columns = columns or _guessed(body, kind)
        read = [_entry(row, columns) for row in body]
    kept: dict[str, dict[str, str]] = {}
    long = empty = repeated = 0
    for entry in read:
        key = " ".join(entry.get(name, "").casefold() for name in (needed, "who", "table", "due"))
        if not entry.get(needed):
            empty += 1
        elif any(len(text) > _LONGEST[name] for name, text in entry.items()):
            long += 1
        elif key in kept:
            repeated += 1
        else:
            kept[key] = entry
    if not kept:
        raise EmptyListError(file=source.name)
    told = tuple((name, _head(heads, at)) for name, at in columns.items())
    entries = tuple(kept.values())
    return ListEntries(kind, source, entries, told, repeated, long, source.empty + empty)


def _columns(rows: Sequence[Sequence[str]], kind: ListKind) -> tuple[int, dict[str, int]]:
    """The row that heads the columns (-1 for none) and the column of each field that has one."""
    for at, row in enumerate(rows[:_HEADED_WITHIN]):
        found = _by_head(row, kind)
        if FIELDS[kind][0] in found:
            return at, found
    return -1, {}


def _by_head(row: Sequence[str], kind: ListKind) -> dict[str, int]:
    found: dict[str, int] = {}
    heads = [cell.casefold().strip(" :*") if len(cell) <= _LONGEST_HEAD else "" for cell in row]
    for name in FIELDS[kind]:
        # In the order of the words: "hvad" before "titel", wherever they stand.
        for word in _words()[f"field-{name}"]:
            if word in heads and heads.index(word) not in found.values():
                found[name] = heads.index(word)
                break
    return found


@functools.cache
def _words() -> dict[str, list[str]]:
    raw = (resources.files("prompts.language") / "list_words.toml").read_bytes()
    return msgspec.toml.decode(raw, type=dict[str, list[str]])


def _guessed(rows: Sequence[Sequence[str]], kind: ListKind) -> dict[str, int]:
    """Without heads: the first column that holds texts; for names the first that holds no numbers."""
    width = max(map(len, rows), default=0)
    filled = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(width)]
    means = [sum(map(len, column)) / max(1, len(column)) for column in filled]
    if kind is ListKind.NAMES:
        texts = [at for at, column in enumerate(filled) if column and not all(map(str.isdecimal, column))]
        at = texts[0] if texts else 0
        return {"name": at} | ({"table": at + 1} if at + 1 < width and filled[at + 1] else {})
    longest = means.index(max(means)) if means else 0
    return {FIELDS[kind][0]: next((at for at, mean in enumerate(means) if mean >= TEXTY), longest)}


def _entry(row: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {name: row[at] for name, at in columns.items() if at < len(row) and row[at]}


def _unheaded_agreement(row: Sequence[str], reference: date) -> dict[str, str]:
    return {"what": row[0]} if len(row) == 1 and row[0] else agreement_in(row, reference)


def _head(heads: Sequence[str], at: int) -> str:
    return heads[at] if at < len(heads) and heads[at] else str(at + 1)
