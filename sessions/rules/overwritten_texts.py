"""Which texts in the journal a participant has withdrawn or written over since: those are forgotten.

The journal holds every row before and after each change. Undo needs only what the facilitator's own acts
have changed; what a participant has replaced is never brought back, so the earlier text need not stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from sessions.model import FACILITATOR

TEXTS = {"cards": ("text",), "answers": ("text",), "participants": ("alias", "table_name")}
"""By table, the columns that hold what a participant has written and may replace."""

_Place = tuple[str, str]
_Entry = tuple[str, list[str | int], msgspec.Raw, msgspec.Raw]
"""A table, the key of a row, the row before and after."""
_decoder = msgspec.json.Decoder(list[_Entry])
_encoder = msgspec.json.Encoder()
_NONE = b"null"


def without_overwritten(lines: Iterable[tuple[int, str, str]]) -> Iterator[tuple[str, int]]:
    """For each line (`seq`, actor, change) of a journal that holds such a text: its new change, its `seq`.

    The lines must come in order, from the first. Raises msgspec.MsgspecError for one that cannot be read.
    """
    decoded = [(seq, actor, _decoder.decode(change)) for seq, actor, change in lines]
    replaced = _last_replaced(decoded)
    if not replaced:
        return
    for seq, _, entries in decoded:
        cleaned = [_cleaned(entry, seq, replaced) for entry in entries]
        if cleaned != entries:
            yield _encoder.encode(cleaned).decode(), seq


def _last_replaced(decoded: Iterable[tuple[int, str, list[_Entry]]]) -> dict[_Place, int]:
    """For each row, the number of the line in which a participant last replaced or removed its text."""
    found: dict[_Place, int] = {}
    for seq, actor, entries in decoded:
        if actor == FACILITATOR:
            continue
        for table, key, before, after in entries:
            if table in TEXTS and bytes(before) != _NONE and _texts(table, before) != _texts(table, after):
                found[table, str(key[0])] = seq
    return found


def _cleaned(entry: _Entry, seq: int, replaced: dict[_Place, int]) -> _Entry:
    table, key, before, after = entry
    last = replaced.get((table, str(key[0])), 0) if table in TEXTS else 0
    if seq > last:
        return entry
    return table, key, _blank(table, before), after if seq == last else _blank(table, after)


def _blank(table: str, raw: msgspec.Raw) -> msgspec.Raw:
    row: dict[str, Any] | None = msgspec.json.decode(raw)
    if row is None or not any(row.get(name) for name in TEXTS[table]):
        return raw
    return msgspec.Raw(_encoder.encode(row | dict.fromkeys(TEXTS[table], "")))


def _texts(table: str, raw: msgspec.Raw) -> tuple[object, ...] | None:
    row: dict[str, Any] | None = msgspec.json.decode(raw)
    return None if row is None else tuple(row.get(name) for name in TEXTS[table])
