"""Folders and files that only their owner may read, whatever the umask is.

A session file holds what people wrote in confidence and the secret of the QR code. On Windows the
user profile's access list already protects them, and nothing is changed.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600
_OTHERS = 0o077
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def make_folder(folder: Path) -> None:
    """Make `folder` and its missing parents. An existing one is left as it is. Raises OSError."""
    missing = []
    part = folder
    while not part.exists():
        missing.append(part)
        part = part.parent
    for each in reversed(missing):
        # Two processes may start at once: the other one's folder is just as good.
        each.mkdir(_FOLDER, exist_ok=True)
        _close_to_others(each)
    folder.mkdir(exist_ok=True)


def is_link(path: Path) -> bool:
    """Whether `path` is a link, or on Windows a junction, to somewhere else."""
    return path.is_symlink() or bool(getattr(path, "is_junction", bool)())


def open_new(path: Path) -> int:
    """Make the empty file `path` and return a descriptor to write to. Raises FileExistsError, OSError."""
    descriptor = os.open(path, _NEW, _FILE)
    if os.name == "posix" and stat.S_IMODE(os.fstat(descriptor).st_mode) != _FILE:
        os.fchmod(descriptor, _FILE)
    return descriptor


def new_file(path: Path) -> None:
    """Make the empty file `path`. Raises FileExistsError, OSError."""
    os.close(open_new(path))


def make_private(*paths: Path) -> None:
    """Remove other users' read permission from files and folders made by an older version or a copy.

    Missing paths, links and other users' files are left as they are.
    """
    for path in paths:
        with contextlib.suppress(OSError):
            _close_to_others(path)


def _close_to_others(path: Path) -> None:
    if os.name != "posix":
        return
    found = path.lstat()
    # A world-writable folder such as /tmp is shared, whoever made it.
    ours = stat.S_ISREG(found.st_mode) or (stat.S_ISDIR(found.st_mode) and not found.st_mode & stat.S_ISVTX)
    if ours and found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
        path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
