"""Reads a session file through any connection: its rows, its journal, and whether they agree."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec

from prompts.methods.kinds import installed
from sessions.model import FACILITATOR, Row
from sessions.state import Event, State
from sessions.storage.file_writes import columns_of
from sessions.storage.schema_version import SCHEMA_VERSION
from sessions.storage.session_file import (
    DamagedFileError,
    StorageError,
    check_identity,
    check_without_log,
    connect,
    is_sound,
    require_file,
    storage_errors,
    version_of,
)
from sessions.storage.sql import ORDERS, event_in, is_known, row_in
from sessions.storage.watching.audit import OddRow, odd_rows
from sessions.storage.watching.file_watch import footprint_of
from sessions.table_shapes import SHAPES, TableShape, shapes

_NO_ROWS = frozenset({"journal", "_sqlite_migrations", "sqlite_sequence", "sqlite_stat1"})
"""The tables of a session file that hold no rows of a workshop."""
_SHORT = 16
"""As long as an id, the name of a category, a status."""


def read_state(path: Path) -> State:
    """The whole state of a session that is not open here, read without writing to it.

    Raises what `peek` raises.
    """
    require_file(path)
    with storage_errors(path), contextlib.closing(connect(path, read_only=True)) as database:
        check_identity(path, database)
        return _load_of_any_version(path, database)[0]


def check_and_read(path: Path) -> tuple[State, tuple[OddRow, ...]] | None:
    """Check a file and read all of it before it is opened for writing: what is refused stays as it is.

    Returns what `load` returns, or None if the file changed meanwhile. Raises what `peek` raises.
    """
    require_file(path)
    log = path.with_name(f"{path.name}-wal")
    before = footprint_of(path), footprint_of(log)
    with storage_errors(path), contextlib.closing(connect(path, read_only=True)) as database:
        # First: to this version, what a later one has written may look damaged.
        check_identity(path, database)
        if not is_sound(database):
            raise DamagedFileError(path)
        found = _load_of_any_version(path, database)
    return found if (footprint_of(path), footprint_of(log)) == before else None


def _load_of_any_version(path: Path, database: sqlite3.Connection) -> tuple[State, tuple[OddRow, ...]]:
    if version_of(database) < SCHEMA_VERSION:
        with sense(path), contextlib.closing(brought_up_to_date(database)) as copy:
            return load(path, copy)
    # A consistent view of a file that may be written to meanwhile.
    database.execute("BEGIN")
    return load(path, database)


def brought_up_to_date(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy in memory of an older file that is only looked at. Raises what a migration raises."""
    from sessions.storage.schema import bring_up_to_date  # large, and for older files only

    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.backup(copy)
        bring_up_to_date(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def load(path: Path, connection: sqlite3.Connection) -> tuple[State, tuple[OddRow, ...]]:
    """The whole state, and the rows that differ from the journal because a byte changed in either copy.

    Raises StorageError, or DamagedFileError for rows that make no sense.
    """
    state = State()
    with storage_errors(path), sense(path):
        # Thousands of rows share the same few ids: read from a file, each would be a separate string.
        shared: dict[str, str] = {}
        unread = _unread_tables(connection)
        for shape in shapes():
            state.load(_rows(connection, shape, shared))
        newest = connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        changes = connection.execute("SELECT change FROM journal ORDER BY seq")
        odd = odd_rows(state, (str(row[0]) for row in changes), unread)
        state.seq = int(newest[0])
        assert state.workshop  # noqa: S101 - a file without one raises a LookupError here
    return state, odd


def facilitator_events(path: Path, connection: sqlite3.Connection, most: int) -> tuple[Event, ...]:
    """The facilitator's newest events, at most `most`, oldest first. Raises StorageError."""
    sql = (
        "SELECT seq, at, actor, command, subject, change FROM journal WHERE actor = ? "
        "ORDER BY seq DESC LIMIT ?"
    )
    with storage_errors(path), sense(path):
        rows = connection.execute(sql, (FACILITATOR, most)).fetchall()
        return tuple(event_in(row) for row in reversed(rows))


def holds(path: Path, state: State, odd: tuple[OddRow, ...] = ()) -> bool:
    """Whether opening `path` now gives an intact file with exactly `state` in it.

    `odd` are the rows known to differ from the journal. Raises StorageError if it cannot be determined.
    """
    if not path.is_file():
        return False
    try:
        with storage_errors(path), contextlib.closing(connect(path, read_only=True)) as database:
            if not is_sound(database):
                return False
            check_identity(path, database)
            found, odd_found = load(path, database)
        check_without_log(path)
    except StorageError as problem:
        if isinstance(problem, DamagedFileError) or _was_cut(problem):
            return False
        raise
    return set(odd_found) <= set(odd) and found.has_rows_of(state)


def _was_cut(problem: StorageError) -> bool:
    """Whether SQLite found less in a file or its log than had been written."""
    return getattr(problem.__cause__, "sqlite_errorname", "") == "SQLITE_IOERR_SHORT_READ"


def _rows(connection: sqlite3.Connection, shape: TableShape, shared: dict[str, str]) -> Iterator[Row]:
    columns = _columns(connection, shape)
    if not columns:
        return
    names = ", ".join(columns)
    for values in connection.execute(
        f"SELECT {names} FROM {shape.name} ORDER BY {ORDERS[shape.name]}"
    ).fetchall():
        told = {name: _shared(value, shared) for name, value in zip(columns, values, strict=True)}
        yield row_in(shape, told, strict=False)


def _columns(connection: sqlite3.Connection, shape: TableShape) -> tuple[str, ...]:
    """Those that the file has: a table that a kind keeps of its own is not there before it has a row."""
    if shape in SHAPES:
        return shape.columns()
    there = columns_of(connection, shape)
    return tuple(name for name in shape.columns() if name in there)


def _unread_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """The tables of kinds that are not installed. They are left alone, and so are their journal lines."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = {str(row[0]) for row in rows}
    unknown = names - {shape.name for shape in SHAPES} - _NO_ROWS
    if unknown:
        installed()
    return frozenset(name for name in unknown if not is_known(name))


def _shared(value: object, shared: dict[str, str]) -> object:
    """Intern short strings, so that equal ones are one object."""
    return shared.setdefault(value, value) if type(value) is str and len(value) <= _SHORT else value


@contextlib.contextmanager
def sense(path: Path) -> Iterator[None]:
    """SQLite finds a file whole whose bytes changed inside a value: the value shows it."""
    try:
        yield
    except (msgspec.MsgspecError, UnicodeError, LookupError, ValueError, TypeError) as problem:
        raise DamagedFileError(path) from problem
