"""What is written to a session file inside one transaction."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sessions.model import FACILITATOR, Row
from sessions.rules.anonymity import dropped_by, without_links
from sessions.state import Event, State
from sessions.storage.schema import migrations
from sessions.storage.session_file import connect
from sessions.storage.sql import (
    ADD_EVENT,
    DELETES,
    UPSERTS,
    creation_of,
    last_writes,
    values_of,
    values_of_event,
)
from sessions.tables import SHAPE_NAMED, SHAPE_OF, SHAPES


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of it or nothing. Raises sqlite3.Error, and whatever the body raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def add(connection: sqlite3.Connection, events: tuple[Event, ...]) -> None:
    """Write `events` to the journal, and what they changed to the rows. Raises sqlite3.Error."""
    connection.executemany(ADD_EVENT, [values_of_event(event) for event in events])
    for write in last_writes(events):
        shape = SHAPE_NAMED[write.table]
        if write.after is None:
            connection.execute(DELETES[shape.name], write.key)
        else:
            connection.execute(UPSERTS[shape.name], values_of(shape, write.after))


def fill(path: Path, rows: tuple[Row, ...], seq: int) -> None:
    """Make the empty file `path` a session file that holds `rows`; nothing of it is in a log."""
    with contextlib.closing(connect(path)) as database:
        migrations.apply(database)
        with transaction(database.conn) as connection:
            for row in rows:
                shape = SHAPE_OF[type(row)]
                connection.execute(UPSERTS[shape.name], values_of(shape, row))
            connection.execute(ADD_EVENT, values_of_event(creation_of(rows, seq)))
        database.conn.execute("PRAGMA journal_mode = DELETE")


def rows_of(state: State) -> tuple[Row, ...]:
    """All rows, table by table."""
    return tuple(row for shape in SHAPES for row in state.table(shape.name))


def forget_links(connection: sqlite3.Connection, events: tuple[Event, ...]) -> bool:
    """What the rows no longer tell, the journal must not tell either. Whether there was anything."""
    dropped = dropped_by(events)
    if not dropped:
        return False
    for seq, actor, change in connection.execute("SELECT seq, actor, change FROM journal").fetchall():
        cleaned = without_links(change, dropped)
        if cleaned is not None:
            nobodys = actor if actor == FACILITATOR else ""
            connection.execute(
                "UPDATE journal SET actor = ?, at = ?, change = ? WHERE seq = ?",
                (nobodys, events[-1].at, cleaned, seq),
            )
    return True
