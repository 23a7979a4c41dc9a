"""The session file: one SQLite database, one writer connection, opened by the thread that owns it.

`append` returns after COMMIT with `synchronous=FULL`: what it was given is on disk. Any error of
SQLite leaves as a `StorageError`, after which only `reopen` and `load` may follow.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from sessions.model import Row
from sessions.private_files import make_private, new_file
from sessions.state import Event, State
from sessions.storage import reading
from sessions.storage.audit import OddRow
from sessions.storage.filling import add, fill, forget_links, rows_of, transaction
from sessions.storage.forgetting import leave_no_copy_that_tells
from sessions.storage.identity import SCHEMA_VERSION
from sessions.storage.reading import read_state
from sessions.storage.rescue import CORRUPT, REPLACED, keep_aside, put_whole_in_place, unfinished_beside
from sessions.storage.schema import migrations
from sessions.storage.session_file import (
    DamagedFileError,
    StorageError,
    check_file,
    connect,
    is_sound,
    storage_errors,
)
from sessions.storage.snapshots import keep_copy, snapshot_folder, write_out
from sessions.storage.watch import FileWatch
from sessions.whole_files import name_new

__all__ = ["SessionStore", "read_state"]

SECONDS_FOR_READERS = 2.0
"""How long the end of a session waits for somebody who is looking into its file."""
_SHORT_WAIT_MS = 200
_FACILITATOR_EVENTS = 4_000
"""Many more than can be undone: each undo and redo is an event too."""

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
        self._watch = FileWatch(path)
        self._unfolded = self._telling = False

    def open(self) -> None:
        """Open, check, and bring the file up to date; an older file is copied first.

        What a crash left in the log is written into the file. Raises MissingFileError, DamagedFileError,
        NewerFileError, or StorageError for a disk that does not answer.
        """
        with storage_errors(self.path):
            self._make_private()
            check_file(self.path)
            self._db = connect(self.path)
            version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
            if version < SCHEMA_VERSION:
                keep_copy(self.path, f"schema-{version}")
            migrations.apply(self._db)
            self._checkpoint("TRUNCATE")
            mode = self._connection.execute("PRAGMA journal_mode").fetchone()[0]
            leave_no_copy_that_tells(self.path, self._connection)
        self._watch.begin(logged=mode == "wal")
        self._unfolded = self._telling = False

    def create(self, rows: tuple[Row, ...], seq: int = 0) -> None:
        """Make a new file with these rows and close it. Raises FileExistsError, StorageError.

        The file gets its name last, so that a file found under a session's name is whole. Its
        journal begins with the rows themselves, under the number `seq`.
        """
        if self.path.exists():
            raise FileExistsError(self.path)
        unfinished = unfinished_beside(self.path)
        unfinished.unlink(missing_ok=True)
        new_file(unfinished)
        try:
            with storage_errors(self.path):
                fill(unfinished, rows, seq)
            name_new(unfinished, self.path)
        finally:
            unfinished.unlink(missing_ok=True)

    def probe(self) -> None:
        """Write without changing anything, to find out whether the disk takes it. Raises StorageError."""
        with storage_errors(self.path), self._transaction() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version = {int(version)}")

    def close(self) -> None:
        """Close the connection, whatever stands in the file."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def finish(self) -> None:
        """Fold the write-ahead log into the file, so that the one file holds everything, and close it.

        The file is left in a state in which whoever only looks at it makes no files beside it. Somebody who
        is looking at it now is waited for a moment.
        """
        deadline = time.monotonic() + SECONDS_FOR_READERS
        while self._db is not None:
            try:
                self._connection.execute(f"PRAGMA busy_timeout = {_SHORT_WAIT_MS}")
                self._checkpoint("TRUNCATE")
                self._connection.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.Error:
                if time.monotonic() < deadline:
                    continue
                log.exception("the log was not folded into the session file by us")
            self.close()

    def reopen(self) -> None:
        """After an error: drop the connection, check the file, open it again. Raises StorageError."""
        self.close()
        self.open()

    def is_touched(self) -> bool:
        """Whether somebody else has moved, replaced or changed the file or its log. Raises StorageError."""
        return self._watch.is_touched()

    def holds(self, state: State) -> bool:
        """Whether whoever opens the file now, or after a crash, finds `state` in it. Raises StorageError."""
        if not (self._watch.is_same_file() and self._watch.log_is_whole()):
            return False
        if not reading.holds(self.path, state, self.odd_rows):
            return False
        self._watch.accept()
        return True

    def fold(self, seq: int) -> bool:
        """Write what is in the log into the file too; False where the file then lacks something.

        `seq` is the newest event. Waits for nobody: what readers are in the way of is done another time.
        Raises StorageError.
        """
        if not (self._unfolded or self._telling):
            return True
        if not self._watch.log_is_whole():
            return False
        with storage_errors(self.path):
            try:
                self._checkpoint("PASSIVE")
            except DamagedFileError:
                return False
            self._watch.folded()
            if self._telling:
                self._leave_no_trace()
            with contextlib.closing(connect(self.path, read_only=True)) as database:
                newest = database.conn.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
                whole = newest == seq and is_sound(database.conn)
        self._unfolded = not whole
        return whole

    def restore(self, state: State, now: datetime) -> None:
        """The file is no longer what was answered: put a whole one in its place and go on with that.

        What is there is kept beside it. The new one is written out of the open connection, journal and
        all, or where that does not read as `state`, out of `state` alone, with a journal that begins anew.
        Raises StorageError; the connection is then closed or of no use.
        """
        with storage_errors(self.path):
            unfinished = unfinished_beside(self.path)
            unfinished.unlink(missing_ok=True)
            try:
                if not self._write_out(unfinished, state):
                    log.error("the session file is written anew out of memory")
                    unfinished.unlink(missing_ok=True)
                    new_file(unfinished)
                    fill(unfinished, rows_of(state), state.seq)
                # A copy, before the connection is closed: closing it may write into what stands there.
                keep_aside(self.path, CORRUPT if self._watch.is_same_file() else REPLACED, now)
                self.close()
                put_whole_in_place(unfinished, self.path)
            finally:
                unfinished.unlink(missing_ok=True)
        self.put_back_at, self.odd_rows = now, ()
        self.open()

    def load(self) -> State:
        """The whole state as stored. Raises StorageError, DamagedFileError for rows that make no sense."""
        with storage_errors(self.path):
            state, self.odd_rows = reading.load(self.path, self._connection)
        if self.odd_rows:
            log.warning("the tables and the journal differ in %d rows", len(self.odd_rows))
        return state

    def facilitator_events(self, most: int = _FACILITATOR_EVENTS) -> tuple[Event, ...]:
        """The facilitator's newest events, oldest first. Raises StorageError."""
        return reading.facilitator_events(self.path, self._connection, most)

    def append(self, events: tuple[Event, ...]) -> None:
        """Store events and all they changed in one transaction. Raises StorageError.

        Where they part texts from their authors, no file tells it any more when this returns.
        """
        with storage_errors(self.path), self._transaction() as connection:
            add(connection, events)
            telling = forget_links(connection, events)
        if telling:
            self._telling = True
            try:
                self._leave_no_trace()
            except (StorageError, sqlite3.Error, OSError):
                log.exception("copies that tell who wrote what are cleared away later")

    def _leave_no_trace(self) -> None:
        """Empty the log, which holds pages as they were, and clear away older copies of the file."""
        emptied = self._checkpoint("TRUNCATE")
        self._watch.folded()
        leave_no_copy_that_tells(self.path, self._connection, at_once=True)
        self._telling = not emptied

    def _checkpoint(self, kind: str) -> bool:
        """Whether nobody was in the way. Raises sqlite3.Error."""
        return bool(self._connection.execute(f"PRAGMA wal_checkpoint({kind})").fetchone()[0] == 0)

    def _write_out(self, target: Path, state: State) -> bool:
        """Whether the open connection still gives a whole file with `state` in it, written to `target`."""
        if self._db is None:
            return False
        try:
            write_out(self._connection, target)
        except sqlite3.Error:
            return False
        return reading.holds(target, state, self.odd_rows)

    def _make_private(self) -> None:
        beside = [self.path.with_name(self.path.name + ending) for ending in ("-wal", "-shm", ".lock")]
        copies = snapshot_folder(self.path)
        make_private(self.path, *beside, copies.parent, copies, *copies.glob("*"))

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            raise StorageError(self.path)
        connection: sqlite3.Connection = self._db.conn
        return connection

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with transaction(self._connection) as connection:
            yield connection
        self._unfolded = True
        self._watch.committed()
