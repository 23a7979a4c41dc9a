"""From the room's thread to the event loop with one wake-up for all that has gathered.

Each wake-up is a system call on both sides and a fight for the interpreter. A batch of a hundred
posts is one event and a hundred answers: together they wake the loop once.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable

from sessions.command_answers import Accepted


class Mailbox:
    """Tasks for one event loop, from any thread, run in the order they were put."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """For `loop`."""
        self.loop = loop
        self._tasks: deque[Callable[[], None]] = deque()
        self._woken = False

    def put(self, task: Callable[[], None]) -> None:
        """Let the loop run `task`. Nothing happens where the loop has been closed."""
        self._tasks.append(task)
        if not self._woken:
            self._woken = True
            with contextlib.suppress(RuntimeError):  # closed meanwhile: there is nobody to tell
                self.loop.call_soon_threadsafe(self._empty)

    def _empty(self) -> None:
        # Before the first look: whoever puts something in after the last look wakes the loop anew.
        self._woken = False
        while self._tasks:
            try:
                self._tasks.popleft()()
            except Exception as problem:
                self.loop.call_exception_handler({"message": "a task failed", "exception": problem})


class OnTheLoop(Mailbox):
    """The same for tasks that come from the loop itself: each is run where it is put."""

    def put(self, task: Callable[[], None]) -> None:
        task()


class LoopReply:
    """Where the room puts the answer to one command; whoever waits on the loop finds it in `future`.

    Cancelling the future does not touch the command.
    """

    __slots__ = ("_answered", "_mailbox", "future")

    def __init__(self, mailbox: Mailbox) -> None:
        """Made on the mailbox's loop."""
        self.future: asyncio.Future[Accepted] = mailbox.loop.create_future()
        self._mailbox = mailbox
        self._answered = False

    def done(self) -> bool:
        """Whether the room has answered."""
        return self._answered

    def set_result(self, accepted: Accepted, /) -> None:
        """Called in the room's thread: the command is on disk."""
        self._answered = True
        self._mailbox.put(lambda: None if self.future.done() else self.future.set_result(accepted))

    def set_exception(self, problem: BaseException, /) -> None:
        """Called in the room's thread: it was refused, or nobody knows."""
        self._answered = True
        self._mailbox.put(lambda: None if self.future.done() else self.future.set_exception(problem))
