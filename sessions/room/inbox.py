"""The room's queue: commands and tasks from any thread, each answered even when the room ends.

Callers wait for an answer without a timeout, so nothing handed in may ever be dropped.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from sessions.command_answers import Accepted, IdempotencyKey
from sessions.commands import Command
from sessions.errors import NotStoredError, Refused
from sessions.model import ParticipantId


class Reply(Protocol):
    """Receives an answer, in the room's thread. A `concurrent.futures.Future` is one."""

    def done(self) -> bool:
        """Whether an answer was given."""

    def set_result(self, accepted: Accepted, /) -> None:
        """The command is on disk."""

    def set_exception(self, problem: BaseException, /) -> None:
        """The command was refused, or its outcome is unknown."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A command, its actor, and where the answer goes."""

    command: Command
    actor: ParticipantId
    post: IdempotencyKey | None
    reply: Reply


@dataclass(frozen=True, slots=True)
class Task:
    """A function to run in the room's thread, and a fallback if the room has ended."""

    run: Callable[[], None]
    give_up: Callable[[], object]


class Inbox:
    """A queue that refuses items before the room starts and after it has ended."""

    def __init__(self) -> None:
        """Start closed: whatever is handed in before `open` is refused."""
        self._items: queue.SimpleQueue[Envelope | Task | None] = queue.SimpleQueue()
        self._closed = threading.Event()
        self._closed.set()

    def open(self) -> None:
        """Accept items from now on."""
        self._closed.clear()

    def close(self) -> None:
        """Refuse all waiting items and any that come later."""
        self._closed.set()
        self._refuse_all()

    def hand_in(self, item: Envelope | Task) -> None:
        """Append `item` to the queue. It is refused if the inbox is closed."""
        self._items.put(item)
        # Closed meanwhile: either the closing thread drains the item, or we do. No lock is needed.
        if self._closed.is_set():
            self._refuse_all()

    def ask_to_stop(self) -> None:
        """Append the end marker, None, to the queue."""
        self._items.put(None)

    def take(self, timeout: float | None = None) -> Envelope | Task | None:
        """The next item, waiting for it. Raises queue.Empty after `timeout` seconds."""
        return self._items.get(timeout=timeout)

    def take_now(self) -> Envelope | Task | None:
        """The next item. Raises queue.Empty where nothing waits."""
        return self._items.get_nowait()

    def _refuse_all(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                item = self._items.get_nowait()
                if isinstance(item, Envelope):
                    refuse((item,), NotStoredError)
                elif isinstance(item, Task):
                    item.give_up()


def refuse(envelopes: Iterable[Envelope], refusal: type[Refused]) -> None:
    """Refuse every item that has no answer yet."""
    for envelope in envelopes:
        if not envelope.reply.done():
            envelope.reply.set_exception(refusal())
