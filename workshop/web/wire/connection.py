"""One socket: its deadlines, what it has sent so far, and whose it is.

Stands between the transport and the web framework's own protocol. Silent, half-sent and dripping
sockets never reach the framework; the framework gets whole requests, one at a time.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from workshop.web.contract.errors import BadRequestError, BusyError, WireError
from workshop.web.wire.http_head import request_size

if TYPE_CHECKING:
    from aiohttp import web

    from workshop.web.wire.connection_limits import Sockets

TLS_HELLO = 0x16
MOST_LINGERING_BYTES = 1_048_576
MOST_UNREAD_BYTES = 65_536
"""Beyond this nothing more is read from a client before it has read its answers."""
SECONDS_BETWEEN_CROWDED = 1.0
"""Pages send one request at a time; who sends more in a crowd of strangers waits so long for each."""

_JUST_READ = memoryview(bytearray(65_536))
"""Where the system puts what a socket has brought. One for all: it is taken out before the loop reads on."""


class Waiting(Enum):
    """What a socket is being waited for."""

    FIRST_BYTE = "first byte"
    HEAD = "head"
    BODY = "body"
    ANSWER = "answer"
    READER = "answers to be read"
    TURN = "other sockets' turn"
    NEXT = "next request"
    GOODBYE = "goodbye"


class Connection(asyncio.BufferedProtocol):
    """The protocol of one socket. `owner` is a participant id once a token has been shown.

    `unread` is how many bytes of its answers the client had not taken at the last `look`. They have waited
    since `unread_since`, and not one of them has gone since `stuck_since`, both on the sockets' clock.
    """

    __slots__ = (
        "_buffer",
        "_choked",
        "_inner",
        "_lingering",
        "_new_inner",
        "_size",
        "_sockets",
        "address",
        "owner",
        "since",
        "stuck_since",
        "transport",
        "unread",
        "unread_since",
        "waiting",
    )

    def __init__(self, sockets: Sockets, new_inner: Callable[[], web.RequestHandler]) -> None:
        """`new_inner` makes the framework's protocol, once there is a request for it.

        It costs more than the socket, and many sockets of a flood bring none.
        """
        self._sockets = sockets
        self._new_inner = new_inner
        self._inner: web.RequestHandler | None = None
        self._buffer = bytearray()
        self._size: int | None = None
        self._lingering = 0
        self._choked = False
        self.transport: asyncio.Transport | None = None
        self.address = ""
        self.owner = ""
        self.since = 0.0
        self.unread = 0
        self.unread_since = 0.0
        self.stuck_since = 0.0
        self.waiting = Waiting.FIRST_BYTE

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a stream server makes no other
        self.transport = transport
        transport.set_write_buffer_limits(MOST_UNREAD_BYTES)
        self.address = str((transport.get_extra_info("peername") or ("",))[0])
        self.since = self._sockets.now()
        if not self._sockets.admit(self):
            self.waiting = Waiting.GOODBYE
            transport.write(self._sockets.refusal(BusyError(retry_after=2)))
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._sockets.leave(self)
        self.transport = None
        if self._inner is not None:
            self._inner.connection_lost(exc)

    def get_buffer(self, sizehint: int) -> memoryview:
        return _JUST_READ

    def buffer_updated(self, nbytes: int) -> None:
        self.data_received(bytes(_JUST_READ[:nbytes]))

    def data_received(self, data: bytes) -> None:
        """Take what the socket has brought."""
        if self.waiting is Waiting.GOODBYE:
            self._lingering += len(data)
            if self._lingering > MOST_LINGERING_BYTES:
                self.drop()
            return
        if self.waiting in (Waiting.FIRST_BYTE, Waiting.NEXT):
            self._wait_for(Waiting.HEAD)
        self._buffer += data
        if self.waiting is Waiting.ANSWER:
            self._hold_back()
        elif self.waiting in _PAUSED:
            self._stop_reading()  # the framework has resumed it
        else:
            self._hand_on()

    def eof_received(self) -> bool | None:
        """A client that stops sending is gone: nothing is answered into the dark."""
        return False

    def pause_writing(self) -> None:
        self._choked = True
        self._stop_reading()
        if self._inner is not None:
            self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._choked = False
        # Nearly all has been taken, and the next answer may fill the buffer before anybody looks.
        self.stuck_since = self._sockets.now()
        if self._inner is not None:
            self._inner.resume_writing()
        if self.waiting is Waiting.READER:
            self._go_on()
        elif self.waiting is not Waiting.TURN:
            self._read_on()

    def finished(self) -> None:
        """The answer is written, though perhaps not read; the next request may come."""
        if self.waiting is Waiting.ANSWER:
            self._go_on()

    def look(self, now: float) -> None:
        """See how much of the answers has not been taken by the client."""
        unread = self.transport.get_write_buffer_size() if self.transport is not None else 0
        if not self.unread:
            self.unread_since = now
        if not self.unread or unread < self.unread:
            self.stuck_since = now
        self.unread = unread

    def belongs_to(self, participant: str) -> None:
        """A valid token was shown: the socket takes one of the joined phones' places."""
        if self.owner != participant:
            self._sockets.promote(self, participant)

    def drop(self) -> None:
        """Close at once; what was not written yet is not."""
        if self.transport is not None:
            self.transport.abort()

    def close(self) -> None:
        """Close when what was answered has been written."""
        if self.transport is not None:
            self.transport.close()

    def _go_on(self) -> None:
        """Wait for the next request, or take the one that has come already."""
        if self._choked:
            self._wait_for(Waiting.READER)
        elif self._buffer and self._sockets.is_crowded(self):
            self._wait_for(Waiting.TURN)
            self._stop_reading()
            asyncio.get_running_loop().call_later(SECONDS_BETWEEN_CROWDED, self._take_turn)
        else:
            self._read_next()

    def _take_turn(self) -> None:
        if self.waiting is not Waiting.TURN:
            return
        if self._choked:
            self._wait_for(Waiting.READER)
        else:
            self._read_next()

    def _read_next(self) -> None:
        self._read_on()
        self._wait_for(Waiting.HEAD if self._buffer else Waiting.NEXT)
        self._hand_on()

    def _hand_on(self) -> None:
        """Give the framework the next request, once it is whole."""
        if self.transport is None or self.transport.is_closing() or not self._buffer:
            return
        if self._size is None:
            try:
                self._size = request_size(self._buffer, self._sockets.limits)
            except WireError as problem:
                self.refuse(problem)
                return
        if self._size is None:
            return
        if len(self._buffer) < self._size:
            if self.waiting is not Waiting.BODY:
                self._wait_for(Waiting.BODY)
            return
        request = bytes(self._buffer[: self._size])
        del self._buffer[: self._size]
        self._size = None
        self._wait_for(Waiting.ANSWER)
        if self._inner is None:
            self._inner = self._new_inner()
            self._inner.connection_made(self.transport)
        self._inner.data_received(request)
        self._hold_back()  # the framework reads on after each body

    def _stop_reading(self) -> None:
        if self.transport is not None:
            self.transport.pause_reading()

    def _read_on(self) -> None:
        if self.transport is not None and not self._choked and not self._has_enough():
            self.transport.resume_reading()

    def _hold_back(self) -> None:
        """Read nothing more of a client that sends far ahead of its answers."""
        if self._has_enough():
            self._stop_reading()

    def _has_enough(self) -> bool:
        """Whether more has come than the largest request has."""
        return len(self._buffer) > self._sockets.limits.head + self._sockets.limits.body

    def _wait_for(self, waiting: Waiting) -> None:
        self.waiting = waiting
        self.since = self._sockets.now()

    def refuse(self, problem: WireError) -> None:
        """Answer without the framework and read nothing more; a TLS hello gets no answer at all."""
        if self.transport is None:
            return
        speaks_tls = isinstance(problem, BadRequestError) and self._buffer[:1] == bytes([TLS_HELLO])
        self._wait_for(Waiting.GOODBYE)
        self._buffer.clear()
        if speaks_tls:
            self.close()
            return
        self.transport.write(self._sockets.refusal(problem))
        self._read_on()
        if self.transport.can_write_eof():
            # Closing at once would reset the socket under what the client still sends, and the
            # answer would be lost with it.
            self.transport.write_eof()
        else:
            self.close()

    async def linger(self) -> None:
        """Leave a refused client the time to read why."""
        await asyncio.sleep(self._sockets.limits.linger_seconds)


_PAUSED = frozenset({Waiting.READER, Waiting.TURN})
