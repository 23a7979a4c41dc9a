"""A wire between a phone and the server that can be cut in the ways a real network cuts it.

A small TCP proxy. What `cut` says holds for every socket on it, old and new, until `mend`:

- STALL: bytes are taken and kept; nothing comes through in either direction, and nobody is told.
  `mend` says what becomes of what stood still.
- RESET_REQUEST: a request is answered with a reset and reaches nobody.
- RESET_ANSWER: the request reaches the server, its answer becomes a reset.
- HALF_REQUEST: the server gets the first half of a request and then the end of that direction.
- HALF_ANSWER: the phone gets the first half of an answer and then the end of that direction.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
from enum import Enum

CHUNK = 65_536
LINGER_NOT = struct.pack("ii", 1, 0)


class Cut(Enum):
    """What is wrong with the wire."""

    NOTHING = "nothing"
    STALL = "stall"
    RESET_REQUEST = "reset before the request arrives"
    RESET_ANSWER = "reset before the answer arrives"
    HALF_REQUEST = "half of the request, then closed"
    HALF_ANSWER = "half of the answer, then closed"


class Held(Enum):
    """What becomes of the bytes that stood still when the wire is mended."""

    FLOWS = "they arrive, perhaps long after the phone has given them up"
    LOST = "their sockets are closed"
    SILENT = "their sockets stay open and nothing more is ever heard of them"


class CutWire:
    """One listening port, and the server's behind it."""

    def __init__(self) -> None:
        self.target = 0
        self.port = 0
        self._cut = Cut.NOTHING
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._pairs: set[asyncio.Task[None]] = set()

    @property
    def host(self) -> str:
        """The name by which the phone knows the server."""
        return f"127.0.0.1:{self.port}"

    async def __aenter__(self) -> CutWire:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for pair in list(self._pairs):
            pair.cancel()
        await asyncio.gather(*self._pairs, return_exceptions=True)

    def cut(self, how: Cut) -> None:
        """From now on this is wrong."""
        self._cut = how
        if how is Cut.STALL:
            self._flowing.clear()

    def mend(self, held: Held = Held.FLOWS) -> None:
        """All is well again."""
        self._cut = Cut.NOTHING
        if held is Held.SILENT:
            self._flowing = asyncio.Event()
        if held is Held.LOST:
            for pair in list(self._pairs):
                pair.cancel()
        self._flowing.set()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._pairs.add(task)
        try:
            with contextlib.suppress(OSError, asyncio.CancelledError):
                await self._flowing.wait()
                await self._join(reader, writer)
        finally:
            self._pairs.discard(task)
            writer.close()

    async def _join(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        server, to_server = await asyncio.open_connection("127.0.0.1", self.target)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._carry_requests(phone, to_server, to_phone))
                both.create_task(self._carry_answers(server, to_phone))
        except* OSError:
            pass
        finally:
            to_server.close()

    async def _carry_requests(
        self, phone: asyncio.StreamReader, to_server: asyncio.StreamWriter, to_phone: asyncio.StreamWriter
    ) -> None:
        while chunk := await phone.read(CHUNK):
            await self._flowing.wait()
            if self._cut is Cut.RESET_REQUEST:
                reset(to_phone)
                break
            if self._cut is Cut.HALF_REQUEST:
                to_server.write(chunk[: len(chunk) // 2])
                break
            to_server.write(chunk)
            await to_server.drain()
        if to_server.can_write_eof():
            to_server.write_eof()

    async def _carry_answers(self, server: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        while chunk := await server.read(CHUNK):
            await self._flowing.wait()
            if self._cut is Cut.RESET_ANSWER:
                reset(to_phone)
                return
            if self._cut is Cut.HALF_ANSWER:
                to_phone.write(chunk[: len(chunk) // 2])
                break
            to_phone.write(chunk)
            await to_phone.drain()
        if to_phone.can_write_eof():
            to_phone.write_eof()


def reset(writer: asyncio.StreamWriter) -> None:
    """Close with a reset, as a router does that has forgotten the connection."""
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER_NOT)
    writer.transport.abort()
