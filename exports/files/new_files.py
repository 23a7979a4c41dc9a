"""Files that come into being whole, under a name that nothing had before.

The bytes go to a temporary file that is forced to disk, and only then does the file get its name,
in a way that fails where the name is taken. Only the owner may read it: minutes are passed on by whoever
decides to. So no half file is ever seen, nothing is overwritten
even when two programs write at once, and a link lying in wait is never followed.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from sessions.private_files import new_file, open_new

_NO_HARD_LINKS = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES}
)


def write_new(target: Path, content: bytes) -> None:
    """Write `content` as the new file `target`.

    Raises:
        FileExistsError: something has that name already, if only a dangling link.
        OSError: the disk did not take it; nothing is left behind under any name.
    """
    # A short name of its own: the target's may already be as long as the file system allows.
    temporary = target.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        _write_through(temporary, content)
        _give_name(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    _sync_folder(target.parent)


def _write_through(path: Path, content: bytes) -> None:
    with os.fdopen(open_new(path), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _give_name(temporary: Path, target: Path) -> None:
    if sys.platform == "win32":
        # On Windows a rename fails where the name is taken; elsewhere it would overwrite.
        temporary.rename(target)
        return
    try:
        os.link(temporary, target, follow_symlinks=False)
    except OSError as problem:
        if problem.errno not in _NO_HARD_LINKS:
            raise
        _reserve_and_replace(temporary, target)


def _reserve_and_replace(temporary: Path, target: Path) -> None:
    """For file systems without hard links (USB sticks, some shares): take the name first, then fill it."""
    new_file(target)
    try:
        temporary.replace(target)
    except OSError:
        target.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Force the folder's own entry to disk where the system can; the file itself is there already."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
