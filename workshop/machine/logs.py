"""The technical log: where something went wrong, never what people wrote.

An error's message may quote a text, a token or an address, and so may a traceback's last line.
Only the type of the error and its place in the program are logged, each record on one line.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path

from sessions.files.private_files import make_folder, make_private
from workshop.machine.log_handlers import LogFile

LOG_FILE = "workshop.log"
HOST_LOG = "host.log"
"""The host's own: two processes cannot begin one file anew when it is full."""
LEVEL_VARIABLE = "WORKSHOP_LOG_LEVEL"
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}
OURS = ("workshop", "sessions", "exports", "prompts")
MOST_SIGNS = 4_000
"""The maximum length of a line."""
MOST_ERRORS = 8
MOST_PLACES = 24
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class PlaceOnly(logging.Formatter):
    """One line per record; of an exception only the types and places of its chain."""

    default_time_format = "%Y-%m-%d %H:%M:%S%z"
    default_msec_format = None

    def __init__(self, pattern: str = _FORMAT) -> None:
        """`pattern` is the format string."""
        super().__init__()
        self._pattern = pattern

    def format(self, record: logging.LogRecord) -> str:
        line = self._pattern % {
            "asctime": self.formatTime(record),
            "levelname": record.levelname,
            "name": record.name,
            "message": escaped(record.getMessage()),
        }
        problem = record.exc_info[1] if record.exc_info else None
        whole = f"{line} | {' <- '.join(places(problem))}" if problem else line
        return whole if len(whole) <= MOST_SIGNS else f"{whole[:MOST_SIGNS]}…"


def escaped(text: str) -> str:
    r"""`text` on one line, control characters escaped as `\x1b`, so that nobody can forge a log line."""
    return "".join(sign if sign.isprintable() else _ESCAPES.get(sign) or _by_number(sign) for sign in text)


def _by_number(sign: str) -> str:
    """Escape without a codec, which would be loaded on first use, when there may be no descriptor left."""
    number = ord(sign)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def places(problem: BaseException | None) -> Iterator[str]:
    """For each error of the chain its type, and the innermost files and lines it passed through.

    Unlike Python's traceback it opens no source file: there may be no descriptor left.
    """
    for _ in range(MOST_ERRORS):
        if problem is None:
            return
        frames = list(traceback.walk_tb(problem.__traceback__))
        where = [f"{Path(frame.f_code.co_filename).name}:{line}" for frame, line in frames[-MOST_PLACES:]]
        if len(frames) > MOST_PLACES:
            where.insert(0, f"{len(frames) - MOST_PLACES} more")
        yield f"{type(problem).__name__} at {', '.join(where)}"
        problem = _carried(problem) or problem.__cause__ or problem.__context__


def _carried(problem: BaseException) -> BaseException | None:
    """The original error of a failed Textual worker, which carries it as `error`."""
    inside = getattr(problem, "error", None)
    return inside if isinstance(inside, BaseException) else None


def report_of(problem: BaseException) -> str:
    """The text of a crash report: types and places, one per line."""
    return "\n".join(places(problem)) + "\n"


def log_to_file(folder: Path, name: str = LOG_FILE) -> None:
    """Send this process's log to the file `name`: nothing may write between the screen's own lines.

    `WORKSHOP_LOG_LEVEL` applies to our own loggers only; the libraries' debug output may hold
    addresses and is never enabled.
    """
    with contextlib.suppress(OSError):  # a program without a log is better than none
        make_folder(folder)
        make_private(folder, *folder.glob("*"))
    handler = LogFile(folder / name)
    handler.setFormatter(PlaceOnly())
    _log_to(handler)


def log_the_unforeseen() -> None:
    """Log uncaught errors too: Python would print them with their messages."""
    log = logging.getLogger(__name__)
    sys.excepthook = lambda _, problem, __: log.critical("the process ends", exc_info=problem)
    threading.excepthook = lambda args: log.error("a thread has ended", exc_info=args.exc_value)
    sys.unraisablehook = lambda args: log.error("an error has no way out", exc_info=args.exc_value)


def _log_to(handler: logging.Handler) -> None:
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    level = LEVELS.get(os.environ.get(LEVEL_VARIABLE, "").casefold(), logging.NOTSET)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
