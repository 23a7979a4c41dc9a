"""Rows and events as SQL statements and bound values. No connection, no file.

The one place where values in memory and in a file are converted: a date is an ISO text there, a moment a
stamp, none an empty text. A text that is neither date nor moment, in an older file or one in which a byte
has changed, is read as none: the file still opens, and `sessions.storage.watching.audit` notices that
the journal says something else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from sessions.clock import day_in, from_stamp, stamp
from sessions.model import ParticipantId, Row, Workshop
from sessions.state import Event, RowWrite, State, put
from sessions.table_shapes import SHAPE_NAMED, Key, TableShape

ADD_EVENT = "INSERT INTO journal (seq, at, actor, command, subject, change) VALUES (?, ?, ?, ?, ?, ?)"
_encoder = msgspec.json.Encoder()
Reader = Callable[[str], object]
_AS_THEY_ARE = frozenset({str, int, bool, float})
_READERS: dict[type[Any], Mapping[str, Reader]] = {}


def creation_of(rows: tuple[Row, ...], seq: int) -> Event:
    """The event that created `rows`: it has no actor, so it cannot be undone."""
    at = next((row.created_at for row in rows if isinstance(row, Workshop)), None)
    empty = State()
    return Event(seq, at, ParticipantId(""), "CreateWorkshop", "", tuple(put(empty, row) for row in rows))


def last_writes(events: tuple[Event, ...]) -> tuple[RowWrite, ...]:
    """The final version of each row that `events` change."""
    last: dict[tuple[str, Key], RowWrite] = {}
    for event in events:
        for write in event.writes:
            last[write.table, write.key] = write
    return tuple(last.values())


def values_of_event(event: Event) -> tuple[Any, ...]:
    """What `ADD_EVENT` binds."""
    change = _encoder.encode([_told(write) for write in event.writes]).decode()
    return (event.seq, in_file(event.at), event.actor, event.command, event.subject, change)


def event_in(row: tuple[Any, ...]) -> Event:
    """The event in a journal line, without rows of external kinds that are not installed.

    Raises msgspec.MsgspecError, TypeError.
    """
    seq, at, actor, command, subject, change = row
    entries = (entry for entry in msgspec.json.decode(change) if is_known(entry[0]))
    writes = tuple(_write(*entry) for entry in entries)
    return Event(seq, from_stamp(at), ParticipantId(actor), command, subject, writes)


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
    plain = in_file(value)
    if isinstance(plain, int | float):
        return str(plain + 0)
    return "'" + str(plain).replace("'", "''") + "'"


def _told(write: RowWrite) -> list[object]:
    shape = SHAPE_NAMED[write.table]
    return [write.table, write.key, for_journal(shape, write.before), for_journal(shape, write.after)]


def _write(
    table: str, key: list[str | int], before: dict[str, object] | None, after: dict[str, object] | None
) -> RowWrite:
    shape = SHAPE_NAMED[table]
    return RowWrite(
        table,
        tuple(key),
        None if before is None else row_in(shape, before),
        None if after is None else row_in(shape, after),
    )


def in_file(value: object) -> object:
    """`value` as SQLite and the journal take it."""
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, Enum):
        return value.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return stamp(value)
    return value.isoformat() if isinstance(value, date) else value


def for_columns(shape: TableShape, row: Row) -> tuple[Any, ...]:
    """The fields of `row` as SQLite takes them, in the order of the columns."""
    return tuple(map(in_file, shape.values_of(row)))


def for_journal(shape: TableShape, row: Row | None) -> object:
    """`row` as the journal's JSON holds it; one that holds nothing else in memory is encoded
    as it is, which is quicker.
    """
    if row is None or not readers(shape.row):
        return row
    return dict(zip(shape.columns(), for_columns(shape, row), strict=True))


def row_in(shape: TableShape, told: Mapping[str, object], *, strict: bool = True) -> Row:
    """The row of which a file tells the fields `told`. Raises msgspec.ValidationError.

    A file that is not `strict` has whole numbers where the row has truth values, as SQLite does.
    """
    known = readers(shape.row)
    fields = {name: _read(known.get(name), value) for name, value in told.items()}
    row: Row = msgspec.convert(fields, shape.row, strict=strict)
    return row


def same_in(shape: TableShape, row: Row, told: Mapping[str, object]) -> bool:
    """Whether `row` has what the file tells of it, in whatever form a readable date stands there.

    A text that is read as none because it makes no sense is not the same as none.
    """
    known = readers(shape.row)
    now = dict(zip(shape.columns(), shape.values_of(row), strict=True))
    return all(
        name in now and (in_file(now[name]) == value or _is_read_as(now[name], known.get(name), value))
        for name, value in told.items()
    )


def _is_read_as(now: object, reader: Reader | None, value: object) -> bool:
    return reader is not None and now is not None and _read(reader, value) == now


def _read(reader: Reader | None, value: object) -> object:
    return reader(value) if reader is not None and isinstance(value, str) else value


def readers(row: type[Any]) -> Mapping[str, Reader]:
    """What reads those columns of the class `row` that hold something else in memory than in the file."""
    known = _READERS.get(row)
    if known is None:
        hints = get_type_hints(row).items()
        known = {name: found for name, hint in hints if (found := _reader_of(hint)) is not None}
        _READERS[row] = known
    return known


def _reader_of(hint: object) -> Reader | None:
    if get_origin(hint) not in (Union, UnionType):
        return None
    kinds = {getattr(kind, "__supertype__", kind) for kind in get_args(hint)}  # an id is a text
    if datetime in kinds:
        return from_stamp
    return day_in if date in kinds else _text_in if str in kinds else None


def _text_in(text: str) -> str | None:
    return text or None
