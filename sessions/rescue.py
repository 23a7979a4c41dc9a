"""Putting a whole session file where a damaged, deleted or replaced one is. Nothing is ever deleted.

What stood there is kept beside it under a name that says why and when, with its `-wal` and `-shm`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from sessions.session_file import DamagedFileError, StorageError, check_file, storage_errors
from sessions.snapshots import newest_good_snapshot, sync_folder

CORRUPT, REPLACED = "corrupt", "replaced"
"""Why a file was put aside, as its new name says it."""

_BESIDE = ("-wal", "-shm")

Identity = tuple[int, int]


def rescue(session: Path, now: datetime) -> Path:
    """Put the newest good snapshot of `session` in its place; returns what the damaged file is called now.

    Raises DamagedFileError where there is no good snapshot, StorageError where the disk fails;
    the session is then as it was.
    """
    good = newest_good_snapshot(session)
    if good is None:
        raise DamagedFileError(session)
    unfinished = unfinished_beside(session)
    with storage_errors(session):
        try:
            shutil.copyfile(good, unfinished)
            return put_in_place(unfinished, session, CORRUPT, now)
        finally:
            unfinished.unlink(missing_ok=True)


def put_in_place(unfinished: Path, session: Path, why: str, now: datetime) -> Path:
    """Check and sync `unfinished` and give it the name `session`; what had it is kept as `.<why>-<UTC>`.

    Returns the name under which the old file is kept (nothing has it where there was no file).
    Raises StorageError, OSError.
    """
    check_file(unfinished)
    with unfinished.open("r+b") as file:
        os.fsync(file.fileno())
    aside = _free(session.with_name(f"{session.name}.{why}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
    if session.exists():
        _second_name(session, aside)
    for ending in _BESIDE:
        # They belong to the old file: beside the new one SQLite would read them as its own. Where
        # somebody else's file stood here they are most likely ours, and must not be read with that.
        kept = ending if why == CORRUPT else ending.replace("-", ".")
        with contextlib.suppress(FileNotFoundError):
            session.with_name(session.name + ending).rename(aside.with_name(aside.name + kept))
    unfinished.replace(session)
    sync_folder(session.parent)
    return aside


def unfinished_beside(session: Path) -> Path:
    """A name in the session's folder for a file that is still being written."""
    session.parent.mkdir(parents=True, exist_ok=True)
    return session.with_name(f"{session.name}.{os.getpid()}.unfinished")


def identity_of(path: Path) -> Identity | None:
    """Which file has the name `path` now, whatever it holds; None where none has it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise StorageError(path) from problem
    return found.st_dev, found.st_ino


def _second_name(session: Path, aside: Path) -> None:
    try:
        aside.hardlink_to(session)
    except (OSError, NotImplementedError):
        shutil.copy2(session, aside)


def _free(path: Path) -> Path:
    free, count = path, 1
    while free.exists():
        count += 1
        free = path.with_name(f"{path.name}-{count}")
    return free
