"""One process at a time: a lock that names its owner and is released by the system if the owner dies.

The lock file also records when its owner was last alive, so that a workshop resumed after a crash
knows how long it was down.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from prompts.language.words import Words, load_words
from sessions.clock import from_stamp, stamp
from sessions.storage.session_file import StorageError


class Owner(msgspec.Struct, frozen=True):
    """The owner of an open session: process id, host name, and ISO stamps of its start and last heartbeat.

    `left` says that it has released the session.
    """

    pid: int
    host: str
    started: str
    alive: str
    left: bool = False


class LockedError(StorageError):
    """Another process has the session open."""

    code = "locked"

    def __init__(self, path: Path, owner: Owner | None) -> None:
        """Name the file and, if the lock records it, the owner."""
        super().__init__(path)
        self.owner = owner

    def sentence(self, words: Words | None = None) -> str:
        owner = f"{self.owner.host}, {self.owner.pid}" if self.owner else "?"
        return (words or load_words())("stored.locked", file=self.path, owner=owner)


class SessionLock:
    """The lock beside a session file: `<file>.lock`."""

    def __init__(self, session: Path) -> None:
        """Name the session; nothing is locked yet."""
        self.session = session
        self.left_at: datetime | None = None
        """After `acquire`: the time of the previous owner's last heartbeat, None if unknown."""
        self.path = session.with_name(session.name + ".lock")
        self._file: IO[bytes] | None = None
        self._started = ""

    def acquire(self, now: datetime) -> Owner | None:
        """Take the lock at `now`. Returns a previous owner that did not release it.

        Raises LockedError at once if somebody has it, StorageError if the folder cannot be written.
        """
        try:
            # Never "w": that would erase the owner before we know whether the lock is free.
            self._file = os.fdopen(os.open(self.path, _FLAGS, 0o600), "r+b")
            before = self._read()
            _lock(self._file)
        except BlockingIOError:
            self._drop()
            raise LockedError(self.session, before) from None
        except OSError as problem:
            self._drop()
            raise StorageError(self.session) from problem
        self._started = stamp(now)
        self.left_at = from_stamp(before.alive) if before else None
        self.touch(now)
        return before if before and not before.left else None

    def touch(self, now: datetime) -> None:
        """Record that the owner is alive at `now`."""
        self._write(now, left=False)

    def _write(self, now: datetime, left: bool) -> None:
        if self._file is None:
            return
        owner = Owner(os.getpid(), socket.gethostname(), self._started, stamp(now), left)
        content = msgspec.json.encode(owner).ljust(_LENGTH)
        with contextlib.suppress(OSError):
            self._file.seek(0)
            self._file.write(content)
            self._file.flush()

    def release(self, now: datetime | None = None) -> None:
        """Release the lock, at `now` if that is known. Safe to call twice."""
        if self._file is None:
            return
        if now is not None:
            self._write(now, left=True)
        with contextlib.suppress(OSError):
            if now is None:
                self._file.seek(0)
                self._file.truncate()
            _unlock(self._file)
        self._drop()

    def _read(self) -> Owner | None:
        if self._file is None:
            return None
        self._file.seek(0)
        try:
            return msgspec.json.decode(self._file.read(_LENGTH), type=Owner)
        except (msgspec.DecodeError, OSError):
            return None

    def _drop(self) -> None:
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.close()
        self._file = None


_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
"""A symbolic link in place of the lock is not followed: its target would be overwritten."""
_LENGTH = 512
_LOCKED_BYTE = 4096

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
