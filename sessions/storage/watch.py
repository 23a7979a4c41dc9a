"""Whether the files of an open session are still what this process has written.

SQLite reads little of what it has once read, and checks the write-ahead log only after a crash. So a
file that was cut, overwritten or restored from an older copy stays unnoticed until it is too late.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from sessions.storage.session_file import StorageError

_LOG_HEADER, _FRAME_HEADER = 32, 24
_MARKS = slice(16, 24)
"""Where a log's header says which frames are of its present run; in a frame it stands eight bytes earlier."""


@dataclass(frozen=True, slots=True)
class Footprint:
    """What the system says of a file; differs once anybody has written to it or put another one there."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds. When its name or its rights were last changed says nothing of what it holds."""

    def is_file_of(self, other: Footprint | None) -> bool:
        """Whether both are the same file, whatever it holds."""
        return other is not None and (self.device, self.inode) == (other.device, other.inode)


class FileWatch:
    """What a session file and its log looked like after our own last write. For the writing thread.

    Of the log every frame is looked at as soon as it is written, so that what it holds is known by a checksum
    of our own. SQLite's would take a hundred times as long to compute here.
    """

    def __init__(self, path: Path) -> None:
        """Nothing is known before `begin`."""
        self._path = path
        self._log_path = path.with_name(path.name + "-wal")
        self._file: Footprint | None = None
        self._log: Footprint | None = None
        self._logged = False
        self._header = b""
        self._end = self._sum = 0
        """Where in the log our last commit ends, and the checksum of all up to there."""
        self._lost = False

    def begin(self, logged: bool) -> None:
        """Take what is there now for ours; `logged` where there is a write-ahead log. Raises StorageError."""
        self._logged, self._lost = logged, False
        self._header, self._end, self._sum = b"", 0, 0
        self.accept()
        if self._log is not None and self._log.size > 0:
            # Somebody was reading, so that SQLite could not begin the log anew.
            while self._follow_log():
                continue

    def accept(self) -> None:
        """Take the files as they are: what was written to them was looked at. Raises StorageError."""
        self._file = footprint_of(self._path)
        self._log = footprint_of(self._log_path) if self._logged else None

    def committed(self) -> None:
        """Note where our commit of just now has ended in the log. Raises StorageError."""
        before = self._file, self._log
        self.accept()
        if not (_same_file(self._file, before[0]) and _same_file(self._log, before[1])):
            self._lost = True
        if self._logged and not self._lost:
            self._lost = not self._follow_log()

    def folded(self) -> None:
        """The log was written into the file by us; an emptied log begins anew. Raises StorageError."""
        self.accept()
        if self._log is not None and self._log.size == 0:
            self._header, self._end, self._sum = b"", 0, 0

    def is_touched(self) -> bool:
        """Whether somebody else has changed, moved or replaced one of the files. Raises StorageError."""
        if self._lost or footprint_of(self._path) != self._file:
            return True
        return self._logged and footprint_of(self._log_path) != self._log

    def is_same_file(self) -> bool:
        """Whether the file under our name is the one that was opened. Raises StorageError."""
        return _same_file(footprint_of(self._path), self._file)

    def log_is_whole(self) -> bool:
        """Whether a process that opens the file after a crash finds all our commits in its log.

        Raises StorageError.
        """
        if not self._logged:
            return True
        if self._lost or not _same_file(footprint_of(self._log_path), self._log):
            return False
        if self._end == 0:
            return True
        with self._open_log() as log:
            content = log.read(self._end) if log is not None else b""
        return len(content) == self._end and zlib.crc32(content) == self._sum

    def _follow_log(self) -> bool:
        """Take in the frames of one commit. False where they are not there."""
        with self._open_log() as log:
            header = log.read(_LOG_HEADER) if log is not None else b""
            if log is None or len(header) < _LOG_HEADER:
                return False
            if header == self._header:
                end, summed = self._end, self._sum
            else:
                end, summed = _LOG_HEADER, zlib.crc32(header)
            size = _FRAME_HEADER + _page_size(header)
            log.seek(end)
            while True:
                frame = log.read(size)
                if len(frame) < size or frame[8:16] != header[_MARKS]:
                    return False
                end, summed = end + size, zlib.crc32(frame, summed)
                if frame[4:8] != bytes(4):  # only in a commit's last frame: how large the file is then
                    self._header, self._end, self._sum = header, end, summed
                    return True

    @contextlib.contextmanager
    def _open_log(self) -> Iterator[BufferedReader | None]:
        # SQLite's locks are on other files: reading this one beside it takes none of them away.
        try:
            with self._log_path.open("rb") as log:
                yield log
        except FileNotFoundError:
            yield None
        except OSError as problem:
            raise StorageError(self._path) from problem


def footprint_of(path: Path) -> Footprint | None:
    """What the system says of the file that has the name `path` now; None where none has it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as problem:
        raise StorageError(path) from problem
    return Footprint(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[8:12], "big")
    return 65_536 if size == 1 else size


def _same_file(one: Footprint | None, other: Footprint | None) -> bool:
    return one.is_file_of(other) if one is not None else other is None
