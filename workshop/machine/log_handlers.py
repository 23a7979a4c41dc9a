"""Log handlers for a file or a stream, limited in rate and size, that never raise.

Anybody on the network can cause log lines, so neither disk nor CPU use may depend on how often that
happens. And a log that cannot be written must not make anything fail.
"""

from __future__ import annotations

import contextlib
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from sessions.files.private_files import new_file

MOST_BYTES = 500_000
"""The maximum size of the log file; then it replaces the older one."""
SAME_A_MINUTE = 10
ALL_A_MINUTE = 300
SECONDS = 60.0
_NUMBER = re.compile(r"0x[0-9a-f]+|\d+")


class Minute:
    """The lines still allowed in this minute: a limit per kind and a total limit."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` is monotonic, in seconds."""
        self._clock = clock
        self._began = clock()
        self._written: Counter[str] = Counter()
        self._left_out = 0

    def takes(self, kind: str) -> bool:
        """Whether a line of that kind may be written now; if not, it is counted."""
        if self._written[kind] >= SAME_A_MINUTE or self._written.total() >= ALL_A_MINUTE:
            self._left_out += 1
            return False
        self._written[kind] += 1
        return True

    def lose(self) -> None:
        """Count a line that could not be written."""
        self._left_out += 1

    def over(self) -> int:
        """Start a new minute if this one is over. Returns how many lines were omitted in it."""
        return self.end() if self._clock() - self._began >= SECONDS else 0

    def end(self) -> int:
        """Start a new minute. Returns how many lines were omitted in this one."""
        left_out, self._left_out = self._left_out, 0
        self._began = self._clock()
        self._written.clear()
        return left_out


class Sparing(logging.Handler):
    """Handler mixin: repeated lines are counted instead of written, and nothing is ever raised."""

    minute: Minute

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._say(self.minute.over())
            if self.minute.takes(_kind_of(record)):
                super().emit(record)
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """On a full disk or without descriptors, count the line as omitted."""
        self.minute.lose()

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._say(self.minute.end())
        super().close()

    def _say(self, left_out: int) -> None:
        if left_out:
            text = "%d more lines like these were left out"
            super().emit(logging.LogRecord(__name__, logging.WARNING, __file__, 0, text, (left_out,), None))


class LogFile(Sparing, RotatingFileHandler):
    """The log file and one older one, both of bounded size."""

    def __init__(self, path: Path) -> None:
        """The file is opened with the first line."""
        self.minute = Minute()
        super().__init__(path, maxBytes=MOST_BYTES, backupCount=1, encoding="utf-8", delay=True)

    def _open(self) -> TextIOWrapper:
        """Open the file, readable only by its owner."""
        with contextlib.suppress(OSError):  # it exists; any other problem is raised when it is opened
            new_file(Path(self.baseFilename))
        return super()._open()

    def doRollover(self) -> None:
        """Start a new file. If the old one cannot be moved (another process has it open), it is emptied."""
        file = Path(self.baseFilename)
        if self.stream is not None:
            self.stream.close()
            self.stream = None
        try:
            if file.stat().st_size > 2 * MOST_BYTES:  # written by a version without a size limit
                file.unlink()
            else:
                file.replace(file.with_name(f"{file.name}.1"))
        except OSError:
            file.write_bytes(b"")


def _kind_of(record: logging.LogRecord) -> str:
    """The kind of a line: its text without the numbers."""
    problem = type(record.exc_info[1]).__name__ if record.exc_info else ""
    return f"{record.name} {record.levelno} {problem} {_NUMBER.sub('#', record.getMessage()[:400])}"
