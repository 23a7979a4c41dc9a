"""The room as the phones' process sees it: what is asked goes over the line, what was stored comes back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from sessions.commands import Command
from sessions.model import ParticipantId
from sessions.room.inbox import Reply
from sessions.room.listener import RoomListener
from sessions.rules.decide import Accepted, IdempotencyKey
from sessions.state import State
from workshop.hosting.phone_process.messages import Answers, Ask, Asks, Reloaded, Snapshot, Stored, Trouble

log = logging.getLogger(__name__)


class RemoteRoom:
    """Stands in for `sessions.room.room.Room` on one event loop (`workshop.live.live_workshop.AskedRoom`)."""

    def __init__(self, state: Snapshot, send: Callable[[Asks], None]) -> None:
        """Take how the workshop stands, and what sends over the line. Made on the loop."""
        self._state = state.state()
        self._send = send
        self._loop = asyncio.get_running_loop()
        self._asks: list[Ask] = []
        self._replies: dict[int, Reply] = {}
        self._last = 0
        self._listener: RoomListener | None = None

    def ask(self, command: Command, actor: ParticipantId, post: IdempotencyKey | None, reply: Reply) -> None:
        """Ask for `command`; all that is asked in one turn of the loop goes over together."""
        self._last += 1
        self._replies[self._last] = reply
        if not self._asks:
            self._loop.call_soon(self._flush)
        self._asks.append(Ask(self._last, command, actor, post))

    def subscribe(self, listener: RoomListener) -> State:
        """Tell `listener`, the only one, of everything; it gets the state that was begun with."""
        self._listener = listener
        return self._state

    def unsubscribe(self, listener: RoomListener) -> None:
        """Tell nobody any more."""
        self._listener = None

    def hear(self, news: Stored | Reloaded | Trouble | Answers) -> None:
        """Pass on what came over the line."""
        listener = self._listener
        match news:
            case Answers():
                self._answer(news)
            case _ if listener is None:
                log.warning("nobody listens to %s", type(news).__name__)
            case Stored():
                listener.on_events(news.events)
            case Reloaded():
                listener.on_reload(news.state.state())
            case Trouble():
                listener.on_trouble(news.on)

    def _answer(self, answers: Answers) -> None:
        for number, answer in answers.answers:
            reply = self._replies.pop(number)
            if isinstance(answer, Accepted):
                reply.set_result(answer)
            else:
                reply.set_exception(answer)

    def _flush(self) -> None:
        asks, self._asks = tuple(self._asks), []
        self._send(Asks(asks))
