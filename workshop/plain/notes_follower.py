"""The facilitator's notes in a second terminal: a face that only looks on, or a reader of a closed file."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from pathlib import Path

from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from prompts.methods.model import Method
from sessions.clock import Clock, SteadyClock
from sessions.model import WorkshopStatus
from sessions.state import State
from sessions.storage.session_file import peek
from sessions.storage.store import read_state
from workshop.attaching.attached_workshop import AttachedWorkshop, attach_audience
from workshop.attaching.host_finding import NoHostError, OtherVersionError
from workshop.channel.messages import HostOrder
from workshop.channel.network_options import NetworkOptions
from workshop.facilitating.telling.clock_reading import level
from workshop.live.method_files import load_method_of
from workshop.plain.leading.clock_words import left_words
from workshop.plain.leading.status import note_lines

SECONDS_BETWEEN_LOOKS = 1.0


def follow(path: Path, words: Words, echo: Callable[[str], None]) -> None:
    """Print the notes whenever another activity is opened, until the workshop has ended.

    Raises StorageError if the file cannot be read.
    """
    asyncio.run(_follow(_Followed(path), words, echo))


class _Followed:
    """A workshop as its host tells it; while nobody hosts it, as its file says."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._face: AttachedWorkshop | None = None
        self._clock = SteadyClock()
        shown = peek(path)
        self.method = load_method_of(path, shown.method, shown.language)

    async def look(self) -> tuple[State, Clock]:
        """How it stands, and the clock by which it runs. Raises StorageError."""
        if self._face is None or self._face.has_ended:
            await self.leave()
            order = HostOrder(self._path, "", self._path.parent, NetworkOptions(), None)
            with contextlib.suppress(NoHostError, OtherVersionError):
                self._face = await attach_audience(order)
        if self._face is None:
            return read_state(self._path), self._clock
        return self._face.live.state, self._face.clock

    async def leave(self) -> None:
        """Let go of the host. Safe to call twice."""
        face, self._face = self._face, None
        if face is not None:
            await face.close()


async def _follow(followed: _Followed, words: Words, echo: Callable[[str], None]) -> None:
    before: tuple[str, str] = ("", "")
    try:
        while True:
            state, clock = await followed.look()
            if state.workshop.status is WorkshopStatus.CLOSED:
                echo(words("plain.notes.closed"))
                return
            now = _moment(state, clock)
            if now[0] != before[0]:
                echo("")
                _print_notes(state, followed.method, words, echo)
            if now != before and state.current() is not None:
                echo(_clock_line(state, words, clock))
            before = now
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    finally:
        await followed.leave()


def _moment(state: State, clock: Clock) -> tuple[str, str]:
    """A value that changes when something is to be printed: the activity, or its clock's urgency."""
    row = state.current()
    if row is None:
        return ("lobby", "")
    now = clock.now()
    return (row.id, f"{level(row, now)}/{row.extra_minutes}/{bool(row.running_since)}")


def _print_notes(state: State, method: Method, words: Words, echo: Callable[[str], None]) -> None:
    row = state.current() or next(iter(state.run_sheet()), None)
    if row is None:
        return
    activity = method.activity(row.activity)
    echo(clean_line(words("plain.notes.follows", title=activity.title)))
    for line in note_lines(activity, words):
        echo(clean_line(line))


def _clock_line(state: State, words: Words, clock: Clock) -> str:
    row = state.current()
    return words("plain.time", left=left_words(row, words, clock.now())) if row is not None else ""
