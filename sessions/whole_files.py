"""Files that get their name only when they are whole and on the disk.

The bytes go to a file under another name that is forced to disk, and only then does it get its own. So
no half file is ever seen under a name that somebody looks for, whenever the power goes. A name that is
taken is written over only by `replace_file`.
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
    """Write `content` as the new file `target`, which only its owner may read.

    Raises:
        FileExistsError: something has that name already, if only a dangling link.
        OSError: the disk did not take it; nothing is left behind under any name.
    """
    # A short name of its own: the target's may already be as long as the file system allows.
    temporary = target.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        with os.fdopen(open_new(temporary), "wb") as file:
            file.write(content)
        sync_file(temporary)
        _give_name(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    with suppress(OSError):  # shares that sync no folder: the file itself is there already
        sync_folder(target.parent)


def name_new(unfinished: Path, target: Path) -> None:
    """Sync `unfinished` and give it the name `target`; it may keep its own too.

    Raises:
        FileExistsError: something has that name already.
        OSError: the disk failed.
    """
    sync_file(unfinished)
    _give_name(unfinished, target)
    sync_folder(target.parent)


def replace_file(unfinished: Path, target: Path) -> None:
    """Give `unfinished`, whole and synced, the name `target`; what had it is lost. Raises OSError."""
    unfinished.replace(target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Force the content of `path` to disk. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Force to disk which names `folder` holds. Windows cannot be asked to. Raises OSError."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _give_name(unfinished: Path, target: Path) -> None:
    if sys.platform == "win32":
        # On Windows a rename fails where the name is taken; elsewhere it would overwrite.
        unfinished.rename(target)
        return
    try:
        os.link(unfinished, target, follow_symlinks=False)
    except OSError as problem:
        if problem.errno not in _NO_HARD_LINKS:
            raise
        _reserve_and_replace(unfinished, target)


def _reserve_and_replace(unfinished: Path, target: Path) -> None:
    """For file systems without hard links (USB sticks, some shares): take the name first, then fill it."""
    new_file(target)
    try:
        unfinished.replace(target)
    except OSError:
        target.unlink()
        raise
