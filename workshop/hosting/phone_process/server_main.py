"""The phones' process, run with `python -m` and started by the supervisor in this folder.

It holds nothing that could be lost: what phones send is stored by the other process, and only what that
one has stored is told to phones. It ends when the line does.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import logging
import signal
import socket
import sys
from dataclasses import replace

from prompts.language.words import load_words
from prompts.methods.kinds import register_package
from workshop.hosting.phone_process.messages import (
    Answers,
    Begin,
    Connected,
    FromPhones,
    Listen,
    Listening,
    NotListening,
    Reloaded,
    Stored,
    Trouble,
    Unpacker,
    packed,
)
from workshop.hosting.phone_process.remote_room import RemoteRoom
from workshop.live.live_workshop import LiveWorkshop
from workshop.live.loop_mailbox import OnTheLoop
from workshop.machine.logs import log_the_unforeseen, log_to_stream
from workshop.machine.malloc import give_large_blocks_back
from workshop.web.contract.errors import ListeningError
from workshop.web.server import PhoneServer

SECONDS_BETWEEN_COUNTS = 0.25
COUNTS_TO_A_SIGN_OF_LIFE = 8

log = logging.getLogger(__name__)


class Line(asyncio.Protocol):
    """The phones' end of the line, and what it leads to."""

    def __init__(self) -> None:
        """Made on the loop."""
        self.ended = asyncio.Event()
        self._unpacker = Unpacker()
        self._transport: asyncio.Transport | None = None
        self._room: RemoteRoom | None = None
        self._house: RestartableServer | None = None
        self._orders: asyncio.Queue[Listen] = asyncio.Queue()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a stream has no other
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        for message in self._unpacker.take(data):
            match message:
                case Begin():
                    self._begin(message)
                case Listen():
                    self._orders.put_nowait(message)
                case Stored() | Reloaded() | Trouble() | Answers() if self._room is not None:
                    self._room.hear(message)
                case _:
                    log.error("%s came over the line out of turn", type(message).__name__)

    def eof_received(self) -> bool:
        """The workshop is closed, or its process is gone: phones are told while the socket lasts."""
        self.ended.set()
        return True

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended.set()

    def send(self, message: FromPhones) -> None:
        """Tell the room's process."""
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(packed(message))

    async def work(self) -> None:
        """Listen where it is asked for, and say how many phones there are; until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._follow_orders())
            tasks.create_task(self._count())

    async def close(self) -> None:
        """Send all phones away."""
        if self._house is not None:
            await self._house.close()
        if self._transport is not None:
            self._transport.close()

    def _begin(self, begin: Begin) -> None:
        for package in begin.packages:
            register_package(package)
        self._room = RemoteRoom(begin.state, self.send)
        live = LiveWorkshop(self._room, begin.method, load_words(begin.language), OnTheLoop)
        live.attach()
        self._house = RestartableServer(live)
        # What stands now stands to the end: looking through it for garbage would stop all phones.
        gc.collect()
        gc.freeze()

    async def _follow_orders(self) -> None:
        while True:
            order = await self._orders.get()
            assert self._house is not None  # noqa: S101 - the first message made it
            try:
                self.send(await self._house.listen(order))
            except ListeningError as problem:
                self.send(NotListening(problem))

    async def _count(self) -> None:
        told = 0
        for turn in itertools.count(1):
            await asyncio.sleep(SECONDS_BETWEEN_COUNTS)
            phones = self._house.connected if self._house is not None else 0
            if phones != told or turn % COUNTS_TO_A_SIGN_OF_LIFE == 0:
                told = phones
                self.send(Connected(phones))


class RestartableServer:
    """The workshop's server, wherever it listens just now."""

    def __init__(self, live: LiveWorkshop) -> None:
        """Take an attached workshop. Nothing listens before `listen`."""
        self._live = live
        self._server: PhoneServer | None = None

    @property
    def connected(self) -> int:
        """How many phones have the page open now."""
        return self._server.connected if self._server is not None else 0

    async def listen(self, order: Listen) -> Listening:
        """Listen there instead. Raises ListeningError; then nothing listens."""
        await self.close()
        self._server = PhoneServer(self._live, replace(order.settings, minutes_html=self._minutes))
        port = await self._server.start()
        return Listening(port, self._server.origin)

    async def close(self) -> None:
        """Stop listening."""
        server, self._server = self._server, None
        if server is not None:
            await server.stop()

    def _minutes(self) -> bytes:
        from workshop.live.minutes_page import minutes_page

        return minutes_page(self._live.state, self._live.method)


async def serve(sock: socket.socket) -> None:
    """Serve phones until the line ends. Raises what a defect raises."""
    _, line = await asyncio.get_running_loop().create_connection(Line, sock=sock)
    working = asyncio.create_task(line.work())
    ended = asyncio.create_task(line.ended.wait())
    await asyncio.wait({working, ended}, return_when=asyncio.FIRST_COMPLETED)
    if working.done():
        await working
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    await line.close()


def inherited(argument: str) -> socket.socket:
    """Our end of the line: a descriptor's number, or on Windows what the other process shares."""
    if sys.platform == "win32":
        return socket.fromshare(sys.stdin.buffer.read())
    return socket.socket(fileno=int(argument))


def main() -> None:
    """Take the line, serve, end; a defect ends with 1 and a line in the log."""
    # Ending is the other process's business, which ends the line; the terminal's keys are not for us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    log_to_stream(sys.stderr)
    log_the_unforeseen()
    give_large_blocks_back()
    sock = inherited(sys.argv[1])
    sock.setblocking(False)
    try:
        asyncio.run(serve(sock))
    except Exception:
        log.exception("the phones' server has ended")
        sys.exit(1)


if __name__ == "__main__":
    main()
