"""One phone's event stream: a bounded queue that somebody else fills and one task empties."""

from __future__ import annotations

import asyncio
from collections import deque

from workshop.web.limits import Limits

REFRESH_OVERFLOW = b'event: refresh\ndata: {"seq":0}\n\n'
"""Sent in place of all that did not fit: the phone asks for the whole picture."""


class Stream:
    """What waits to be written to one phone."""

    __slots__ = ("_bytes", "_chunks", "_limits", "_waiter", "ending", "participant")

    def __init__(self, participant: str, limits: Limits) -> None:
        """An open stream with nothing in it."""
        self.participant = participant
        self.ending = False
        self._limits = limits
        self._chunks: deque[bytes] = deque()
        self._bytes = 0
        self._waiter: asyncio.Future[None] | None = None

    def put(self, chunk: bytes) -> None:
        """Queue one message, or where the phone does not read, replace all of them by `refresh`."""
        if self.ending:
            return
        self._chunks.append(chunk)
        self._bytes += len(chunk)
        if len(self._chunks) > self._limits.queue_messages or self._bytes > self._limits.queue_bytes:
            self._chunks.clear()
            self._chunks.append(REFRESH_OVERFLOW)
            self._bytes = len(REFRESH_OVERFLOW)

    def wake(self) -> None:
        """Let the task that writes this stream go on."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def end(self, chunk: bytes = b"") -> None:
        """Say one last thing and close."""
        if chunk:
            self.put(chunk)
        self.ending = True
        self.wake()

    async def take(self) -> bytes:
        """All that waits, as soon as something does. Empty: the stream is at its end."""
        while not self._chunks and not self.ending:
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        whole = b"".join(self._chunks) if len(self._chunks) != 1 else self._chunks[0]
        self._chunks.clear()
        self._bytes = 0
        return whole
