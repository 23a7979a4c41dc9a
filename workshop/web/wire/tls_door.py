"""The way in where the port speaks TLS: who may begin a handshake, and who goes when others wait.

A handshake costs a third of a megabyte before anybody has said who they are. So a socket gets one only when
it has said hello, and only so many are under way at once.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from enum import Enum
from ssl import SSLContext
from typing import cast

from workshop.web.contract.rate_limits import Limits, RateClock
from workshop.web.wire.connection import TLS_HELLO, Connection

HANDSHAKE_SECONDS = 10.0
GRACE_SECONDS = 1.0
"""A handshake that takes longer is stopped where others wait for theirs."""
SECONDS_BETWEEN_LOOKS = 0.25


class Stage(Enum):
    """How far an arrival has come."""

    SILENT = "silent"
    WAITING = "has said hello"
    SHAKING = "in its handshake"


class Arrival(asyncio.Protocol):
    """A socket that has not finished its handshake."""

    def __init__(self, door: TlsDoor) -> None:
        """Not connected yet."""
        self._door = door
        self.transport: asyncio.Transport | None = None
        self.address = ""
        self.hello = b""
        self.stage = Stage.SILENT
        self.since = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - a stream server makes no other
        self.transport = transport
        self.address = str((transport.get_extra_info("peername") or ("",))[0])
        self._door.came(self)

    def data_received(self, data: bytes) -> None:
        """The hello, and perhaps more: it is read by the handshake, once there is one."""
        assert self.transport is not None  # noqa: S101 - it has brought something
        if data[0] != TLS_HELLO:
            self.drop()
            return
        self.hello = data
        self.transport.pause_reading()
        self._door.said_hello(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._door.left(self)

    def drop(self) -> None:
        """Close at once."""
        self._door.left(self)
        if self.transport is not None:
            self.transport.abort()


class _Early(asyncio.Protocol):
    """Keeps what comes between the end of the handshake and the connection's own protocol."""

    def __init__(self) -> None:
        self.data = b""
        self.is_lost = False

    def data_received(self, data: bytes) -> None:
        self.data += data

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_lost = True


class TlsDoor:
    """All sockets of the port that have not finished their handshake."""

    def __init__(
        self,
        context: SSLContext,
        limits: Limits,
        now: RateClock,
        new_connection: Callable[[], Connection],
    ) -> None:
        """`new_connection` makes the protocol of a socket that has shaken hands."""
        self._context = context
        self._limits = limits
        self._now = now
        self._new_connection = new_connection
        self._arrivals: dict[Arrival, None] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._looking: asyncio.TimerHandle | None = None

    def new_arrival(self) -> Arrival:
        """The protocol of each new socket."""
        return Arrival(self)

    def came(self, arrival: Arrival) -> None:
        """Take a new socket in, if need be in place of the one that has been silent for longest."""
        if len(self._arrivals) >= self._limits.sockets:
            quiet = self._first(Stage.SILENT) or self._first(Stage.WAITING)
            if quiet is not None:
                quiet.drop()
        self._wait_for(arrival, Stage.SILENT)
        self._look_soon()

    def said_hello(self, arrival: Arrival) -> None:
        """The socket wants a handshake."""
        if arrival in self._arrivals:
            self._wait_for(arrival, Stage.WAITING)
            self._go_on()

    def left(self, arrival: Arrival) -> None:
        """The socket is closed, or has come in."""
        self._arrivals.pop(arrival, None)

    def close(self) -> None:
        """The server stops."""
        for arrival in tuple(self._arrivals):
            arrival.drop()
        for task in tuple(self._tasks):
            task.cancel()
        if self._looking is not None:
            self._looking.cancel()

    def _wait_for(self, arrival: Arrival, stage: Stage) -> None:
        self._arrivals.pop(arrival, None)
        self._arrivals[arrival] = None
        arrival.stage, arrival.since = stage, self._now()

    def _first(self, stage: Stage) -> Arrival | None:
        return next((arrival for arrival in self._arrivals if arrival.stage is stage), None)

    def _at(self, stage: Stage) -> list[Arrival]:
        """Those that have come so far, the longest there first."""
        return [arrival for arrival in self._arrivals if arrival.stage is stage]

    def _go_on(self) -> None:
        """Begin as many handshakes as may be under way, first for addresses that have fewest."""
        waiting = self._at(Stage.WAITING)
        shaking = self._at(Stage.SHAKING)
        by_address = Counter(arrival.address for arrival in shaking)
        free = self._limits.strangers - len(shaking)
        while waiting and free < 1 and self._stop_one(shaking, by_address):
            free += 1
        while waiting and free > 0:
            arrival = min(waiting, key=lambda one: by_address[one.address])
            waiting.remove(arrival)
            by_address[arrival.address] += 1
            free -= 1
            self._wait_for(arrival, Stage.SHAKING)
            task = asyncio.get_running_loop().create_task(self._shake_hands(arrival))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _stop_one(self, shaking: list[Arrival], by_address: Counter[str]) -> bool:
        """Stop a handshake that takes its time, of the address that has most of them."""
        late = [arrival for arrival in shaking if self._now() - arrival.since > GRACE_SECONDS]
        if not late:
            return False
        slow = max(late, key=lambda one: by_address[one.address])
        shaking.remove(slow)
        by_address[slow.address] -= 1
        slow.drop()
        return True

    def _look_soon(self) -> None:
        if self._looking is None:
            loop = asyncio.get_running_loop()
            self._looking = loop.call_later(SECONDS_BETWEEN_LOOKS, self._look)

    def _look(self) -> None:
        """Let go who has been waited for too long, and see whether another may begin."""
        self._looking = None
        late = self._now() - HANDSHAKE_SECONDS
        for arrival in tuple(self._arrivals):
            if arrival.since < late:
                arrival.drop()
        self._go_on()
        if self._arrivals:
            self._look_soon()

    async def _shake_hands(self, arrival: Arrival) -> None:
        """Make the socket an encrypted one, and hand it to a connection of its own."""
        loop, early, plain = asyncio.get_running_loop(), _Early(), arrival.transport
        if plain is None or plain.is_closing():
            return
        handshake = loop.create_task(
            loop.start_tls(
                plain,
                early,
                self._context,
                server_side=True,
                ssl_handshake_timeout=HANDSHAKE_SECONDS,
            )
        )
        await asyncio.sleep(0)  # it has begun, and its first callbacks are in the loop's queue
        loop.call_soon(_hand_over, plain, arrival.hello)
        try:
            encrypted = await handshake
        except (OSError, asyncio.CancelledError):  # SSLError is an OSError
            plain.abort()
            return
        finally:
            self.left(arrival)
            self._go_on()
        if encrypted is None or early.is_lost:
            return
        connection = self._new_connection()
        encrypted.set_protocol(connection)
        connection.connection_made(encrypted)
        if early.data:
            connection.data_received(early.data)


def _hand_over(plain: asyncio.Transport, hello: bytes) -> None:
    """Give the handshake what had been read before there was one."""
    protocol = cast(asyncio.BufferedProtocol, plain.get_protocol())
    with contextlib.suppress(OSError):
        while hello and not plain.is_closing():
            buffer = memoryview(protocol.get_buffer(len(hello)))
            size = min(len(buffer), len(hello))
            buffer[:size] = hello[:size]
            protocol.buffer_updated(size)
            hello = hello[size:]
