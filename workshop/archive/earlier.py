"""Workshops as material for a new one: a session file or the minutes' JSON, read and never written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from exports.reading.minutes_file import NotMinutesError
from exports.reading.rows import RowsOfMinutes
from prompts.language.words import Words, load_words
from prompts.methods.model import Method
from sessions.model import Card, Workshop
from sessions.rules.earlier_cards import taken_over
from sessions.rules.meeting.creation import NewWorkshop, first_rows
from sessions.state import State
from sessions.storage.file_reading import read_state
from workshop.archive.importing import read_file
from workshop.hosting.open_sessions import session_of_rows
from workshop.live.method_files import ChosenMethod, load_method_of
from workshop.live.secrets import new_access, new_id


class NothingToTakeOverError(Exception):
    """An earlier workshop has no initiatives. Nothing was made."""

    def __init__(self, title: str) -> None:
        """Name the earlier workshop."""
        super().__init__(title)
        self.title = title

    def sentence(self, words: Words | None = None) -> str:
        """What is missing, and what to do."""
        return (words or load_words())("rounds.nothing-to-take", title=self.title)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A workshop that was held: its rows, and the method that it was held with."""

    state: State
    method: Method


def read_earlier(file: Path, sessions: Path) -> Earlier:
    """Read a session file, which may be open elsewhere, or the JSON that `workshop export` wrote.

    `sessions` is the folder whose own methods are known here.

    Raises:
        StorageError: the session file is damaged, of a newer version or cannot be read.
        ExportError: it is no minutes' JSON, or of a later version, or too large.
        MethodError: its method is not here.
    """
    if file.suffix.casefold() != ".json":
        state = read_state(file)
        like = state.workshop
        return Earlier(state, load_method_of(file, like.method, like.language))
    read = read_file(file)
    method = load_method_of(sessions / "new", read.method, read.language)
    access = new_access()
    rows = RowsOfMinutes(read, method, new_id, datetime.now(UTC), access.secret, access.code)
    state = State()
    try:
        state.load(rows.rows())
    except (KeyError, ValueError, OverflowError) as problem:
        raise NotMinutesError(problem, file=file.name) from problem
    return Earlier(state, method)


def create_from(sessions: Path, wish: NewWorkshop, chosen: ChosenMethod, file: Path) -> tuple[Path, int]:
    """Make a workshop that begins with the initiatives of the one in `file`.

    Returns its path, and how many initiatives it has. Raises NothingToTakeOverError, what `read_earlier`
    raises, and what `create_session` raises.
    """
    earlier, now, method = read_earlier(file, sessions), datetime.now(UTC), chosen.method
    rows = first_rows(wish, method, new_access(), now, new_id)
    more = taken_over(earlier.state, earlier.method, method, new_id, now)
    cards = sum(isinstance(row, Card) for row in more)
    if not cards:
        raise NothingToTakeOverError(earlier.state.workshop.title)
    workshop = rows[0]
    assert isinstance(workshop, Workshop)  # noqa: S101 - tells the type checker what first_rows promises
    day = workshop.date or now.date()
    return session_of_rows(sessions, (*rows, *more, *chosen.kept), workshop.title, day), cards
