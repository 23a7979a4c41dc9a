"""A room and a store that note what they cost.

They stand in for the plain ones only where `--debug-load` asks for it: what is not asked for is not
there, and costs nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from prompts.model import Method
from sessions.clock import Clock
from sessions.commands import Command
from sessions.inbox import Reply
from sessions.room import Room
from sessions.rules import Accepted, Post
from sessions.state import Event
from sessions.store import SessionStore
from workshop.load import Load


class MeasuredReply:
    """Where an answer goes, with a look at the clock on the way."""

    __slots__ = ("_handed_in", "_noted", "_reply")

    def __init__(self, reply: Reply, load: Load) -> None:
        """The command is handed in now."""
        self._reply, self._noted, self._handed_in = reply, load, time.perf_counter()
        load.handed_in()

    def done(self) -> bool:
        """Whether an answer was given."""
        return self._reply.done()

    def set_result(self, accepted: Accepted, /) -> None:
        """The command is on disk."""
        self._noted.answered(time.perf_counter() - self._handed_in)
        self._reply.set_result(accepted)

    def set_exception(self, problem: BaseException, /) -> None:
        """It was refused, or nobody knows."""
        self._noted.answered(time.perf_counter() - self._handed_in)
        self._reply.set_exception(problem)


class MeasuredRoom(Room):
    """A room that says how long its answers take."""

    def __init__(
        self, store: SessionStore, method: Method, clock: Clock, new_id: Callable[[], str], load: Load
    ) -> None:
        """As a room, and where to count."""
        super().__init__(store, method, clock, new_id)
        self._noted = load

    def ask(self, command: Command, actor: str, post: Post | None, reply: Reply) -> None:
        super().ask(command, actor, post, MeasuredReply(reply, self._noted))


class MeasuredStore(SessionStore):
    """A store that says how large its commits are and how long they take."""

    def __init__(self, path: Path, load: Load) -> None:
        """As a store, and where to count."""
        super().__init__(path)
        self._noted = load

    def append(self, events: tuple[Event, ...]) -> None:
        began = time.perf_counter()
        super().append(events)
        self._noted.commits.add((time.perf_counter() - began) * 1_000)
        self._noted.batches.add(len(events))
