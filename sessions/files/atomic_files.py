"""Atomic file writes: a file gets its name only when it is complete and on disk.

The bytes go to a temporary file that is synced, and only then renamed. So no partial file is ever seen
under the final name, whenever the power fails. An existing name is overwritten only by `replace_file`.
"""

from __future__ import annotations

import errno
import os
import secrets
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sessions.files.private_files import new_file, open_new

_NO_HARD_LINKS = frozenset(
    {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES}
)
_HELD_ON_WINDOWS = frozenset({5, 32, 33})
"""Access denied, sharing violation, lock violation: the answers while another program has the file open."""
SECONDS_HELD = 2.0
"""How long a file may be held: a virus scanner reads what was just written, and lets go of it soon."""


def write_new(target: Path, content: bytes) -> None:
    """Write `content` as the new file `target`, which only its owner may read.

    Raises:
        FileExistsError: something has that name already, if only a dangling link.
        OSError: the write failed; nothing is left behind under any name.
    """
    # A short name of its own: the target's may already be as long as the file system allows.
    temporary = target.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        with os.fdopen(open_new(temporary), "wb") as file:
            file.write(content)
        sync_file(temporary)
        _give_name(temporary, target)
    finally:
        with suppress(OSError):  # whether the file got its name is told already
            while_held(temporary.unlink)
    with suppress(OSError):  # some shares cannot sync a folder; the file itself is already there
        sync_folder(target.parent)


def name_new(unfinished: Path, target: Path) -> None:
    """Sync `unfinished` and give it the name `target`; it may keep its old name too.

    Raises:
        FileExistsError: something has that name already.
        OSError: the disk failed.
    """
    sync_file(unfinished)
    _give_name(unfinished, target)
    sync_folder(target.parent)


def replace_file(unfinished: Path, target: Path) -> None:
    """Rename `unfinished`, complete and synced, to `target`, replacing any file there. Raises OSError."""
    while_held(lambda: unfinished.replace(target))
    sync_folder(target.parent)


def while_held(act: Callable[[], object]) -> None:
    """Rename or delete a file with `act`, again and again while another program holds it.

    Only Windows refuses that. Raises what `act` raises, PermissionError after `SECONDS_HELD`.
    """
    until = time.monotonic() + SECONDS_HELD
    while True:
        try:
            act()
        except PermissionError as problem:
            if getattr(problem, "winerror", None) not in _HELD_ON_WINDOWS or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def sync_file(path: Path) -> None:
    """Sync the content of `path` to disk. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Sync the directory entries of `folder` to disk; not possible on Windows. Raises OSError."""
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
        while_held(lambda: unfinished.rename(target))
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
        while_held(lambda: unfinished.replace(target))
    except OSError:
        target.unlink()
        raise
