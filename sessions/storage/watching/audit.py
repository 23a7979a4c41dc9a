"""Compares the tables with the journal, which holds every row a second time.

SQLite detects a damaged page but not a changed letter inside a text. A difference between the two
copies reveals it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

import msgspec

from sessions.state import State
from sessions.storage.sql import for_journal, same_in
from sessions.table_shapes import SHAPE_NAMED, Key

_Write = tuple[str, list[str | int], msgspec.Raw, msgspec.Raw]
_decoder = msgspec.json.Decoder(list[_Write])
_encoder = msgspec.json.Encoder()
_NOTHING = b"null"

OddRow = tuple[str, Key]


def odd_rows(
    state: State, changes: Iterable[str], unread: Container[str] = frozenset()
) -> tuple[OddRow, ...]:
    """The table and key of every row that differs from its last version in the journal.

    The tables `unread` are not in the state and are not compared.

    Raises msgspec.MsgspecError and LookupError for a journal that cannot be read.
    """
    last: dict[OddRow, msgspec.Raw] = {}
    for change in changes:
        for table, key, _, after in _decoder.decode(change):
            if table not in unread:
                last[table, tuple(key)] = after
    return tuple(place for place, after in last.items() if not _same(state, place, after))


def _same(state: State, place: OddRow, after: msgspec.Raw) -> bool:
    table, key = place
    row = state.table(table).get(*key)
    if row is None or bytes(after) == _NOTHING:
        return row is None and bytes(after) == _NOTHING
    shape = SHAPE_NAMED[table]
    if _encoder.encode(for_journal(shape, row)) == bytes(after):
        return True
    # The row may have columns that did not exist when the journal line was written.
    return same_in(shape, row, msgspec.json.decode(after))
