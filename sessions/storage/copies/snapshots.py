"""Backup copies of a session file, made while the workshop runs.

A snapshot is written under a temporary name, synced, checked, and only then given its name, so that a
file with a snapshot's name is always complete.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sessions.files.atomic_files import replace_file, sync_file, sync_folder
from sessions.files.private_files import is_link, make_folder, new_file
from sessions.storage.file_writes import blank, overwritten, transaction
from sessions.storage.session_file import StorageError, check_file, connect

KEPT = 10
NAMING = threading.Lock()
"""Held while a copy gets its name, and while copies with forgotten authors are deleted."""
_STAMP = "%Y%m%dT%H%M%S%fZ"


class LinkedFolderError(StorageError):
    """The folder for snapshots is a link. Copies are not written, sought or deleted where it leads."""

    code = "linked-folder"


def snapshot_folder(session: Path) -> Path:
    """Where the snapshots of `session` are."""
    return session.parent / "snapshots" / session.stem


def linked_folder(session: Path) -> Path | None:
    """The part of the path to the snapshots that is a link, if one is."""
    folder = snapshot_folder(session)
    return next((part for part in (folder.parent, folder) if is_link(part)), None)


def own_snapshot_folder(session: Path) -> Path:
    """The folder for the snapshots of `session`, made where it is missing.

    Raises LinkedFolderError, OSError.
    """
    if (link := linked_folder(session)) is not None:
        raise LinkedFolderError(link)
    folder = snapshot_folder(session)
    make_folder(folder)
    return folder


def in_snapshot_folder(session: Path, *patterns: str) -> list[Path]:
    """What lies there under such names; nothing where the folder is a link."""
    if linked_folder(session) is not None:
        return []
    folder = snapshot_folder(session)
    return [path for pattern in patterns for path in folder.glob(pattern)]


def take_snapshot(session: Path, now: datetime) -> Path:
    """Copy the committed state of `session`; keeps the ten newest. Raises StorageError.

    Reads through its own connection and may run in any thread beside the writer.
    """
    from sessions.storage.copies.forgetting_copies import tells_of

    try:
        folder = own_snapshot_folder(session)
    except OSError as problem:
        raise StorageError(session) from problem
    target = folder / f"{name_after_all(folder, now)}.db"
    unfinished = target.with_suffix(".unfinished")
    try:
        make_copy(session, unfinished)
        with NAMING:
            with contextlib.closing(connect(session, read_only=True)) as database:
                # Authors may have been unlinked in the session while it was being copied.
                if tells_of(unfinished, database):
                    raise StorageError(session)
            unfinished.replace(target)
        sync_folder(folder)  # outside the lock, so that a slow disk keeps nobody waiting
    except (OSError, sqlite3.Error, StorageError, ValueError) as problem:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise StorageError(session) from problem
    _forget_older(folder)
    return target


def make_copy(session: Path, target: Path) -> None:
    """Copy the committed state of `session`, without texts that were withdrawn or replaced, and check it.

    Raises StorageError, sqlite3.Error, OSError.
    """
    _copy(session, target)
    _forget_overwritten(target)
    check_file(target)


def name_after_all(folder: Path, now: datetime) -> str:
    """A stamp that sorts after the existing ones, even if the clock was set back since."""
    stamp = f"{now.astimezone(UTC):{_STAMP}}"
    newest = max((path.stem for path in folder.glob("*.db")), default="")
    if stamp > newest:
        return stamp
    with contextlib.suppress(ValueError):
        return f"{datetime.strptime(newest, _STAMP).replace(tzinfo=UTC) + timedelta(microseconds=1):{_STAMP}}"
    return stamp


def keep_copy(session: Path, name: str) -> Path:
    """Copy `session` under a name that is not a snapshot's and is never deleted. Raises StorageError.

    An intact copy of that name is left as it is.
    """
    try:
        target = own_snapshot_folder(session) / f"{name}.backup"
        unfinished = target.with_suffix(".unfinished")
        if not target.exists():
            _copy(session, unfinished)
            replace_file(unfinished, target)
    except (OSError, sqlite3.Error) as problem:
        raise StorageError(session) from problem
    return target


def snapshots(session: Path) -> tuple[Path, ...]:
    """The snapshots of `session`, newest first."""
    return tuple(sorted(in_snapshot_folder(session, "*.db"), reverse=True))


def newest_good_snapshot(session: Path) -> Path | None:
    """The newest snapshot that passes SQLite's checks, or None."""
    return newest_good(snapshots(session))


def newest_good(copies: Iterable[Path]) -> Path | None:
    """The first of `copies` that passes SQLite's checks, or None."""
    for path in copies:
        with contextlib.suppress(StorageError):
            check_file(path)
            return path
    return None


def write_out(connection: sqlite3.Connection, target: Path) -> None:
    """Write everything that `connection` sees to `target` and sync it. Raises sqlite3.Error, OSError.

    A partial copy left there by a power cut is overwritten.
    """
    target.unlink(missing_ok=True)
    new_file(target)
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()
    sync_file(target)


def _forget_overwritten(copy: Path) -> None:
    """The session's journal is rid of them now and then; a copy is looked at only once."""
    with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete = ON")
        if lines := overwritten(database):
            with transaction(database):
                blank(database, lines)


def _copy(session: Path, target: Path) -> None:
    with contextlib.closing(connect(session, read_only=True)) as source:
        write_out(source, target)


def _forget_older(folder: Path) -> None:
    for path in sorted(folder.glob("*.db"), reverse=True)[KEPT:]:
        with contextlib.suppress(OSError):
            path.unlink()
