"""A small file that one process at a time has locked. The system releases it if that process dies.

Links and other things under the file's name are not opened: they make room for a file of our own.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path
from typing import IO

LENGTH = 512
_FLAGS = (
    os.O_RDWR
    | os.O_CREAT
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)
_LOCKED_BYTE = 4096
_ATTEMPTS = 100
"""How often a file is opened anew that was replaced between opening and locking it."""


class HeldError(OSError):
    """Another process, or another `LockFile` of this one, has it locked."""

    def __init__(self, content: bytes) -> None:
        """Say what its owner has written."""
        super().__init__("held")
        self.content = content


class LockFile:
    """A lock file, locked or not. Not for several threads."""

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self.path = path
        self._file: IO[bytes] | None = None

    def acquire(self) -> bytes:
        """Lock it, and return what the owner before has written.

        Raises HeldError where somebody has it locked, or another OSError.
        """
        for _ in range(_ATTEMPTS):
            content = self._open_and_lock()
            if self.is_in_place():
                return content
            self.close()
        raise OSError(f"{self.path.name} is replaced again and again")

    def is_in_place(self) -> bool:
        """Whether the file that we have locked is the one that has the name."""
        if self._file is None:
            return False
        try:
            return os.path.samestat(os.fstat(self._file.fileno()), self.path.lstat())
        except OSError:
            return False

    def write(self, content: bytes) -> None:
        """Replace the content, at most `LENGTH` bytes. Raises OSError."""
        if self._file is None:
            return
        self._file.seek(0)
        self._file.write(content.ljust(LENGTH) if content else b"")
        self._file.flush()
        if not content:
            self._file.truncate(0)

    def close(self, *, remove: bool = False) -> None:
        """Release it; `remove` deletes the file too. Safe to call twice."""
        if self._file is None:
            return
        if remove and sys.platform != "win32" and self.is_in_place():
            # While it is locked: whoever waits for it sees that it has no name any more.
            self._unlink()
        with contextlib.suppress(OSError):
            _unlock(self._file)
        with contextlib.suppress(OSError):
            self._file.close()
        self._file = None
        if remove and sys.platform == "win32":
            self._unlink()  # which fails there while somebody else has it open

    def _open_and_lock(self) -> bytes:
        self._make_room()
        self._file = os.fdopen(os.open(self.path, _FLAGS, 0o600), "r+b")
        try:
            content = self._file.read(LENGTH)
            _lock(self._file)
        except BlockingIOError:
            self.close()
            raise HeldError(content) from None
        except OSError:
            self.close()
            raise
        return content

    def _make_room(self) -> None:
        try:
            found = self.path.lstat()
        except OSError:
            return
        is_ours = stat.S_ISREG(found.st_mode) and found.st_nlink == 1
        if not (is_ours or stat.S_ISDIR(found.st_mode)):
            self.path.unlink()

    def _unlink(self) -> None:
        with contextlib.suppress(OSError):
            self.path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None

    def _unlock(file: IO[bytes]) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
