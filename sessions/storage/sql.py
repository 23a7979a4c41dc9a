"""Rows and events as SQL statements and their values. No connection, no file."""

from __future__ import annotations

from enum import Enum
from typing import Any

import msgspec

from sessions.model import Row, Workshop
from sessions.state import Event, RowWrite, State, put
from sessions.tables import SHAPE_NAMED, SHAPES, Key, TableShape

ADD_EVENT = "INSERT INTO journal (seq, at, actor, command, subject, change) VALUES (?, ?, ?, ?, ?, ?)"
_encoder = msgspec.json.Encoder()


def creation_of(rows: tuple[Row, ...], seq: int) -> Event:
    """The event by which `rows` came to be: nobody's act, so that nobody can undo it."""
    at = next((row.created_at for row in rows if isinstance(row, Workshop)), "")
    empty = State()
    return Event(seq, at, "", "CreateWorkshop", "", tuple(put(empty, row) for row in rows))


def last_writes(events: tuple[Event, ...]) -> tuple[RowWrite, ...]:
    """For each row that `events` change, what it is after them."""
    last: dict[tuple[str, Key], RowWrite] = {}
    for event in events:
        for write in event.writes:
            last[write.table, write.key] = write
    return tuple(last.values())


def values_of(shape: TableShape, row: Row) -> tuple[Any, ...]:
    """The fields of `row` as SQLite takes them, in the order of the columns."""
    return tuple(map(_plain, shape.values_of(row)))


def values_of_event(event: Event) -> tuple[Any, ...]:
    """What `ADD_EVENT` binds."""
    change = [[write.table, write.key, write.before, write.after] for write in event.writes]
    return (event.seq, event.at, event.actor, event.command, event.subject, _encoder.encode(change).decode())


def event_in(row: tuple[Any, ...]) -> Event:
    """The event that a line of the journal holds. Raises msgspec.MsgspecError, LookupError, TypeError."""
    seq, at, actor, command, subject, change = row
    writes = tuple(_write(*entry) for entry in msgspec.json.decode(change))
    return Event(seq, at, actor, command, subject, writes)


def _upsert(shape: TableShape) -> str:
    columns = shape.columns()
    others = [name for name in columns if name not in shape.key]
    change = ", ".join(f"{name} = excluded.{name}" for name in others)
    marks = ", ".join("?" for _ in columns)
    return (
        f"INSERT INTO {shape.name} ({', '.join(columns)}) VALUES ({marks}) "
        f"ON CONFLICT ({', '.join(shape.key)}) DO UPDATE SET {change}"
    )


def _delete(shape: TableShape) -> str:
    return f"DELETE FROM {shape.name} WHERE " + " AND ".join(f"{name} = ?" for name in shape.key)


UPSERTS = {shape.name: _upsert(shape) for shape in SHAPES}
DELETES = {shape.name: _delete(shape) for shape in SHAPES}
ORDERS = {shape.name: "seq" if shape.name == "receipts" else "rowid" for shape in SHAPES}
"""By table: insert or replace a row, take one away, and the order in which rows came."""


def _plain(value: object) -> object:
    return value.value if isinstance(value, Enum) else value


def _write(table: str, key: list[str | int], before: object, after: object) -> RowWrite:
    row_type = SHAPE_NAMED[table].row
    return RowWrite(
        table,
        tuple(key),
        None if before is None else msgspec.convert(before, row_type),
        None if after is None else msgspec.convert(after, row_type),
    )
