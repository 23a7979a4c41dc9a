"""A session file on disk: opening it, checking it, and reading its summary.

All SQLite and system errors are raised from here as a `StorageError` that names the file.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from prompts.language.words import Words, load_words
from sessions.clock import day_in
from sessions.storage.schema_version import APPLICATION_ID, SCHEMA_VERSION
from sessions.storage.views import has_foreign_program
from sessions.workshop_status import WorkshopStatus

BUSY_TIMEOUT_MS = 5_000
_JOURNAL_KIND = 19
"""Offset of the read version in a file's header: 2 means write-ahead log."""
_UNREAD_PAGE = re.compile(r"error code=(\d+)")
"""In a finding of SQLite's check: a page could not be read, and why."""
_PRIMARY_CODE = 0xFF
_KNOWS_MEETINGS = 2
"""The schema from which a participant's row says which meeting they took part in."""
_NAMES_MEETINGS = 4
"""The schema from which a meeting's number is called that."""


class StorageError(Exception):
    """The session file could not be read or written. Makes its own sentence."""

    code: ClassVar[str] = "storage"

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{self.code}: {path.name}")
        self.path = path

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do."""
        return (words or load_words())(f"stored.{self.code}", file=self.path)


class FolderRefusedError(StorageError):
    """The folder of the session files cannot be made or used. Nothing was written."""

    code = "folder-refused"


class DamagedFileError(StorageError):
    """SQLite finds the file damaged, or it is not a session file. Nothing was written to it."""

    code = "damaged"


class NewerFileError(StorageError):
    """The file was written by a newer version of the program. Nothing was written to it."""

    code = "newer"


class MissingFileError(StorageError):
    """There is no such file."""

    code = "missing"


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn SQLite and system errors into a StorageError that names `path`."""
    try:
        yield
    except sqlite3.DatabaseError as problem:
        raise (DamagedFileError if _is_damage(problem) else StorageError)(path) from problem
    except UnicodeDecodeError as problem:
        raise DamagedFileError(path) from problem
    except (OSError, MemoryError) as problem:
        raise StorageError(path) from problem


def _source(path: Path, read_only: bool) -> str:
    """The URI for SQLite. Even a reader creates a file beside it, which fails in a read-only folder:
    there, if no log is waiting, the file cannot change and is opened as immutable.
    """
    mode = "ro" if read_only else "rw"
    beside = os.access(f"{path}-wal", os.F_OK) or os.access(f"{path}-journal", os.F_OK)
    if read_only and not beside and (not os.access(path.parent, os.W_OK) or _would_be_logged(path)):
        mode = "ro&immutable=1"
    return f"{path.absolute().as_uri()}?mode={mode}"


def _would_be_logged(path: Path) -> bool:
    """Whether even a reader of this file creates a log beside it and leaves it there. Raises OSError."""
    with path.open("rb") as file:
        return file.read(_JOURNAL_KIND + 1)[_JOURNAL_KIND:] == b"\2"


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection with our settings: WAL, FULL, foreign keys, untrusted schema, own transactions.

    Raises sqlite3.Error, OSError. If the folder does not support WAL, the journal is DELETE with EXTRA. A
    reader writes nothing, except that SQLite rolls back a transaction that a power cut left half done.
    """
    connection = sqlite3.connect(
        _source(path, read_only), uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    if read_only and _waits_for_roll_back(connection):
        connection.close()
        with contextlib.closing(sqlite3.connect(path)) as rolling_back:
            rolling_back.execute("PRAGMA user_version").fetchone()
        return connect(path, read_only=True)
    if not read_only:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        mode = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        connection.execute("PRAGMA fullfsync = 1")
        connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")
        if mode != "wal":
            connection.execute("PRAGMA journal_mode = DELETE")
        if connection.execute("PRAGMA synchronous").fetchone()[0] < 2:
            raise sqlite3.OperationalError("synchronous could not be set")
    return connection


def _waits_for_roll_back(connection: sqlite3.Connection) -> bool:
    """Whether a power cut, while the file was being opened or closed for writing, left a journal behind.

    Other problems with the file are reported by the first statement that meets them.
    """
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as problem:
        return getattr(problem, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"
    return False


@dataclass(frozen=True, slots=True)
class Peek:
    """The summary of a session for lists: its latest meeting, and how many take part in it."""

    title: str
    date: date | None
    status: str
    method: str
    language: str
    port: int
    participants: int
    meeting: int = 1
    organisation: str = ""
    group_name: str = ""


def peek(path: Path) -> Peek:
    """Read the summary of a session file without opening it for writing; it may be open elsewhere.

    Raises MissingFileError, DamagedFileError, NewerFileError, StorageError.
    """
    require_file(path)
    with storage_errors(path), contextlib.closing(connect(path, read_only=True)) as connection:
        version = check_identity(path, connection)
        meeting = "meeting" if version >= _NAMES_MEETINGS else "round"
        row = connection.execute(
            f"SELECT title, date, status, method, language, port, {meeting}, organisation, group_name"
            " FROM workshop"
        ).fetchone()
        here = f" AND {meeting} = (SELECT {meeting} FROM workshop)" if version >= _KNOWS_MEETINGS else ""
        people = connection.execute(f"SELECT count(*) FROM participants WHERE NOT removed{here}").fetchone()
    if row is None:
        raise DamagedFileError(path)
    title, day, status, method, language, port, number, organisation, group = row
    if status not in tuple(WorkshopStatus):
        raise DamagedFileError(path)
    return Peek(title, day_in(day), status, method, language, port, people[0], number, organisation, group)


def require_file(path: Path) -> None:
    """Raise MissingFileError if there is no file, or a folder, pipe or device, which could block for ever."""
    with storage_errors(path):
        if not path.is_file():
            raise MissingFileError(path)


def check_file(path: Path) -> None:
    """Check a file without writing to it. Raises what `peek` raises."""
    require_file(path)
    with storage_errors(path), contextlib.closing(connect(path, read_only=True)) as connection:
        # First: to this version, what a later one has written may look damaged.
        check_identity(path, connection)
        if not is_sound(connection):
            raise DamagedFileError(path)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether the file passes SQLite's integrity check.

    Raises sqlite3.Error, also where a page could not be read for another reason than damage (no memory, a
    failing disk): the check reports that as a finding.
    """
    finding = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    unread = _UNREAD_PAGE.search(finding)
    if unread and int(unread[1]) & _PRIMARY_CODE not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        raise sqlite3.OperationalError(finding)
    return finding == "ok"


def check_without_log(path: Path) -> None:
    """Check the file alone, ignoring newer pages in its log. Raises what `check_file` raises."""
    source = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with storage_errors(path):
        connection = sqlite3.connect(source, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
        with contextlib.closing(connection):
            check_identity(path, connection)
            if not is_sound(connection):
                raise DamagedFileError(path)


def check_identity(path: Path, connection: sqlite3.Connection) -> int:
    """The schema of a session file that we can read. Raises DamagedFileError, NewerFileError.

    A session file holds tables, indexes and the program's own views: any other view or a trigger would be
    foreign code. A later version may have other views, so that its files are told first.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise DamagedFileError(path)
    version = version_of(connection)
    if version > SCHEMA_VERSION:
        raise NewerFileError(path)
    if has_foreign_program(connection):
        raise DamagedFileError(path)
    return version


def version_of(connection: sqlite3.Connection) -> int:
    """The schema that the file has. Raises sqlite3.Error."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _is_damage(problem: sqlite3.DatabaseError) -> bool:
    name = getattr(problem, "sqlite_errorname", None)
    if name is None:
        return "decode to UTF-8" in str(problem)  # raised by Python for a text whose bytes changed
    # All our statements are constant: a missing table or column means that the file lost it.
    lacking = str(problem).startswith(("no such table", "no such column", "malformed database schema"))
    return lacking or str(name).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_SCHEMA"))
