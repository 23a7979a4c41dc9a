"""What session files said when a list last looked into them, so that the next list need not open them all.

It is one file in the sessions folder, which may be deleted at any time. What it says of a session file is
believed only while the system says that the file is the same one and was not written to since.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Container
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import get_type_hints

from sessions.clock import day_in
from sessions.files.private_files import open_new
from sessions.storage.schema_version import SCHEMA_VERSION
from sessions.storage.session_file import Peek, peek
from sessions.storage.watching.file_stamps import Stamp, stamp_of

NAME = ".peeks.json"
FEWEST = 20
"""So many files are opened sooner than anybody notices; for them nothing is kept."""
_FORMAT = [2, SCHEMA_VERSION]
_TYPES = tuple(wanted for wanted in get_type_hints(Peek).values() if wanted in (str, int))
_MOST_BYTES = 8 * 1024 * 1024
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_Known = tuple[Stamp, Peek]
_Kept = tuple[list[object], list[object]]
"""A stamp and a peek as JSON holds them: of hundreds only those that a list shows are made into objects."""


class KnownPeeks:
    """The peeks of one folder, as they are known and as they are found anew."""

    def __init__(self, folder: Path, there: Container[str]) -> None:
        """Read what is known of `folder`, in which the names `there` stand; nonsense counts as nothing."""
        self._file = folder / NAME
        self._there = there
        self._kept: dict[str, _Kept] = {}
        self._found: dict[str, _Known] = {}
        if NAME in there:
            with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
                self._kept = _read(self._file)

    def peek(self, path: Path) -> Peek:
        """`sessions.storage.session_file.peek`, without opening the file where that can say nothing new."""
        before = stamp_of(path, self._there)
        with contextlib.suppress(ValueError, TypeError, KeyError):
            stamp, said = self._kept[path.name]
            if before and tuple(stamp) == before:
                return _peek(*said)  # type: ignore[arg-type]  # looked at there
        self._kept.pop(path.name, None)
        found = peek(path)
        if before and before == stamp_of(path, self._there):
            self._found[path.name] = before, found
        return found

    def keep(self) -> None:
        """Keep what was found, and nothing of files that are gone; without it the next list takes longer."""
        kept = {name: each for name, each in self._kept.items() if name in self._there}
        if len(kept) + len(self._found) < FEWEST or not (self._found or len(kept) < len(self._kept)):
            return
        unfinished = self._file.with_name(f".{os.urandom(8).hex()}.tmp")
        try:
            with os.fdopen(open_new(unfinished), "wb") as file:
                file.write(_written(kept, self._found))
            unfinished.replace(self._file)
        except OSError:
            import logging  # nobody waits for it otherwise

            logging.getLogger(__name__).info("what the session files say was not kept", exc_info=True)
            with contextlib.suppress(OSError):
                unfinished.unlink()


def _read(file: Path) -> dict[str, _Kept]:
    import json  # a few files are listed without

    with os.fdopen(os.open(file, os.O_RDONLY | _NO_LINK), "rb") as opened:
        found = os.fstat(opened.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST_BYTES:
            return {}
        content = json.loads(opened.read(_MOST_BYTES))
    if content["format"] != _FORMAT:
        return {}
    kept: dict[str, _Kept] = dict(content["files"])
    return kept


def _peek(title: str, day: str | None, *said: str | int) -> Peek:
    """Raises TypeError, ValueError for what `_written` never wrote."""
    if (type(title), *map(type, said)) != _TYPES:
        raise TypeError
    return Peek(title, day_in(day) if day else None, *said)  # type: ignore[arg-type]  # looked at above


def _written(kept: dict[str, _Kept], found: dict[str, _Known]) -> bytes:
    import json

    files = kept | {name: (stamp, astuple(said)) for name, (stamp, said) in found.items()}
    return json.dumps({"format": _FORMAT, "files": files}, default=date.isoformat).encode()
