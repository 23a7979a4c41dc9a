"""Whole messages over one stream of bytes, once both ends have shown that they hold the same key.

Each message is its length in four bytes, then MessagePack. Nothing is ever waited for when sending: whoever
reads too slowly is cut off, and may come back.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import logging
import secrets
from typing import Generic, TypeVar

import msgspec

from workshop.channel.codec import decode, encode

KEY_BYTES = 32
MOST_BYTES = 256 * 1024 * 1024
"""Of one message: the state of a workshop far larger than any that we have seen."""
MOST_WAITING = 64 * 1024 * 1024
"""Bytes that the other end has not read yet. Whoever is that far behind does not read any more."""
SECONDS_TO_GREET = 5.0
_LENGTH_BYTES = 4
_PROOF_BYTES = 32

Received = TypeVar("Received")

log = logging.getLogger(__name__)


class UnprovenError(Exception):
    """The other end does not hold the key, or says nothing."""


class Line(Generic[Received]):
    """One end of the channel."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, receives: type[Received]
    ) -> None:
        """Take a connected stream. `receives` is the union of the messages that come from the other end."""
        self._reader = reader
        self._writer = writer
        self._receives = receives

    async def greet(self, key: bytes, *, is_host: bool) -> None:
        """Prove to each other that both hold `key`, which itself is never sent. Raises UnprovenError."""
        own, other = (b"host", b"face") if is_host else (b"face", b"host")
        ours = secrets.token_bytes(KEY_BYTES)
        try:
            async with asyncio.timeout(SECONDS_TO_GREET):
                self._writer.write(ours)
                theirs = await self._reader.readexactly(KEY_BYTES)
                self._writer.write(_proof(key, own, ours, theirs))
                proof = await self._reader.readexactly(_PROOF_BYTES)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            raise UnprovenError from None
        if not hmac.compare_digest(proof, _proof(key, other, theirs, ours)):
            raise UnprovenError

    async def receive(self) -> Received | None:
        """The next message; None when the other end is gone, or talks nonsense."""
        try:
            head = await self._reader.readexactly(_LENGTH_BYTES)
            length = int.from_bytes(head, "big")
            if length > MOST_BYTES:
                log.error("a message of %d bytes came over the channel", length)
                return None
            return decode(await self._reader.readexactly(length), self._receives)
        except (OSError, asyncio.IncompleteReadError):
            return None
        except msgspec.DecodeError:
            log.exception("the channel brought no message of ours")
            return None

    async def until_closed(self) -> None:
        """Wait for the other end to close, whatever else comes from it."""
        while await self.receive() is not None:
            pass

    def send(self, message: object) -> None:
        """Send `message`. Nothing happens where the other end is gone."""
        self.send_packed(packed(message))

    def send_packed(self, data: bytes) -> None:
        """Send what `packed` made: one that goes to many is packed once."""
        transport = self._writer.transport
        if transport.is_closing():
            return
        if transport.get_write_buffer_size() + len(data) > MOST_WAITING:
            log.error("the other end of the channel does not read any more")
            transport.abort()
            return
        self._writer.write(data)

    async def close(self) -> None:
        """Send what waits, and close. Safe to call twice."""
        self._writer.close()
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(SECONDS_TO_GREET):
                await self._writer.wait_closed()

    def abort(self) -> None:
        """Close at once, whatever waits."""
        self._writer.transport.abort()


def packed(message: object) -> bytes:
    """`message` as it goes over the channel."""
    body = encode(message)
    return len(body).to_bytes(_LENGTH_BYTES, "big") + body


def _proof(key: bytes, who: bytes, own: bytes, other: bytes) -> bytes:
    return hmac.digest(key, who + own + other, "sha256")
