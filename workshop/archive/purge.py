"""Deleting a workshop from this computer: its file, its copies, and what the log says of it.

The session file is working material; the minutes are the record, and lie elsewhere. Whoever deletes
must know that the minutes are filed, so the command asks first. Nothing here asks, it deletes.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from prompts.language.words import Words, load_words
from sessions.clock import stamp
from sessions.naming import slug_of
from sessions.storage.lock import SessionLock
from sessions.storage.session_file import MissingFileError, StorageError
from sessions.storage.snapshots import snapshot_folder
from workshop.hosting.listing import SessionListing, list_sessions


class UnsureWhichError(Exception):
    """More than one workshop fits what was asked for. Nothing was deleted."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """`names` are those that fit."""
        super().__init__(", ".join(names))
        self.names = names

    def sentence(self, words: Words | None = None) -> str:
        """Which ones there are."""
        return (words or load_words())("purge.unsure-which", names=", ".join(self.names))


def find_one(sessions: Path, wanted: str | None) -> SessionListing:
    """The one workshop that `wanted` names; without a name, the only one there is.

    Unlike opening, deleting never takes the best guess. Raises UnsureWhichError, MissingFileError.
    """
    listed = list_sessions(sessions)
    exact = [item for item in listed if wanted in (item.path.name, item.path.stem)]
    fitting = exact or [item for item in listed if wanted is None or slug_of(wanted) in item.path.stem]
    if not fitting:
        raise MissingFileError(sessions / (wanted or ""))
    if len(fitting) > 1:
        raise UnsureWhichError(tuple(item.path.stem for item in fitting))
    return fitting[0]


def belongings(session: Path) -> tuple[Path, ...]:
    """Every file of a workshop: itself, `-wal`, `-shm`, what was put aside, unfinished ones, snapshots."""
    return tuple(_belongings(session))


def purge(session: Path, log: Path) -> int:
    """Delete the workshop and return how many files that were.

    Raises LockedError where it is open, StorageError where a file cannot be deleted.
    """
    lock = SessionLock(session)
    lock.acquire(stamp(datetime.now(UTC)))
    try:
        gone = [file for file in belongings(session) if file != lock.path]
        for file in gone:
            _delete(session, file)
        shutil.rmtree(snapshot_folder(session), ignore_errors=True)
        _clear_log(log, session)
    finally:
        lock.release()
        with contextlib.suppress(OSError):
            lock.path.unlink()
    return len(gone)


def _belongings(session: Path) -> Iterator[Path]:
    for file in sorted(session.parent.iterdir()):
        if file.name == session.name or file.name.startswith((f"{session.name}-", f"{session.name}.")):
            yield file
    folder = snapshot_folder(session)
    if folder.is_dir():
        yield from sorted(file for file in folder.rglob("*") if not file.is_dir())


def _delete(session: Path, file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as problem:
        raise StorageError(session) from problem


def _clear_log(log: Path, session: Path) -> None:
    """Take the lines that name the workshop out of the log, and reports that name it altogether."""
    if not log.is_dir():
        return
    for report in log.glob("crash-*.txt"):
        if session.stem in report.read_text(encoding="utf-8", errors="replace"):
            _delete(session, report)
    for file in log.glob("*.log*"):
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
        kept = [line for line in lines if session.stem not in line]
        if len(kept) < len(lines):
            file.write_text("".join(kept), encoding="utf-8")
