"""Lines of a journal from an earlier schema, rewritten as this one has them.

Undo, the comparison with the tables and the forgetting of authors read the journal. The migration that
changes what rows look like changes it too, so that none of its readers has to know earlier forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

_Entry = tuple[str, list[str | int], msgspec.Raw, msgspec.Raw]
"""A table, the key of a row, the row before and after."""
_decoder = msgspec.json.Decoder(list[_Entry])
_encoder = msgspec.json.Encoder()

_RENAMED_IN_4 = {
    "workshop": ("round", "meeting"),
    "meetings": ("round", "number"),
    "scheduled_activities": ("round", "meeting"),
    "participants": ("round", "meeting"),
    "cards": ("round", "meeting"),
    "answers": ("round", "meeting"),
    "next_steps": ("round", "meeting"),
    "step_reviews": ("round", "meeting"),
    "placements": ("round", "placement_round"),
    "hand_counts": ("round", "placement_round"),
}
"""By table, a column's name before schema 4 and since."""


def in_words_of_schema_4(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[str, int]]:
    """For each line (`seq`, change) of an older journal that reads otherwise now: its new change, its `seq`.

    Raises msgspec.MsgspecError for a line that cannot be read.
    """
    for seq, change in lines:
        entries = [_renamed(entry) for entry in _decoder.decode(change)]
        now = _encoder.encode(entries).decode()
        if now != change:
            yield now, seq


def _renamed(entry: _Entry) -> _Entry:
    table, key, before, after = entry
    if table not in _RENAMED_IN_4:
        return entry
    old, new = _RENAMED_IN_4[table]
    return table, key, _with_name(before, old, new), _with_name(after, old, new)


def _with_name(raw: msgspec.Raw, old: str, new: str) -> msgspec.Raw:
    row: dict[str, Any] | None = msgspec.json.decode(raw)
    if row is None or old not in row:
        return raw
    return msgspec.Raw(_encoder.encode({new if name == old else name: value for name, value in row.items()}))
