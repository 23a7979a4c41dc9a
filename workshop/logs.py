"""The technical log: where something went wrong, never what somebody wrote.

An error's own message may quote a text, a token or an address, and so may a traceback's last line.
What is kept is the kind of error and its place in the program, each record on one line.
"""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

LOG_FILE = "workshop.log"
LEVEL_VARIABLE = "WORKSHOP_LOG_LEVEL"
LEVELS = {"debug": logging.DEBUG, "info": logging.INFO}
OURS = ("workshop", "sessions", "exports", "prompts")
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class PlaceOnly(logging.Formatter):
    """One line a record; of an exception only the kinds and places of its chain."""

    def __init__(self, pattern: str = _FORMAT) -> None:
        """`pattern` names what is told beside the message."""
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
        return f"{line} | {' <- '.join(places(problem))}" if problem else line


def escaped(text: str) -> str:
    r"""`text` on one line, every control character as `\x1b`: nobody can write a line of their own."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode("ascii") for sign in text
    )


def places(problem: BaseException | None) -> Iterator[str]:
    """For each error of the chain its kind, and the files and lines it came through."""
    while problem is not None:
        frames = traceback.extract_tb(problem.__traceback__)
        where = ", ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames)
        yield f"{type(problem).__name__} at {where}"
        problem = _carried(problem) or problem.__cause__ or problem.__context__


def _carried(problem: BaseException) -> BaseException | None:
    """What failed inside a worker of the screen, which hands it over as `error`."""
    inside = getattr(problem, "error", None)
    return inside if isinstance(inside, BaseException) else None


def report_of(problem: BaseException) -> str:
    """What a crash report says: kinds and places, one to a line."""
    return "\n".join(places(problem)) + "\n"


def log_to_file(folder: Path) -> None:
    """Send the program's log to a file: nothing may write between the screen's own lines.

    `WORKSHOP_LOG_LEVEL` asks for more of our own words; what the libraries tell of their work may
    hold addresses, and is never asked for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(folder / LOG_FILE, encoding="utf-8")
    handler.setFormatter(PlaceOnly())
    _log_to(handler)


def log_to_stream(stream: TextIO) -> None:
    """Send the log to `stream`, a line each: for a process whose lines another one writes down."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlaceOnly("%(levelname)s %(name)s %(message)s"))
    _log_to(handler)


def _log_to(handler: logging.Handler) -> None:
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    level = LEVELS.get(os.environ.get(LEVEL_VARIABLE, "").casefold(), logging.NOTSET)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
