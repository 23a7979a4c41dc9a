"""Folders and files that only their owner may read, whatever the umask says.

A session file holds what people wrote in confidence and the secret of the QR code. On Windows the
access list of the user's profile already says so, and nothing is changed.
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
    """Make `folder` and what is missing on the way to it. One that exists stays as it is. Raises OSError."""
    missing = []
    part = folder
    while not part.exists():
        missing.append(part)
        part = part.parent
    for each in reversed(missing):
        # Two programs may begin at once: the other one's folder is as good.
        each.mkdir(_FOLDER, exist_ok=True)
        _close_to_others(each)
    folder.mkdir(exist_ok=True)


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
    """Take from everybody else the right to read files and folders made by an older version or a copy.

    What is missing, a link, or somebody else's is left as it is.
    """
    for path in paths:
        with contextlib.suppress(OSError):
            _close_to_others(path)


def _close_to_others(path: Path) -> None:
    if os.name != "posix":
        return
    found = path.lstat()
    # A folder in which everybody may put files, such as /tmp, is everybody's, whoever made it.
    ours = stat.S_ISREG(found.st_mode) or (stat.S_ISDIR(found.st_mode) and not found.st_mode & stat.S_ISVTX)
    if ours and found.st_uid == os.geteuid() and found.st_mode & _OTHERS:
        path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
