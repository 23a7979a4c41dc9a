"""Deletes copies of a session file that still link texts to authors the session has forgotten.

The rows, receipts and journal of the session are cleaned in one transaction
(`sessions.rules.anonymity`). This module handles the files beside it: snapshots, copies made before
an update, and files that a repair put aside.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sessions.storage.copies.snapshots import NAMING, in_snapshot_folder
from sessions.storage.schema_version import APPLICATION_ID
from sessions.storage.session_file import DamagedFileError, StorageError, connect, storage_errors

_AUTHORED = "SELECT id FROM cards WHERE author {0} '' UNION ALL SELECT id FROM answers WHERE author {0} ''"
_ASIDE = (".corrupt-", ".replaced-")
_BESIDE = ("-wal", "-shm", ".wal", ".shm")


def leave_no_copy_that_tells(session: Path, connection: sqlite3.Connection, *, at_once: bool = False) -> None:
    """Delete the copies in which a text has an author that has none in the session read by `connection`.

    Half-written copies, which only a crash leaves, are deleted too. `at_once` says that authors were
    forgotten just now: then copies with texts that are no longer in the session are also deleted, and
    unreadable ones, because their bytes may still hold a link. Raises sqlite3.Error, OSError.
    """
    nobodys, authored = _ids(connection, "="), _ids(connection, "<>")
    with NAMING:
        for unfinished in _unfinished(session):
            unfinished.unlink(missing_ok=True)
        for copy in (*in_snapshot_folder(session, "*.db", "*.backup"), *_put_aside(session)):
            if nobodys and _tells(copy, nobodys, authored, at_once):
                _delete(copy)


def tells_of(copy: Path, connection: sqlite3.Connection) -> bool:
    """Whether `copy` names an author that the session read by `connection` has forgotten.

    Raises StorageError, sqlite3.Error.
    """
    nobodys = _ids(connection, "=")
    return bool(nobodys) and _tells(copy, nobodys, _ids(connection, "<>"), at_once=False)


def _unfinished(session: Path) -> Iterator[Path]:
    yield from in_snapshot_folder(session, "*.unfinished*")
    for file in session.parent.glob("*"):
        if file.name.startswith(f"{session.name}.") and ".unfinished" in file.name:
            yield file


def _put_aside(session: Path) -> Iterator[Path]:
    for file in session.parent.glob("*"):
        named = any(file.name.startswith(session.name + why) for why in _ASIDE)
        if named and not file.name.endswith(_BESIDE):
            yield file


def _tells(copy: Path, nobodys: frozenset[str], authored: frozenset[str], at_once: bool) -> bool:
    try:
        with storage_errors(copy), contextlib.closing(connect(copy, read_only=True)) as database:
            if database.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return at_once and ".corrupt-" in copy.name
            told = _ids(database, "<>")
            # A file put aside with a log of its own may hold more than is read here.
            logged = any(copy.with_name(copy.name + ending).exists() for ending in _BESIDE)
            return bool(told - authored) or logged if at_once else bool(told & nobodys)
    except DamagedFileError:
        return at_once and ".replaced-" not in copy.name
    except StorageError:
        return False


def _ids(connection: sqlite3.Connection, compared: str) -> frozenset[str]:
    return frozenset(row[0] for row in connection.execute(_AUTHORED.format(compared)))


def _delete(copy: Path) -> None:
    for ending in ("", *_BESIDE):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
