"""Which workshops lie on this computer, and which of them somebody means.

A list is what many a command begins with, and what the first screen waits for: it looks into the files and
loads neither the rules nor anything that opens a workshop.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from prompts.language.cleaning import clean_line
from prompts.language.words import Words, load_words
from prompts.language.written_dates import as_typed
from sessions.storage.overview.known_peeks import KnownPeeks
from sessions.storage.session_file import MissingFileError, StorageError
from sessions.workshop_status import WorkshopStatus
from workshop.channel.host_notes import hosted_among
from workshop.hosting.putting_aside import PUT_ASIDE
from workshop.machine.folders import PRACTICE

_ENDING = ".db"
MOST_NAMED = 12
"""So many are named when a name means several; the rest is counted."""


class UnsureWhichError(Exception):
    """More than one workshop has such a name. Nothing was done."""

    def __init__(self, listings: Sequence[SessionListing]) -> None:
        """`listings` are those that it may mean, the one worked on last first."""
        super().__init__(", ".join(item.path.stem for item in listings))
        self.listings = tuple(listings)

    def sentence(self, words: Words | None = None) -> str:
        """Which ones there are, and how to say which is meant."""
        words = words or load_words()
        lines = [f"  {item.path.stem}\n    {item.told(words)}" for item in self.listings[:MOST_NAMED]]
        if (more := len(self.listings) - MOST_NAMED) > 0:
            lines.append("  " + words("cli.more-matches", n=more))
        return "\n".join((words("cli.unsure-which"), *lines))


@dataclass(frozen=True, slots=True)
class SessionListing:
    """A session file as a list shows it.

    Attributes:
        date: When its latest meeting is, or was.
        status: `lobby`, `running` or `closed`: how far the meeting has come.
        problem: A sentence where the file cannot be read.
        meeting: The number of its latest meeting.
        is_open: Whether it runs just now, with or without a screen.
        is_put_aside: Whether it lies in the archive.
    """

    path: Path
    title: str
    date: date | None
    status: str
    participants: int
    modified: datetime
    problem: str = ""
    meeting: int = 1
    organisation: str = ""
    group_name: str = ""
    is_open: bool = False
    is_put_aside: bool = False

    @property
    def stage(self) -> str:
        """`open` while it is held, else its status: what has ended may still stand on a screen."""
        return "open" if self.is_open and self.status != WorkshopStatus.CLOSED else self.status

    def told(self, words: Words) -> str:
        """What tells it from others of the same title: when, which meeting, how far, where it lies."""
        if self.problem:
            return clean_line(self.problem)
        parts = (
            self.title,
            clean_line(self.organisation),
            clean_line(self.group_name),
            as_typed(self.date, words.language) if self.date else "",
            words("terminal.home.meeting-number", n=self.meeting) if self.meeting > 1 else "",
            words(f"cli.status-{self.stage}"),
            words("cli.participants", n=self.participants),
            words("cli.put-aside") if self.is_put_aside else "",
            words("cli.for-practice") if self.path.parent.name == PRACTICE else "",
        )
        return " · ".join(part for part in parts if part)


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
    shown = [(written, sessions / name) for written, name in sorted(files, reverse=True)[:most]]
    is_open = hosted_among(path for _, path in shown)
    known = KnownPeeks(sessions, there)
    listed = tuple(_listing(path, written, words, known, is_open, there) for written, path in shown)
    known.keep()
    return listed


def newest(listed: Sequence[SessionListing]) -> Path:
    """The one that was worked on last, of those that can be read and are not put aside if there are any.

    Raises IndexError for none.
    """
    readable = [item for item in listed if not item.problem]
    return next((item for item in readable if not item.is_put_aside), (*readable, listed[0])[0]).path


def matching(sessions: Path, wanted: str, *, everywhere: bool = False) -> tuple[SessionListing, ...]:
    """The workshops that `wanted` may mean, newest first: by the name or the path of the file, else by a
    part of the name, of the title, or of the latest meeting's date and the title.

    Those in the archive come where none of the others is meant, and rehearsals and demos after them, unless
    it is looked for `everywhere`. Raises StorageError where the folder cannot be read.
    """
    from sessions.files.file_names import slug_of  # a list needs no names made of titles

    listed = [*list_sessions(sessions), *list_sessions(sessions.parent / PRACTICE)]
    exact = tuple(item for item in listed if wanted in (item.path.name, item.path.stem))
    if exact:
        return exact
    part = slug_of(wanted)
    found = [
        item
        for item in listed
        if part in item.path.stem.replace("_", "-") or part in f"{item.date}-{slug_of(item.title)}"
    ]
    for group in ([item for item in found if _rank(item) == rank] for rank in range(3)):
        if group and not everywhere:
            return tuple(group)
    return tuple(found)


def find_session(sessions: Path, wanted: str) -> Path:
    """The file that `wanted` names: its path, or what `matching` says. It never guesses.

    Raises MissingFileError, UnsureWhichError; StorageError where the folder cannot be read.
    """
    as_path = Path(wanted).expanduser()
    return as_path if as_path.is_file() else only_one(matching(sessions, wanted), wanted).path


def only_one(listings: Sequence[SessionListing], wanted: str) -> SessionListing:
    """The one of them. Raises MissingFileError for none, UnsureWhichError for several."""
    if not listings:
        raise MissingFileError(Path(wanted))
    if len(listings) > 1:
        raise UnsureWhichError(listings)
    return listings[0]


def _rank(listing: SessionListing) -> int:
    if listing.path.parent.name == PRACTICE:
        return 2
    return 1 if listing.is_put_aside else 0


def _listing(
    path: Path,
    written: float,
    words: Words | None,
    known: KnownPeeks,
    is_open: Collection[Path],
    there: Collection[str],
) -> SessionListing:
    modified = datetime.fromtimestamp(written, UTC)
    aside = f"{path.name}{PUT_ASIDE}" in there
    try:
        shown = known.peek(path)
    except StorageError as problem:
        said = problem.sentence(words)
        return SessionListing(path, path.stem, None, "", 0, modified, said, is_put_aside=aside)
    return SessionListing(
        path,
        clean_line(shown.title),
        shown.date,
        shown.status,
        shown.participants,
        modified,
        meeting=shown.meeting,
        organisation=clean_line(shown.organisation),
        group_name=clean_line(shown.group_name),
        is_open=path in is_open,
        is_put_aside=aside,
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
