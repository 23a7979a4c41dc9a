"""A session file on disk: how it is opened, what may be wrong with it, a look into it.

All of SQLite's and the system's errors leave here as a `StorageError` that names the file.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from prompts.language.words import Words, load_words
from sessions.storage.identity import APPLICATION_ID, SCHEMA_VERSION
from sessions.workshop_status import WorkshopStatus

if TYPE_CHECKING:  # a look into a file needs SQLite only, and is what every list of workshops waits for
    from sqlite_utils import Database

BUSY_TIMEOUT_MS = 5_000
_JOURNAL_KIND = 19
"""Where in a file's header it says how it is read: 2 for a write-ahead log."""
_KNOWS_MEETINGS = 2
"""The schema from which a participant's row says which meeting they took part in."""
_COUNT_PEOPLE = {
    False: "SELECT count(*) FROM participants WHERE NOT removed",
    True: "SELECT count(*) FROM participants WHERE NOT removed AND round = (SELECT round FROM workshop)",
}


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


class DamagedFileError(StorageError):
    """SQLite finds the file damaged, or it is no session file. Nothing was written to it."""

    code = "damaged"


class NewerFileError(StorageError):
    """The file was written by a newer version of the program. Nothing was written to it."""

    code = "newer"


class MissingFileError(StorageError):
    """There is no such file."""

    code = "missing"


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise into a StorageError that names `path`."""
    try:
        yield
    except sqlite3.DatabaseError as problem:
        raise (DamagedFileError if _is_damage(problem) else StorageError)(path) from problem
    except UnicodeDecodeError as problem:
        raise DamagedFileError(path) from problem
    except OSError as problem:
        raise StorageError(path) from problem


def _source(path: Path, read_only: bool) -> str:
    """What SQLite opens. Even a reader makes a file beside it, which a folder that only reads does not take:
    there, and where no log waits to be read, nobody can change it and SQLite is told so.
    """
    mode = "ro" if read_only else "rw"
    beside = os.access(f"{path}-wal", os.F_OK) or os.access(f"{path}-journal", os.F_OK)
    if read_only and not beside and (not os.access(path.parent, os.W_OK) or _would_be_logged(path)):
        mode = "ro&immutable=1"
    return f"{path.absolute().as_uri()}?mode={mode}"


def _would_be_logged(path: Path) -> bool:
    """Whether even a reader of this file makes a log beside it, and leaves it there. Raises OSError."""
    with path.open("rb") as file:
        return file.read(_JOURNAL_KIND + 1)[_JOURNAL_KIND:] == b"\2"


def connect(path: Path, *, read_only: bool = False) -> Database:
    """A connection with our settings: WAL, FULL, foreign keys, untrusted schema, own transactions.

    Raises sqlite3.Error, OSError. Where the folder cannot do WAL, the journal is DELETE with EXTRA. A reader
    writes nothing, but for what a power cut left half done: SQLite rolls that back before anybody can read.
    """
    from sqlite_utils import Database

    return Database(_open(path, read_only=read_only))


def _open(path: Path, *, read_only: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        _source(path, read_only), uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    if read_only and _waits_for_roll_back(connection):
        connection.close()
        with contextlib.closing(sqlite3.connect(path)) as rolling_back:
            rolling_back.execute("PRAGMA user_version").fetchone()
        return _open(path, read_only=True)
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
    """Whether a cut, in the moment when the file was opened or closed for work, left a journal behind.

    What else is wrong with the file is said by the statement that needs it.
    """
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError as problem:
        return getattr(problem, "sqlite_errorname", "") == "SQLITE_READONLY_ROLLBACK"
    return False


@dataclass(frozen=True, slots=True)
class Peek:
    """What a list of sessions says about one: its latest meeting, and who takes part in that."""

    title: str
    date: str
    status: str
    method: str
    language: str
    port: int
    participants: int
    round: int = 1


def peek(path: Path) -> Peek:
    """Look into a session file without opening it for work; it may be open elsewhere.

    Raises MissingFileError, DamagedFileError, NewerFileError, StorageError.
    """
    require_file(path)
    with storage_errors(path), contextlib.closing(_open(path, read_only=True)) as connection:
        version = check_identity(path, connection)
        row = connection.execute(
            "SELECT title, date, status, method, language, port, round FROM workshop"
        ).fetchone()
        people = connection.execute(_COUNT_PEOPLE[version >= _KNOWS_MEETINGS]).fetchone()
    if row is None:
        raise DamagedFileError(path)
    title, date, status, method, language, port, meeting = row
    if status not in tuple(WorkshopStatus):
        raise DamagedFileError(path)
    return Peek(title, date, status, method, language, port, people[0], meeting)


def require_file(path: Path) -> None:
    """Raises MissingFileError, also for a folder, a pipe, a device: whoever opens those may wait for ever."""
    with storage_errors(path):
        if not path.is_file():
            raise MissingFileError(path)


def check_file(path: Path) -> None:
    """Look at a file without writing to it. Raises what `peek` raises."""
    require_file(path)
    with storage_errors(path), contextlib.closing(_open(path, read_only=True)) as connection:
        if not is_sound(connection):
            raise DamagedFileError(path)
        check_identity(path, connection)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds every page where it belongs. Raises sqlite3.Error."""
    return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def check_without_log(path: Path) -> None:
    """Look at the file itself, whatever newer pages its log holds. Raises what `check_file` raises."""
    source = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    with storage_errors(path):
        connection = sqlite3.connect(source, uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000)
        with contextlib.closing(connection):
            if not is_sound(connection):
                raise DamagedFileError(path)
            check_identity(path, connection)


def check_identity(path: Path, connection: sqlite3.Connection) -> int:
    """The schema of a session file that we can read. Raises DamagedFileError, NewerFileError.

    A session file holds tables and indexes only: a trigger or a view is somebody else's program.
    """
    programs = connection.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')")
    if programs.fetchone()[0]:
        raise DamagedFileError(path)
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise DamagedFileError(path)
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise NewerFileError(path)
    return version


def _is_damage(problem: sqlite3.DatabaseError) -> bool:
    name = getattr(problem, "sqlite_errorname", None)
    if name is None:
        return "decode to UTF-8" in str(problem)  # what Python says of a text whose bytes changed
    # All our statements are constant: a table or column that they name and is not there was lost.
    lacking = str(problem).startswith(("no such table", "no such column", "malformed database schema"))
    return lacking or str(name).startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_SCHEMA"))
