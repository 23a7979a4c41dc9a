"""Whether a session file may have changed since it was last looked into, told without opening it."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Container
from pathlib import Path

_COARSEST_STAMP_NS = 2_000_000_000
"""A file system may count in twos of seconds: a second write within them leaves the stamp as it was."""
Stamp = tuple[int, ...]


def stamp_of(path: Path, there: Container[str]) -> Stamp:
    """What changes with the content of `path`; empty where that cannot be told from outside.

    `there` are the names that stand in its folder: a log beside a file may hold more than the file.
    """
    if f"{path.name}-wal" in there or f"{path.name}-journal" in there:
        return ()
    try:
        found = os.lstat(path)
    except OSError:
        return ()
    newest = max(found.st_mtime_ns, found.st_ctime_ns)
    if not stat.S_ISREG(found.st_mode) or time.time_ns() - newest < _COARSEST_STAMP_NS:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev
