"""The session file: one SQLite database, one writer connection, opened by the thread that owns it.

`append` returns after COMMIT with `synchronous=FULL`: what it was given is on disk. Any SQLite
error is raised as a `StorageError`, after which only `reopen` and `load` may be called.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sessions.files.atomic_files import name_new
from sessions.files.private_files import make_private, new_file
from sessions.model import Row
from sessions.state import Event, State
from sessions.storage import file_reading
from sessions.storage.copies.forgetting_copies import leave_no_copy_that_tells
from sessions.storage.copies.rescue import (
    CORRUPT,
    REPLACED,
    keep_aside,
    put_whole_in_place,
    unfinished_beside,
)
from sessions.storage.copies.snapshots import in_snapshot_folder, keep_copy, snapshot_folder, write_out
from sessions.storage.file_reading import read_state
from sessions.storage.file_writes import add, blank, fill, forget_links, overwritten, rows_of, transaction
from sessions.storage.schema_version import SCHEMA_VERSION
from sessions.storage.session_file import (
    DamagedFileError,
    StorageError,
    connect,
    is_sound,
    storage_errors,
)
from sessions.storage.watching.audit import OddRow
from sessions.storage.watching.file_watch import FileWatch

__all__ = ["SessionStore", "read_state"]

SECONDS_FOR_READERS = 2.0
"""How long ending a session waits for readers of its file."""
_SHORT_WAIT_MS = 200
_FACILITATOR_EVENTS = 4_000
"""Many more than can be undone: each undo and redo is an event too."""

log = logging.getLogger(__name__)


class SessionStore:
    """One session file. Belongs to the thread that calls `open`."""

    def __init__(self, path: Path) -> None:
        """Set the path; nothing is opened yet."""
        self.path = path
        self.odd_rows: tuple[OddRow, ...] = ()
        """After `load`: rows that differ from the journal, because a byte changed in either copy."""
        self.put_back_at: datetime | None = None
        """When the file was last restored because it had been moved, replaced or damaged."""
        self._db: sqlite3.Connection | None = None
        self._found: tuple[State, tuple[OddRow, ...]] | None = None
        """What `open` has read, until it is asked for or something is stored."""
        self._watch = FileWatch(path)
        self._unfolded = self._telling = self._to_empty = False

    def open(self) -> None:
        """Open, check, and bring the file up to date; an older file is copied first.

        It is read first: one that is refused has not been written to. What a crash left in the log is
        written into the file. Raises MissingFileError, DamagedFileError, NewerFileError, StorageError.
        """
        with storage_errors(self.path):
            self._make_private()
            self._found = file_reading.check_and_read(self.path)
            self._db = connect(self.path)
            version = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
            if version < SCHEMA_VERSION:
                self._found = None
                self._bring_up_to_date(version)
            self._checkpoint("TRUNCATE")
            mode = self._connection.execute("PRAGMA journal_mode").fetchone()[0]
            leave_no_copy_that_tells(self.path, self._connection)
        self._watch.begin(logged=mode == "wal")
        self._unfolded = self._telling = self._to_empty = False

    def _bring_up_to_date(self, version: int) -> None:
        # Most files are of today: what brings others along is large, and is loaded for them only.
        from sessions.storage.schema import bring_up_to_date

        keep_copy(self.path, f"schema-{version}")
        with file_reading.sense(self.path):
            bring_up_to_date(self._connection)

    def create(self, rows: tuple[Row, ...], seq: int = 0) -> None:
        """Make a new file with these rows and close it.

        The file is read back and gets its name last, so that a file with a session's name is always complete
        and can be opened. Its journal starts with the rows themselves, under the number `seq`. Raises
        FileExistsError, StorageError, or DamagedFileError for rows that nobody could read again.
        """
        if self.path.exists():
            raise FileExistsError(self.path)
        unfinished = unfinished_beside(self.path)
        unfinished.unlink(missing_ok=True)
        new_file(unfinished)
        try:
            with storage_errors(self.path):
                fill(unfinished, rows, seq)
                with contextlib.closing(connect(unfinished, read_only=True)) as written:
                    file_reading.load(self.path, written)
            name_new(unfinished, self.path)
        finally:
            unfinished.unlink(missing_ok=True)

    def probe(self) -> None:
        """Write without changing anything, to find out whether the disk works. Raises StorageError."""
        with storage_errors(self.path), self._transaction() as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            connection.execute(f"PRAGMA user_version = {int(version)}")

    def close(self) -> None:
        """Close the connection, whatever state the file is in."""
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def finish(self) -> None:
        """Fold the write-ahead log into the file, so that the one file holds everything, and close it.

        The file is left in a state in which readers create no files beside it. It waits a moment for
        current readers.
        """
        deadline = time.monotonic() + SECONDS_FOR_READERS
        while self._db is not None:
            try:
                self._connection.execute(f"PRAGMA busy_timeout = {_SHORT_WAIT_MS}")
                self._checkpoint("TRUNCATE")
                self._connection.execute("PRAGMA journal_mode = DELETE")
            except (sqlite3.Error, MemoryError):
                if time.monotonic() < deadline:
                    continue
                log.exception("the log was not folded into the session file by us")
            self.close()

    def reopen(self) -> None:
        """After an error: drop the connection, check the file, open it again. Raises StorageError."""
        self.close()
        self.open()

    def is_touched(self) -> bool:
        """Whether the file or its log was moved, replaced or changed from outside. Raises StorageError."""
        return self._watch.is_touched()

    def holds(self, state: State) -> bool:
        """Whether opening the file, now or after a crash, gives `state`. Raises StorageError."""
        if not (self._watch.is_same_file() and self._watch.log_is_whole()):
            return False
        if not file_reading.holds(self.path, state, self.odd_rows):
            return False
        self._watch.accept()
        return True

    def fold(self, seq: int) -> bool:
        """Write the log's content into the file too; False if the file is then still incomplete.

        `seq` is the newest event. It does not wait: pages blocked by readers are written another time.
        Raises StorageError.
        """
        if not (self._unfolded or self._telling or self._to_empty):
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
            elif self._to_empty:
                self._empty_log()
            with contextlib.closing(connect(self.path, read_only=True)) as database:
                newest = database.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
                whole = newest == seq and is_sound(database)
        self._unfolded = not whole
        return whole

    def restore(self, state: State, now: datetime) -> None:
        """Replace a file that no longer holds what was answered with an intact one, and go on with that.

        The old file is kept beside it. The new one is written from the open connection, including the
        journal, or if that does not give `state`, from `state` alone, with a new journal.
        Raises StorageError; the connection is then closed or unusable.
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
                # Copy before closing the connection: closing may write to the file in that place.
                keep_aside(self.path, CORRUPT if self._watch.is_same_file() else REPLACED, now)
                self.close()
                put_whole_in_place(unfinished, self.path)
            finally:
                unfinished.unlink(missing_ok=True)
        self.put_back_at, self.odd_rows = now, ()
        self.open()

    def load(self) -> State:
        """The whole state as stored. Raises StorageError, or DamagedFileError for rows that make no sense."""
        found, self._found = self._found, None
        with storage_errors(self.path):
            state, self.odd_rows = found or file_reading.load(self.path, self._connection)
        if self.odd_rows:
            log.warning("the tables and the journal differ in %d rows", len(self.odd_rows))
        return state

    def facilitator_events(self, most: int = _FACILITATOR_EVENTS) -> tuple[Event, ...]:
        """The facilitator's newest events, oldest first. Raises StorageError."""
        return file_reading.facilitator_events(self.path, self._connection, most)

    def append(self, events: tuple[Event, ...]) -> None:
        """Store events and their changes in one transaction. Raises StorageError.

        If they unlink texts from their authors, no file holds the link when this returns.
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

    def forget_overwritten(self) -> None:
        """Blank what the journal still holds of texts that their authors have withdrawn or replaced.

        Nothing of them is left in file and log; where a reader is in the way, the next `fold` sees to that.
        Raises StorageError.
        """
        with storage_errors(self.path), file_reading.sense(self.path):
            lines = overwritten(self._connection)
        if not lines:
            return
        with storage_errors(self.path), self._transaction() as connection:
            blank(connection, lines)
        with storage_errors(self.path):
            self._empty_log()

    def _leave_no_trace(self) -> None:
        """Empty the log, which holds old pages, and delete older copies of the file."""
        self._empty_log()
        leave_no_copy_that_tells(self.path, self._connection, at_once=True)
        self._telling = self._to_empty

    def _empty_log(self) -> None:
        self._to_empty = not self._checkpoint("TRUNCATE")
        self._watch.folded()

    def _checkpoint(self, kind: str) -> bool:
        """Checkpoint the log; False if a reader blocked it. Raises sqlite3.Error."""
        return bool(self._connection.execute(f"PRAGMA wal_checkpoint({kind})").fetchone()[0] == 0)

    def _write_out(self, target: Path, state: State) -> bool:
        """Write the open connection's content to `target`; whether that is intact and holds `state`."""
        if self._db is None:
            return False
        try:
            write_out(self._connection, target)
        except sqlite3.Error:
            return False
        return file_reading.holds(target, state, self.odd_rows)

    def _make_private(self) -> None:
        beside = [self.path.with_name(self.path.name + ending) for ending in ("-wal", "-shm", ".lock")]
        copies = snapshot_folder(self.path)
        make_private(self.path, *beside, copies.parent, copies, *in_snapshot_folder(self.path, "*"))

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            raise StorageError(self.path)
        return self._db

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._found = None
        with transaction(self._connection) as connection:
            yield connection
        self._unfolded = True
        self._watch.committed()
