"""Reads the copy of a method of one's own that a session file keeps."""

from __future__ import annotations

import contextlib
from pathlib import Path

from sessions.storage.session_file import check_identity, connect, require_file, storage_errors

_KEEPS_METHODS = 12
"""The schema from which a session file holds them."""


def method_copy(path: Path, key: str) -> str:
    """The files of the method called `key`, as the workshop was made of them; empty where none are kept.

    Raises what `peek` raises.
    """
    require_file(path)
    with storage_errors(path), contextlib.closing(connect(path, read_only=True)) as database:
        if check_identity(path, database) < _KEEPS_METHODS:
            return ""
        row = database.execute("SELECT files FROM method_copies WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""
