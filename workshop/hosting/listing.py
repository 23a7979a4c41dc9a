"""Which workshops lie on this computer, and which of them somebody means.

A list is what many a command begins with, and what the first screen waits for: it looks into the files and
loads neither the rules nor anything that opens a workshop.
"""

from __future__ import annotations

import os
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from sessions.storage.known_peeks import KnownPeeks
from sessions.storage.session_file import MissingFileError, StorageError
from workshop.machine.folders import PRACTICE

_ENDING = ".db"


@dataclass(frozen=True, slots=True)
class SessionListing:
    """A session file as a list shows it. `problem` is a sentence where it cannot be read."""

    path: Path
    title: str
    date: date | None
    status: str
    participants: int
    modified: datetime
    problem: str = ""
    meeting: int = 1


def list_sessions(
    sessions: Path, words: Words | None = None, most: int | None = None
) -> tuple[SessionListing, ...]:
    """The session files in a folder, the one worked on last first.

    Anything may lie there under such a name: nothing of it hides the others, or keeps anybody waiting.

    Args:
        sessions: the folder; none is there before the first workshop is made.
        words: what is wrong with a file is said in these.
        most: look into so many files only, the first of the list.

    Raises:
        StorageError: the folder itself cannot be read.
    """
    try:
        there = frozenset(os.listdir(sessions))  # noqa: PTH208 - no path is made of what is not listed
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as problem:
        raise StorageError(sessions) from problem
    names = [name for name in there if os.path.normcase(name).endswith(_ENDING)]
    files = [(_written(f"{sessions}{os.sep}{name}", name, there), name) for name in names]
    ordered = sorted(files, reverse=True)
    known = KnownPeeks(sessions, there)
    listed = tuple(_listing(sessions / name, written, words, known) for written, name in ordered[:most])
    known.keep()
    return listed


def newest(listed: Sequence[SessionListing]) -> Path:
    """The one that was worked on last, of those that can be read if any can. Raises IndexError for none."""
    return next((item for item in listed if not item.problem), listed[0]).path


def find_session(sessions: Path, wanted: str) -> Path:
    """The file that `wanted` names: a path, a file name, or the start of one (newest first).

    Rehearsals and demos, which no list shows, come after all others.

    Raises MissingFileError; StorageError where the folder cannot be read.
    """
    from sessions.naming import slug_of  # a list needs no names made of titles

    as_path = Path(wanted).expanduser()
    if as_path.is_file():
        return as_path
    for listing in (*list_sessions(sessions), *list_sessions(sessions.parent / PRACTICE)):
        stem = listing.path.stem
        if wanted in (listing.path.name, stem) or slug_of(wanted) in stem:
            return listing.path
    raise MissingFileError(as_path)


def _listing(path: Path, written: float, words: Words | None, known: KnownPeeks) -> SessionListing:
    modified = datetime.fromtimestamp(written, UTC)
    try:
        shown = known.peek(path)
    except StorageError as problem:
        return SessionListing(path, path.stem, None, "", 0, modified, problem.sentence(words))
    title = clean_line(shown.title)
    return SessionListing(
        path, title, shown.date, shown.status, shown.participants, modified, meeting=shown.meeting
    )


def _written(path: str, name: str, there: Container[str]) -> float:
    """When the file `name` or its log, where one is `there`, was last written to, in seconds."""
    return max(_modified(path), _modified(f"{path}-wal") if f"{name}-wal" in there else 0.0)


def _modified(path: str) -> float:
    """When it was last written to, in seconds; 0 where the system does not say."""
    try:
        return os.lstat(path).st_mtime
    except OSError:
        return 0.0
