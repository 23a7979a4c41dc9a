"""One process at a time: a lock that names its owner and is released by the system if the owner dies.

The lock file beside the session also records when its owner was last alive, so that a workshop resumed
after a crash knows how long it was down. It goes by the session's name, which may be deleted or be one of two
for the same file; a second lock goes by the file itself.
"""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
from datetime import datetime
from pathlib import Path

import msgspec

from prompts.language.words import Words, load_words
from sessions.clock import from_stamp, stamp
from sessions.files.lock_file import HeldError, LockFile
from sessions.files.runtime_folder import runtime_folder
from sessions.storage.session_file import StorageError

log = logging.getLogger(__name__)


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
    """The lock of a session file: `<file>.lock` beside it, and one for whatever names the file has."""

    def __init__(self, session: Path) -> None:
        """Name the session; nothing is locked yet."""
        self.session = session
        self.left_at: datetime | None = None
        """After `acquire`: the time of the previous owner's last heartbeat, None if unknown."""
        self.path = session.with_name(session.name + ".lock")
        self._beside: LockFile | None = None
        self._of_file: LockFile | None = None
        self._started = ""
        self._changing = threading.Lock()

    def acquire(self, now: datetime) -> Owner | None:
        """Take the lock at `now`. Returns a previous owner that did not release it.

        Raises LockedError at once if somebody has it, StorageError if the folder cannot be written.
        """
        with self._changing:
            try:
                beside = LockFile(self.path)
                before = _owner(beside.acquire())
                self._beside = beside
                self._of_file = self._locked_by_file()
            except HeldError as held:
                self._drop()
                raise LockedError(self.session, _owner(held.content)) from None
            except OSError as problem:
                self._drop()
                raise StorageError(self.session) from problem
        self._started = stamp(now)
        self.left_at = from_stamp(before.alive) if before else None
        self.touch(now)
        return before if before and not before.left else None

    def touch(self, now: datetime) -> None:
        """Record that the owner is alive at `now`.

        A lock that was deleted is made anew, and one for a session file that was replaced is taken.
        """
        with self._changing:
            if self._beside is not None:
                self._follow()
            self._write(now, left=False)

    def release(self, now: datetime | None = None) -> None:
        """Release the lock, at `now` if that is known. Safe to call twice."""
        with self._changing:
            if self._beside is None:
                return
            if now is not None:
                self._write(now, left=True)
            else:
                with contextlib.suppress(OSError):
                    self._beside.write(b"")
            self._drop()

    def _follow(self) -> None:
        try:
            if self._beside is not None and not self._beside.is_in_place():
                anew = LockFile(self.path)
                anew.acquire()
                self._beside.close()
                self._beside = anew
            wanted = self._path_by_file()
            if wanted is not None and (self._of_file is None or self._of_file.path != wanted):
                of_file = self._locked_by_file()
                if self._of_file is not None:
                    self._of_file.close(remove=True)
                self._of_file = of_file
        except OSError:
            log.warning("the session's lock could not be made anew")

    def _locked_by_file(self) -> LockFile | None:
        """The lock by the file itself; None if there is no file or no place for one. Raises HeldError."""
        path = self._path_by_file()
        if path is None:
            return None
        of_file = LockFile(path)
        try:
            of_file.acquire()
        except HeldError:
            raise
        except OSError:
            log.warning("a session file with two names is not noticed: no place for its lock")
            return None
        return of_file

    def _path_by_file(self) -> Path | None:
        try:
            found = self.session.stat()
        except OSError:
            return None
        try:
            return runtime_folder() / f"{found.st_dev:x}-{found.st_ino:x}.lock"
        except OSError:
            return None

    def _write(self, now: datetime, left: bool) -> None:
        owner = Owner(os.getpid(), socket.gethostname(), self._started, stamp(now), left)
        for lock in (self._beside, self._of_file):
            if lock is not None:
                with contextlib.suppress(OSError):
                    lock.write(msgspec.json.encode(owner))

    def _drop(self) -> None:
        if self._of_file is not None:
            self._of_file.close(remove=True)
        if self._beside is not None:
            self._beside.close()
        self._beside = self._of_file = None


def _owner(content: bytes) -> Owner | None:
    try:
        return msgspec.json.decode(content, type=Owner)
    except msgspec.DecodeError:
        return None
