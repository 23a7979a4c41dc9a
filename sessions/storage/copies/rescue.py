"""Puts an intact session file in place of a damaged, deleted or replaced one. Nothing is ever deleted.

The old file is kept beside it under a name that says why and when, with its `-wal` and `-shm`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

from sessions.files.atomic_files import replace_file, sync_file
from sessions.files.private_files import make_folder, make_private, new_file
from sessions.storage.copies.snapshots import newest_good_snapshot
from sessions.storage.session_file import DamagedFileError, check_file, storage_errors

CORRUPT, REPLACED = "corrupt", "replaced"
"""Why a file was put aside, as used in its new name."""

_BESIDE = ("-wal", "-shm")


def rescue(session: Path, now: datetime) -> Path:
    """Put the newest good snapshot of `session` in its place; returns the damaged file's new name.

    Raises DamagedFileError if there is no good snapshot, StorageError if the disk fails;
    the session is then unchanged.
    """
    good = newest_good_snapshot(session)
    if good is None:
        raise DamagedFileError(session)
    unfinished = unfinished_beside(session)
    with storage_errors(session):
        try:
            unfinished.unlink(missing_ok=True)
            new_file(unfinished)
            shutil.copyfile(good, unfinished)
            return put_in_place(unfinished, session, CORRUPT, now)
        finally:
            unfinished.unlink(missing_ok=True)


def put_in_place(unfinished: Path, session: Path, why: str, now: datetime) -> Path:
    """Check and sync `unfinished` and rename it to `session`; the old file is kept as `.<why>-<UTC>`.

    Returns the name under which the old file is kept (unused if there was no file).
    Raises StorageError, OSError.
    """
    check_file(unfinished)
    aside = keep_aside(session, why, now)
    put_whole_in_place(unfinished, session)
    return aside


def keep_aside(session: Path, why: str, now: datetime) -> Path:
    """Copy the file `session`, with its `-wal` and `-shm`, to `.<why>-<UTC>`, and return that name.

    It copies because a process that has the files open may still write to them. Raises OSError.
    """
    aside = _free(session.with_name(f"{session.name}.{why}-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"))
    # If the file was replaced, the log is most likely ours and must not be read with the new file.
    for ending in ("", *_BESIDE):
        kept = ending if why == CORRUPT else ending.replace("-", ".")
        _keep(session.with_name(session.name + ending), aside.with_name(aside.name + kept))
    return aside


def put_whole_in_place(unfinished: Path, session: Path) -> None:
    """Sync `unfinished`, which is intact, and rename it to `session`. Raises OSError.

    The old file is lost unless it was kept aside. Its log goes too: SQLite would take it for the new file's.
    """
    sync_file(unfinished)
    for ending in _BESIDE:
        session.with_name(session.name + ending).unlink(missing_ok=True)
    replace_file(unfinished, session)


def unfinished_beside(session: Path) -> Path:
    """A temporary name in the session's folder for a file being written."""
    make_folder(session.parent)
    return session.with_name(f"{session.name}.{os.getpid()}.unfinished")


def _keep(file: Path, aside: Path) -> None:
    try:
        is_file = stat.S_ISREG(file.lstat().st_mode)
    except FileNotFoundError:
        return
    if not is_file:
        file.rename(aside)  # a folder, a link, a pipe: nothing to copy
        return
    new_file(aside)
    shutil.copyfile(file, aside)
    with contextlib.suppress(OSError):
        shutil.copystat(file, aside)
    make_private(aside)


def _free(path: Path) -> Path:
    free, count = path, 1
    while os.path.lexists(free):
        count += 1
        free = path.with_name(f"{path.name}-{count}")
    return free
