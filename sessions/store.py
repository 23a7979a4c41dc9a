"""The session file: one SQLite database, one writer connection, opened by the thread that owns it.

`append` returns after COMMIT with `synchronous=FULL`: what it was given is on disk. Any error of
SQLite leaves as a `StorageError`, after which only `reopen` and `load` may follow.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from sqlite_utils import Database

from sessions.anonymity import dropped_by, without_links
from sessions.audit import OddRow, odd_rows
from sessions.model import FACILITATOR, Row
from sessions.rescue import CORRUPT, REPLACED, Identity, identity_of, put_in_place, unfinished_beside
from sessions.schema import SCHEMA_VERSION, migrations
from sessions.session_file import (
    DamagedFileError,
    MissingFileError,
    StorageError,
    check_file,
    check_identity,
    connect,
    storage_errors,
)
from sessions.snapshots import keep_copy, name_new_file, write_out
from sessions.sql import (
    ADD_EVENT,
    DELETES,
    ORDERS,
    UPSERTS,
    creation_of,
    event_in,
    last_writes,
    values_of,
    values_of_event,
)
from sessions.state import Event, State
from sessions.tables import SHAPE_NAMED, SHAPE_OF, SHAPES, TableShape

_SHORT = 16
"""As long as an id, the name of a category, a status."""

log = logging.getLogger(__name__)


class SessionStore:
    """One session file. Belongs to the thread that calls `open`."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self.path = path
        self.odd_rows: tuple[OddRow, ...] = ()
        """After `load`: rows whose two copies differ; a byte has changed in one of them."""
        self.put_back_at: datetime | None = None
        """When the file had last to be put back because somebody had moved, replaced or damaged it."""
        self._db: Database | None = None
        self._identity: Identity | None = None

    def open(self) -> None:
        """Open, check, and bring the file up to date; an older file is copied first.

        Raises MissingFileError, DamagedFileError, NewerFileError, or StorageError for a disk
        that does not answer.
        """
        with storage_errors(self.path):
            if not self.path.is_file():
                raise MissingFileError(self.path)
            check_file(self.path)
            self._db = connect(self.path)
            version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
            if version < SCHEMA_VERSION:
                keep_copy(self.path, f"schema-{version}")
            migrations.apply(self._db)
        self._identity = identity_of(self.path)

    def create(self, rows: tuple[Row, ...], seq: int = 0) -> None:
        """Make a new file with these rows and close it. Raises FileExistsError, StorageError.

        The file gets its name last, so that a file found under a session's name is whole. Its
        journal begins with the rows themselves, under the number `seq`.
        """
        if self.path.exists():
            raise FileExistsError(self.path)
        unfinished = self.path.with_name(f"{self.path.name}.{os.getpid()}.unfinished")
        unfinished.touch()
        try:
            with storage_errors(self.path):
                self._fill(unfinished, rows, seq)
            name_new_file(unfinished, self.path)
        finally:
            self.close()
            unfinished.unlink(missing_ok=True)

    def _fill(self, path: Path, rows: tuple[Row, ...], seq: int) -> None:
        self._db = connect(path)
        migrations.apply(self._db)
        with self._transaction(self._db) as connection:
            for row in rows:
                shape = SHAPE_OF[type(row)]
                connection.execute(UPSERTS[shape.name], values_of(shape, row))
            connection.execute(ADD_EVENT, values_of_event(creation_of(rows, seq)))
        # Only the file itself is given a name: what the log holds must be in it.
        self._db.conn.execute("PRAGMA journal_mode = DELETE")
        self.close()

    def probe(self) -> None:
        """Write without changing anything, to find out whether the disk takes it. Raises StorageError."""
        with storage_errors(self.path), self._transaction(self._open_db) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version = {int(version)}")

    def borrow(self, database: Database) -> None:
        """Read through a connection that somebody else opens and closes."""
        self._db = database

    def close(self) -> None:
        """Close the connection; SQLite folds the write-ahead log into the file."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def reopen(self) -> None:
        """After an error: drop the connection, check the file, open it again. Raises StorageError."""
        self.close()
        self.open()

    def in_place(self) -> bool:
        """Whether the open file still has its name: SQLite writes into a deleted one without a word."""
        return identity_of(self.path) == self._identity

    def put_back(self, now: datetime) -> None:
        """The file was deleted, moved or replaced while open: write it out of the connection, go on with it.

        Raises StorageError.
        """
        unfinished = unfinished_beside(self.path)
        with storage_errors(self.path):
            try:
                write_out(self._connection, unfinished)
                put_in_place(unfinished, self.path, REPLACED, now)
            finally:
                unfinished.unlink(missing_ok=True)
        self.put_back_at = now
        self.reopen()

    def rebuild(self, state: State, now: datetime) -> None:
        """The file is damaged or gone: write a new one out of what is known, open it. Raises StorageError.

        The journal begins anew; the one there was is kept with the damaged file.
        """
        self.close()
        rows = tuple(row for shape in SHAPES for row in state.table(shape.name))
        with storage_errors(self.path):
            whole = SessionStore(self.path.with_name(f"{self.path.name}.{os.getpid()}.rebuilt"))
            try:
                whole.path.parent.mkdir(parents=True, exist_ok=True)
                whole.create(rows, state.seq)
                put_in_place(whole.path, self.path, CORRUPT, now)
            finally:
                whole.path.unlink(missing_ok=True)
        self.put_back_at = now
        self.open()

    def load(self) -> State:
        """The whole state as stored. Raises StorageError, DamagedFileError for rows that make no sense."""
        state = State()
        with storage_errors(self.path), self._sense():
            # The same few ids stand in thousands of rows: read from a file, each would be a text of its own.
            shared: dict[str, str] = {}
            for shape in SHAPES:
                state.load(self._rows(shape, shared))
            newest = self._connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
            changes = self._connection.execute("SELECT change FROM journal ORDER BY seq")
            self.odd_rows = odd_rows(state, (str(row[0]) for row in changes))
        if self.odd_rows:
            log.warning("the tables and the journal differ in %d rows", len(self.odd_rows))
        state.seq = int(newest[0])
        return state

    def facilitator_events(self, most: int = 4_000) -> tuple[Event, ...]:
        """The facilitator's newest events, oldest first. Raises StorageError.

        Many more than can be undone: each undo and redo is an event too.
        """
        sql = (
            "SELECT seq, at, actor, command, subject, change FROM journal WHERE actor = ? "
            "ORDER BY seq DESC LIMIT ?"
        )
        with storage_errors(self.path), self._sense():
            rows = self._connection.execute(sql, (FACILITATOR, most)).fetchall()
            return tuple(event_in(row) for row in reversed(rows))

    def last_event_at(self) -> str:
        """The stamp of the newest event, or an empty text. Raises StorageError."""
        with storage_errors(self.path):
            row = self._connection.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        return str(row[0]) if row else ""

    def append(self, events: tuple[Event, ...]) -> None:
        """Store events and all they changed in one transaction. Raises StorageError."""
        with storage_errors(self.path), self._transaction(self._open_db) as connection:
            connection.executemany(ADD_EVENT, [values_of_event(event) for event in events])
            for write in last_writes(events):
                shape = SHAPE_NAMED[write.table]
                if write.after is None:
                    connection.execute(DELETES[shape.name], write.key)
                else:
                    connection.execute(UPSERTS[shape.name], values_of(shape, write.after))
            _forget_links(connection, events)

    @contextlib.contextmanager
    def _sense(self) -> Iterator[None]:
        """SQLite finds a file whole whose bytes changed inside a value: the value shows it."""
        try:
            yield
        except (msgspec.MsgspecError, UnicodeError, LookupError, ValueError, TypeError) as problem:
            raise DamagedFileError(self.path) from problem

    @property
    def _open_db(self) -> Database:
        if self._db is None:
            raise StorageError(self.path)
        return self._db

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._open_db.conn
        return connection

    def _rows(self, shape: TableShape, shared: dict[str, str]) -> Iterator[Row]:
        columns = self._columns(shape)
        if not columns:
            return
        names = ", ".join(columns)
        for values in self._connection.execute(
            f"SELECT {names} FROM {shape.name} ORDER BY {ORDERS[shape.name]}"
        ).fetchall():
            told = {name: _shared(value, shared) for name, value in zip(columns, values, strict=True)}
            yield msgspec.convert(told, shape.row, strict=False)

    def _columns(self, shape: TableShape) -> tuple[str, ...]:
        """Those that the file has: an older one that is only looked at lacks the newer ones."""
        if self._connection.execute("PRAGMA user_version").fetchone()[0] >= SCHEMA_VERSION:
            return shape.columns()
        there = {row[1] for row in self._connection.execute(f"PRAGMA table_info({shape.name})")}
        return tuple(name for name in shape.columns() if name in there)

    @contextlib.contextmanager
    def _transaction(self, db: Database) -> Iterator[sqlite3.Connection]:
        connection: sqlite3.Connection = db.conn
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise


def read_state(path: Path) -> State:
    """The whole state of a session that is not open here, read without writing to it.

    Raises what `peek` raises.
    """
    store = SessionStore(path)
    with storage_errors(path), contextlib.closing(connect(path, read_only=True)) as database:
        check_identity(path, database.conn)
        store.borrow(database)
        return store.load()


def _shared(value: object, shared: dict[str, str]) -> object:
    """The same text for the same short text."""
    return shared.setdefault(value, value) if type(value) is str and len(value) <= _SHORT else value


def _forget_links(connection: sqlite3.Connection, events: tuple[Event, ...]) -> None:
    """What the rows no longer tell, the journal must not tell either."""
    dropped = dropped_by(events)
    if not dropped:
        return
    for seq, actor, change in connection.execute("SELECT seq, actor, change FROM journal").fetchall():
        cleaned = without_links(change, dropped)
        if cleaned is not None:
            nobodys = actor if actor == FACILITATOR else ""
            connection.execute(
                "UPDATE journal SET actor = ?, at = ?, change = ? WHERE seq = ?",
                (nobodys, events[-1].at, cleaned, seq),
            )
