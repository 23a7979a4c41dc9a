"""The writes to a session file, each inside one transaction."""

from __future__ import annotations

import contextlib
import functools
import sqlite3
from collections.abc import Iterator, Set
from pathlib import Path

from sessions.model import FACILITATOR, Row
from sessions.rules.anonymity import dropped_by, without_links
from sessions.rules.overwritten_texts import without_overwritten
from sessions.state import Event, State
from sessions.storage.session_file import connect
from sessions.storage.sql import (
    ADD_EVENT,
    DELETES,
    UPSERTS,
    additions,
    creation_of,
    for_columns,
    in_file,
    last_writes,
    values_of_event,
)
from sessions.table_shapes import SHAPE_NAMED, SHAPE_OF, SHAPES, TableShape, shapes

_PROGRAMS = frozenset(shape.name for shape in SHAPES)
"""The tables that every session file has: the schema made them."""


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Run the body in a transaction: all or nothing. Raises sqlite3.Error, and whatever the body raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error, MemoryError):
            connection.execute("ROLLBACK")
        raise


def add(connection: sqlite3.Connection, events: tuple[Event, ...]) -> None:
    """Write `events` to the journal and their changes to the tables. Raises sqlite3.Error."""
    connection.executemany(ADD_EVENT, [values_of_event(event) for event in events])
    writes = last_writes(events)
    _make_own_tables(connection, {write.table for write in writes} - _PROGRAMS)
    for write in writes:
        shape = SHAPE_NAMED[write.table]
        if write.after is None:
            connection.execute(DELETES[shape.name], write.key)
        else:
            connection.execute(UPSERTS[shape.name], for_columns(shape, write.after))


def fill(path: Path, rows: tuple[Row, ...], seq: int) -> None:
    """Make the empty file `path` a session file that holds `rows`, with nothing left in a log."""
    path.write_bytes(_empty_file())
    with contextlib.closing(connect(path)) as database:
        with transaction(database) as connection:
            _make_own_tables(connection, {SHAPE_OF[type(row)].name for row in rows} - _PROGRAMS)
            for row in rows:
                shape = SHAPE_OF[type(row)]
                connection.execute(UPSERTS[shape.name], for_columns(shape, row))
            connection.execute(ADD_EVENT, values_of_event(creation_of(rows, seq)))
        database.execute("PRAGMA journal_mode = DELETE")


@functools.cache
def _empty_file() -> bytes:
    """A session file without rows. Made once: running all migrations would take most of a new file's time."""
    from sessions.storage.schema import bring_up_to_date  # large, and for new files only

    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        bring_up_to_date(connection)
        return connection.serialize()


def rows_of(state: State) -> tuple[Row, ...]:
    """All rows, table by table."""
    return tuple(row for shape in shapes() for row in state.table(shape.name))


def columns_of(connection: sqlite3.Connection, shape: TableShape) -> frozenset[str]:
    """The columns of a table in the file; none if there is no such table. Raises sqlite3.Error."""
    return frozenset(row[1] for row in connection.execute(f"PRAGMA table_info({shape.name})"))


def _make_own_tables(connection: sqlite3.Connection, names: Set[str]) -> None:
    """Create an external kind's table with its first row: a workshop without that kind has none."""
    for name in sorted(names):
        shape = SHAPE_NAMED[name]
        for statement in additions(shape, columns_of(connection, shape)):
            connection.execute(statement)


def forget_links(connection: sqlite3.Connection, events: tuple[Event, ...]) -> bool:
    """Remove from the journal the links that the rows have dropped. Returns whether there were any."""
    if not any(write.drops_author for event in events for write in event.writes):
        return False
    dropped = dropped_by(events)
    for seq, actor, change in connection.execute("SELECT seq, actor, change FROM journal").fetchall():
        cleaned = without_links(change, dropped)
        if cleaned is not None:
            nobodys = actor if actor == FACILITATOR else ""
            connection.execute(
                "UPDATE journal SET actor = ?, at = ?, change = ? WHERE seq = ?",
                (nobodys, in_file(events[-1].at), cleaned, seq),
            )
    return True


def overwritten(connection: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """The journal lines with texts that their authors have replaced: the change without them, the number.

    Raises sqlite3.Error, msgspec.MsgspecError.
    """
    return tuple(
        without_overwritten(connection.execute("SELECT seq, actor, change FROM journal ORDER BY seq"))
    )


def blank(connection: sqlite3.Connection, lines: tuple[tuple[str, int], ...]) -> None:
    """Write what `overwritten` found. Raises sqlite3.Error."""
    connection.executemany("UPDATE journal SET change = ? WHERE seq = ?", lines)
