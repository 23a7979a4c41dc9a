"""Deletes snapshots that hold texts which have been withdrawn or replaced in the session since.

A snapshot that is ahead of the session, or of another history, is left alone: it may be all there is of what
somebody has lost by restoring an older file.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sessions.storage.copies.snapshots import NAMING, snapshots, take_snapshot
from sessions.storage.session_file import StorageError, connect, storage_errors

_TEXTS = (
    "SELECT id, text FROM cards UNION ALL SELECT id, text FROM answers "
    "UNION ALL SELECT id, alias FROM participants"
)
_NEWEST = "SELECT seq, command, subject FROM journal ORDER BY seq DESC LIMIT 1"


def outdated(session: Path, copies: Iterable[Path]) -> tuple[Path, ...]:
    """Those of `copies` that hold a text which is no longer in `session`. Raises StorageError.

    Copies that cannot be read are none of them.
    """
    with storage_errors(session), contextlib.closing(connect(session, read_only=True)) as database:
        now = set(database.execute(_TEXTS))
        is_earlier = _is_earlier_than(database)
        return tuple(copy for copy in copies if _holds_more(copy, now, is_earlier))


def leave_no_outdated_snapshot(session: Path, now: datetime) -> None:
    """Delete the snapshots that hold a text which is no longer in `session`.

    If that would leave none, or only old ones, a new one is taken first. Raises StorageError.
    """
    old = outdated(session, snapshots(session))
    if not old:
        return
    if snapshots(session)[0] in old:
        take_snapshot(session, now)
    delete(session, old)


def delete(session: Path, copies: Iterable[Path]) -> None:
    """Delete `copies` of `session`. Raises StorageError."""
    with NAMING, storage_errors(session):
        for copy in copies:
            copy.unlink(missing_ok=True)


def _is_earlier_than(database: sqlite3.Connection) -> Callable[[tuple[Any, ...], object], bool]:
    made = database.execute("SELECT created_at FROM workshop").fetchone()
    first, last = database.execute("SELECT min(seq), max(seq) FROM journal").fetchone()

    def is_earlier(newest: tuple[Any, ...], created: object) -> bool:
        seq, *act = newest
        if created != made or seq > last:
            return False
        line = database.execute("SELECT command, subject FROM journal WHERE seq = ?", (seq,)).fetchone()
        # A journal that was begun anew after a repair does not know what came before.
        return bool(seq < first or line == tuple(act))

    return is_earlier


def _holds_more(copy: Path, now: set[Any], is_earlier: Callable[[tuple[Any, ...], object], bool]) -> bool:
    try:
        with storage_errors(copy), contextlib.closing(connect(copy, read_only=True)) as database:
            newest = database.execute(_NEWEST).fetchone()
            created = database.execute("SELECT created_at FROM workshop").fetchone()
            is_ours = newest is not None and is_earlier(newest, created)
            return is_ours and bool(set(database.execute(_TEXTS)) - now)
    except StorageError:
        return False
