"""Rows and events as SQL statements and bound values. No connection, no file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import fields
from enum import Enum
from typing import Any, get_type_hints

import msgspec

from sessions.model import Row, Workshop
from sessions.state import Event, RowWrite, State, put
from sessions.tables import SHAPE_NAMED, Key, TableShape

ADD_EVENT = "INSERT INTO journal (seq, at, actor, command, subject, change) VALUES (?, ?, ?, ?, ?, ?)"
_encoder = msgspec.json.Encoder()


def creation_of(rows: tuple[Row, ...], seq: int) -> Event:
    """The event that created `rows`: it has no actor, so it cannot be undone."""
    at = next((row.created_at for row in rows if isinstance(row, Workshop)), "")
    empty = State()
    return Event(seq, at, "", "CreateWorkshop", "", tuple(put(empty, row) for row in rows))


def last_writes(events: tuple[Event, ...]) -> tuple[RowWrite, ...]:
    """The final version of each row that `events` change."""
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
    """The event in a journal line, without rows of external kinds that are not installed.

    Raises msgspec.MsgspecError, TypeError.
    """
    seq, at, actor, command, subject, change = row
    entries = (entry for entry in msgspec.json.decode(change) if is_known(entry[0]))
    return Event(seq, at, actor, command, subject, tuple(_write(*entry) for entry in entries))


def is_known(table: str) -> bool:
    """Whether `table` belongs to this program or to an external kind that it knows."""
    try:
        return SHAPE_NAMED[table] is not None
    except KeyError:
        return False


def _upsert(shape: TableShape) -> str:
    columns = shape.columns()
    others = [name for name in columns if name not in shape.key]
    assigned = ", ".join(f"{name} = excluded.{name}" for name in others)
    change = f"UPDATE SET {assigned}" if assigned else "NOTHING"
    marks = ", ".join("?" for _ in columns)
    return (
        f"INSERT INTO {shape.name} ({', '.join(columns)}) VALUES ({marks}) "
        f"ON CONFLICT ({', '.join(shape.key)}) DO {change}"
    )


def _delete(shape: TableShape) -> str:
    return f"DELETE FROM {shape.name} WHERE " + " AND ".join(f"{name} = ?" for name in shape.key)


class _ByTable(dict[str, str]):
    """A statement for each table, made when it is first needed."""

    def __init__(self, made: Callable[[TableShape], str]) -> None:
        super().__init__()
        self._made = made

    def __missing__(self, table: str) -> str:
        self[table] = self._made(SHAPE_NAMED[table])
        return self[table]


UPSERTS = _ByTable(_upsert)
DELETES = _ByTable(_delete)
ORDERS = _ByTable(lambda shape: "seq" if shape.name == "receipts" else "rowid")
"""By table: insert or replace a row, take one away, and the order in which rows came."""

_COLUMN_TYPES = {int: "INTEGER", bool: "INTEGER", float: "REAL"}


def additions(shape: TableShape, there: Collection[str]) -> tuple[str, ...]:
    """The statements that bring an external kind's table, which has the columns `there`, up to date.

    A column added later needs a default in the row's class.
    """
    types = get_type_hints(shape.row)
    columns = {
        field.name: f"{field.name} {_COLUMN_TYPES.get(types[field.name], 'TEXT')} NOT NULL"
        for field in fields(shape.row)
    }
    if not there:
        key = f"PRIMARY KEY ({', '.join(shape.key)})"
        return (f"CREATE TABLE {shape.name} ({', '.join((*columns.values(), key))}) STRICT",)
    return tuple(
        f"ALTER TABLE {shape.name} ADD COLUMN {columns[field.name]} DEFAULT {_literal(field.default)}"
        for field in fields(shape.row)
        if field.name not in there
    )


def _literal(value: object) -> str:
    plain = _plain(value)
    if isinstance(plain, int | float):
        return str(plain + 0)
    return "'" + str(plain).replace("'", "''") + "'"


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
