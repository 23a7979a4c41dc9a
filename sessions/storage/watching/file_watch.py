"""Detects whether the files of an open session are still what this process wrote.

SQLite rarely rereads pages, and checks the write-ahead log only after a crash. So a file that was
truncated, overwritten or restored from an older copy would go unnoticed until it is too late.
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
    """A file's identity, size and time; differs once it was written to or replaced."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds. The time of the last rename or permission change does not matter."""

    def is_file_of(self, other: Footprint | None) -> bool:
        """Whether both are the same file, whatever its content."""
        return other is not None and (self.device, self.inode) == (other.device, other.inode)


class FileWatch:
    """The state of a session file and its log after our own last write. For the writing thread.

    Every frame of the log is read as soon as it is written, so that its content is known by our own
    checksum. SQLite's would take a hundred times as long to compute here.
    """

    def __init__(self, path: Path) -> None:
        """Call `begin` before anything else."""
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
        """Accept the current files as ours; `logged` if there is a write-ahead log. Raises StorageError."""
        self._logged, self._lost = logged, False
        self._header, self._end, self._sum = b"", 0, 0
        self.accept()
        if self._log is not None and self._log.size > 0:
            # A reader was active, so SQLite could not restart the log.
            while self._follow_log():
                continue

    def accept(self) -> None:
        """Accept the files as they are, after their content was checked. Raises StorageError."""
        self._file = footprint_of(self._path)
        self._log = footprint_of(self._log_path) if self._logged else None

    def committed(self) -> None:
        """Record where our latest commit ended in the log. Raises StorageError."""
        before = self._file, self._log
        self.accept()
        if not (_same_file(self._file, before[0]) and _same_file(self._log, before[1])):
            self._lost = True
        if self._logged and not self._lost:
            self._lost = not self._follow_log()

    def folded(self) -> None:
        """Record that we wrote the log into the file; an emptied log starts over. Raises StorageError."""
        self.accept()
        if self._log is not None and self._log.size == 0:
            self._header, self._end, self._sum = b"", 0, 0

    def is_touched(self) -> bool:
        """Whether one of the files was changed, moved or replaced from outside. Raises StorageError."""
        if self._lost or footprint_of(self._path) != self._file:
            return True
        return self._logged and footprint_of(self._log_path) != self._log

    def is_same_file(self) -> bool:
        """Whether the file at our path is the one that was opened. Raises StorageError."""
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
        """Read the frames of one commit. False if they are not there."""
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
        # SQLite's locks are on other files, so closing our own descriptor releases none of them.
        try:
            with self._log_path.open("rb") as log:
                yield log
        except FileNotFoundError:
            yield None
        except OSError as problem:
            raise StorageError(self._path) from problem


def footprint_of(path: Path) -> Footprint | None:
    """The footprint of the file at `path`; None if there is none."""
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
