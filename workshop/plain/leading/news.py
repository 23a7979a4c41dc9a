"""Reports what happens in the room, one line at intervals, and only while no question is open."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator

from sessions.model import FACILITATOR
from sessions.rules.people import active_participants
from sessions.state import Event
from workshop.facilitating.telling.clock_reading import level
from workshop.facilitating.telling.crowding import crowding_in_lobby
from workshop.plain.conversation.line_conversation import LineConversation
from workshop.plain.leading.clock_words import left_words

SECONDS_BETWEEN = 4.0
_INPUT = frozenset({"WriteCard", "PlaceCard", "GiveAnswer", "GiveRating", "CastVote", "FillField"})


class News:
    """Counts phones' input since the last line, and prints a summary."""

    def __init__(
        self, desk: LineConversation, may_speak: Callable[[], bool], seconds: float = SECONDS_BETWEEN
    ) -> None:
        """Print news while `may_speak`, at most every `seconds`."""
        self._desk = desk
        self._may_speak = may_speak
        self._seconds = seconds
        self._inputs = 0
        self._level = ""
        self._trouble = False
        self._alarm = ""
        self._let_go = False
        self._held_at: str | None = None
        """The activity at which the group's screen was held still; None while it is not."""
        self._remember()

    @contextlib.asynccontextmanager
    async def spoken(self) -> AsyncIterator[None]:
        """Follow the room within an `async with` statement."""
        stop = self._desk.live.listen(self._note)
        task = asyncio.create_task(self._run())
        try:
            yield
        finally:
            stop()
            task.cancel()

    def _note(self, events: tuple[Event, ...]) -> None:
        self._inputs += sum(event.actor != FACILITATOR and event.command in _INPUT for event in events)
        live = self._desk.live
        current = live.state.workshop.current or ""
        if live.attached.frozen:
            self._held_at = current if self._held_at is None else self._held_at
        elif self._held_at is not None:
            self._let_go = self._let_go or self._held_at != current
            self._held_at = None

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(self._seconds)
            if self._may_speak():
                line = self.line()
                if line:
                    self._desk.console.line(line)

    def line(self) -> str:
        """What is new since the last time; empty if nothing is, or if news are turned off."""
        moved = self._desk.live.elsewhere is not self._elsewhere
        parts = list(self._parts())
        self._remember()
        live = self._desk.live
        wanted = self._desk.news_on or live.trouble or self._alarm_now() or moved
        return self._desk.words("plain.news.line", text=" ".join(parts)) if parts and wanted else ""

    def _parts(self) -> Iterator[str]:
        desk, words = self._desk, self._desk.words
        if desk.live.trouble != self._trouble:
            yield words("terminal.not-stored" if desk.live.trouble else "plain.news.stored-again")
        if (alarm := self._alarm_now()) and not self._alarm:
            yield alarm
        yield from self._of_other_screens()
        row = desk.scheduled
        if row is not None and row.id == self._scheduled and self._clock_level() not in ("calm", self._level):
            yield left_words(row, words, desk.now)
        people = len(active_participants(desk.state))
        if people != self._people:
            yield words("plain.news.people", n=people)
        done = desk.done_count
        if done > self._done and row is not None and row.id == self._scheduled:
            yield words("plain.news.done", n=done, total=len(desk.phones))
        if self._inputs:
            yield words("plain.news.inputs", n=self._inputs)

    def _alarm_now(self) -> str:
        desk, path = self._desk, self._desk.session.path
        return desk.session.alarm() or crowding_in_lobby(path, desk.state, desk.live.method, desk.words)

    def _of_other_screens(self) -> Iterator[str]:
        live, words = self._desk.live, self._desk.words
        last = live.elsewhere
        if last is not None and last is not self._elsewhere:
            yield words("plain.news.elsewhere", deed=words(f"elsewhere.{last.deed}"))
        if self._let_go:
            yield words("cockpit.said.let-go-by-move")

    def _remember(self) -> None:
        desk, row = self._desk, self._desk.scheduled
        self._elsewhere, self._let_go = desk.live.elsewhere, False
        self._inputs = 0
        self._people = len(active_participants(desk.state))
        self._done = desk.done_count
        self._trouble = desk.live.trouble
        self._alarm = self._alarm_now()
        self._scheduled = row.id if row is not None else ""
        self._level = self._clock_level()

    def _clock_level(self) -> str:
        row = self._desk.scheduled
        return level(row, self._desk.now) if row is not None and row.running_since else ""
