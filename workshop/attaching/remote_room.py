"""The room as a face sees it: what it asks for goes over the channel, what is stored comes back.

It stands where the room itself would (`workshop.live.live_workshop.AskedRoom`), on the face's own loop.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sessions.command_answers import Accepted, IdempotencyKey
from sessions.commands import Command
from sessions.errors import NotStoredError
from sessions.room.inbox import Reply
from sessions.room.listener import RoomListener
from sessions.state import State
from workshop.channel import codec
from workshop.channel.messages import (
    AddressRequest,
    Answer,
    CommandRequest,
    FromFace,
    StateMessage,
    Stored,
)

Send = Callable[[FromFace], None]


class HostLostError(NotStoredError):
    """The host went away before it had answered: nobody knows whether it was stored."""

    code = "host-lost"


class RemoteRoom:
    """The room of a workshop that another process hosts."""

    def __init__(self, state: State) -> None:
        """`state` is how things stand. Whatever is asked before `connect` is refused."""
        self._state = state
        self._listener: RoomListener | None = None
        self._send: Send | None = None
        self._last = 0
        self._replies: dict[int, Reply] = {}

    def connect(self, send: Send) -> None:
        """From now on `send` reaches the host."""
        self._send = send

    def lose(self) -> None:
        """The host is gone: nobody knows what became of what was asked for and not answered."""
        self._send = None
        replies, self._replies = self._replies, {}
        for reply in replies.values():
            reply.set_exception(HostLostError())

    def ask(self, command: Command, actor: str, post: IdempotencyKey | None, reply: Reply) -> None:
        """Ask for `command` as the facilitator: a face is nobody else's."""
        name, fields = codec.command_message(command)
        self._request(lambda number: CommandRequest(number, name, fields), reply)

    async def choose_address(self, ip: str) -> None:
        """Let phones find the workshop at `ip`. Raises an error with a sentence."""
        reply: asyncio.Future[Accepted] = asyncio.get_running_loop().create_future()
        self._request(lambda number: AddressRequest(number, ip), reply)
        await reply

    def subscribe(self, listener: RoomListener) -> State:
        """Tell `listener`, the only one, of everything; it gets the state as it was begun with."""
        self._listener = listener
        return self._state

    def unsubscribe(self, listener: RoomListener) -> None:
        """Tell nobody any more."""
        self._listener = None

    def hear(self, news: StateMessage | Stored | Answer) -> None:
        """Pass on what came over the channel. Raises msgspec.DecodeError, KeyError for nonsense."""
        match news:
            case Answer():
                self._answer(news)
            case Stored() if self._listener is not None:
                self._listener.on_events(codec.events_from(news.events))
            case StateMessage() if self._listener is not None:
                self._listener.on_reload(codec.state_from(news))

    def _request(self, message: Callable[[int], FromFace], reply: Reply) -> None:
        if self._send is None:
            reply.set_exception(HostLostError())
            return
        self._last += 1
        self._replies[self._last] = reply
        self._send(message(self._last))

    def _answer(self, answer: Answer) -> None:
        reply = self._replies.pop(answer.number, None)
        if reply is None or reply.done():
            return
        if answer.problem is not None:
            reply.set_exception(codec.problem_from(answer.problem))
        else:
            reply.set_result(answer.accepted or _DONE)


_DONE = Accepted(0, "")
"""The answer to what the room has no part in."""
