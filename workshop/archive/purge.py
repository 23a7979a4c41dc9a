"""Deletes a workshop from this computer: its file, its copies, and its lines in the log.

The session file is working material; the minutes are the record, and are kept elsewhere. They must
be filed before the workshop is deleted, so the command asks first. Nothing here asks.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sessions.files.atomic_files import while_held
from sessions.files.private_files import is_link
from sessions.storage.copies.snapshots import linked_folder, snapshot_folder
from sessions.storage.lock import SessionLock
from sessions.storage.overview.known_peeks import NAME as KNOWN_PEEKS
from sessions.storage.overview.overview_index import NAME as OVERVIEW_INDEX
from sessions.storage.session_file import StorageError


class NotDeletedError(StorageError):
    """The file cannot be deleted; others of the workshop may be gone already."""

    code = "not-deleted"


def belongings(session: Path, mirror: Path | None = None) -> tuple[Path, ...]:
    """Every file of a workshop: the file itself, `-wal`, `-shm`, old and unfinished copies, snapshots.

    And its copies in `mirror`. What a link leads to is none of them.
    """
    return tuple(_belongings(session, mirror))


def folders_of_copies(session: Path, mirror: Path | None) -> list[Path]:
    """The folders that hold nothing but copies of the workshop: its snapshots, and its own in `mirror`.

    A folder that is a link is left out: nothing is deleted where it leads.
    """
    ours = [snapshot_folder(session)] if linked_folder(session) is None else []
    copies = [mirror / session.stem] if mirror is not None else []
    return [folder for folder in (*ours, *copies) if folder.is_dir() and not is_link(folder)]


def purge(session: Path, log: Path, mirror: Path | None = None) -> int:
    """Delete the workshop, and its copies in `mirror`, and return how many files that were.

    Its own file goes last of what bears its name, so that what was stopped halfway can be done again.
    Raises LockedError if it is open, NotDeletedError if a file cannot be deleted.
    """
    lock = SessionLock(session)
    lock.acquire(datetime.now(UTC))
    try:
        folders = folders_of_copies(session, mirror)
        gone = [file for file in belongings(session, mirror) if file != lock.path]
        for file in sorted(gone, key=lambda each: each == session):
            _delete(file)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        forget_in_lists(session)
        clear_log(log, session)
    finally:
        lock.release()
        with contextlib.suppress(OSError):
            lock.path.unlink()
    return len(gone)


def _belongings(session: Path, mirror: Path | None) -> Iterator[Path]:
    for file in sorted(session.parent.iterdir()):
        if file.name == session.name or file.name.startswith((f"{session.name}-", f"{session.name}.")):
            yield file
    for folder in folders_of_copies(session, mirror):
        yield from sorted(file for file in folder.rglob("*") if not file.is_dir())


def _delete(file: Path) -> None:
    try:
        while_held(partial(file.unlink, missing_ok=True))
    except OSError as problem:
        raise NotDeletedError(file) from problem


def forget_in_lists(session: Path) -> None:
    """Delete what the list of workshops and the overview keep; both are made again of what is there."""
    for kept in (KNOWN_PEEKS, OVERVIEW_INDEX, f"{OVERVIEW_INDEX}-journal"):
        _delete(session.with_name(kept))


def clear_log(log: Path, session: Path) -> None:
    """Remove the log's lines that name the workshop, and delete error reports that do."""
    if not log.is_dir():
        return
    for report in log.glob("crash-*.txt"):
        if session.stem in report.read_text(encoding="utf-8", errors="replace"):
            _delete(report)
    for file in log.glob("*.log*"):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        kept = [line for line in lines if session.stem not in line]
        if len(kept) < len(lines):
            try:
                file.write_text("".join(kept), encoding="utf-8")
            except OSError as problem:
                raise NotDeletedError(file) from problem
