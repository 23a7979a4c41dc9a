"""The archive: workshops that are over and done, put aside so that lists are short. Nothing is moved.

An empty file beside the session file says so. It goes with the workshop when that is deleted, and it is
taken away when the workshop is opened again.
"""

from __future__ import annotations

from pathlib import Path

from sessions.files.private_files import new_file
from sessions.storage.session_file import StorageError, require_file

PUT_ASIDE = ".archived"


def mark_of(session: Path) -> Path:
    """The file that says that `session` is put aside, where it is."""
    return session.with_name(session.name + PUT_ASIDE)


def put_aside(session: Path) -> None:
    """Put a workshop aside. Raises MissingFileError, StorageError."""
    require_file(session)
    try:
        new_file(mark_of(session))
    except FileExistsError:
        return
    except OSError as problem:
        raise StorageError(session) from problem


def take_back(session: Path) -> None:
    """Take a workshop back from the archive; nothing happens where it is not there. Raises StorageError."""
    try:
        mark_of(session).unlink(missing_ok=True)
    except OSError as problem:
        raise StorageError(session) from problem
