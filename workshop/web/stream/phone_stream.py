"""One phone's event stream: a bounded queue, filled by the hub.

While the socket accepts writes, a message is written directly by the hub: waking a task per phone would
be most of the cost of a broadcast. The task takes over for a phone that does not keep up.
"""

from __future__ import annotations

import asyncio
from collections import deque

from workshop.web.contract.rate_limits import Limits

REFRESH_OVERFLOW = b'event: refresh\ndata: {"seq":0}\n\n'
"""Sent in place of everything that did not fit: the phone then reloads the whole view."""


class Stream:
    """The messages waiting to be written to one phone."""

    __slots__ = ("_bytes", "_chunks", "_limits", "_transport", "_waiter", "ending", "participant")

    def __init__(self, participant: str, limits: Limits) -> None:
        """An open stream with nothing in it."""
        self.participant = participant
        self.ending = False
        self._limits = limits
        self._chunks: deque[bytes] = deque()
        self._bytes = 0
        self._waiter: asyncio.Future[None] | None = None
        self._transport: asyncio.WriteTransport | None = None

    def write_through(self, transport: asyncio.WriteTransport) -> None:
        """Write directly to `transport`, in HTTP chunks, while nothing is queued there."""
        self._transport = transport

    def put(self, chunk: bytes) -> None:
        """Queue one message, or if the phone does not keep up, replace all of them by `refresh`."""
        if self.ending:
            return
        self._chunks.append(chunk)
        self._bytes += len(chunk)
        if len(self._chunks) > self._limits.queue_messages or self._bytes > self._limits.queue_bytes:
            self._chunks.clear()
            self._chunks.append(REFRESH_OVERFLOW)
            self._bytes = len(REFRESH_OVERFLOW)

    def wake(self) -> None:
        """Write what is queued, or wake the task that writes this stream."""
        if self._waiter is None or self._waiter.done():
            return  # the task is running and will send it
        if self.ending or not self._write_now():
            self._waiter.set_result(None)

    def _write_now(self) -> bool:
        transport = self._transport
        if transport is None or transport.is_closing() or transport.get_write_buffer_size():
            return False
        if whole := self._all():
            transport.write(b"%x\r\n%b\r\n" % (len(whole), whole))
        return True

    def end(self, chunk: bytes = b"") -> None:
        """Queue one last message and close."""
        if chunk:
            self.put(chunk)
        self.ending = True
        self.wake()

    async def take(self) -> bytes:
        """Wait for queued messages and return them all. Empty: the stream has ended."""
        while not self._chunks and not self.ending:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        return self._all()

    def _all(self) -> bytes:
        whole = b"".join(self._chunks) if len(self._chunks) != 1 else self._chunks[0]
        self._chunks.clear()
        self._bytes = 0
        return whole
