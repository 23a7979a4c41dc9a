"""How fast what one phone sends reaches all the others, over the real wire, onto the real disk.

`python benchmarks/phones.py` prints a table. Server, room and phones share one process and two
cores here, so the figures include what the phones themselves cost.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import secrets
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sessions.commands import JoinWorkshop, OpenActivity, RevealInput
from sessions.creation import NewWorkshop
from workshop.opening import OpenSession, create_session, open_session
from workshop.web.joining import hashed
from workshop.web.limits import Limits, Rate
from workshop.web.server import PhoneServer
from workshop.web.settings import ServerSettings

CARD = re.compile(rb'"card":\{[^}]*?"text":"([^"]*)"')
PLENTY = Rate(10**6, 10**6)


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table; times in milliseconds. `target` is 0 where none was set."""

    name: str
    p50: float
    p95: float
    worst: float
    target: float


@dataclass
class Phone:
    """A phone on two bare sockets: one for posts, one for the stream."""

    token: str
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    seen: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)

    async def post(self, port: int, text: str) -> None:
        """Send a card and wait for its answer."""
        body = json.dumps({"text": text}).encode()
        head = (
            f"POST /api/cards HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Idempotency-Key: {secrets.token_urlsafe(16)}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}"
        )
        await self.ask(head, body)
        self.acknowledged[text] = time.perf_counter()

    async def ask(self, request: str, body: bytes = b"") -> None:
        """Send a request whose head lacks the token, and read its whole answer."""
        self.writer.write(f"{request}\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode() + body)
        head = await self.reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200"), head
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await self.reader.readexactly(length)

    async def listen(self, port: int) -> asyncio.Transport:
        """Open the stream; `seen` fills by itself."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_connection(lambda: Listener(self.seen), "127.0.0.1", port)
        host = f"Host: 127.0.0.1:{port}"
        request = f"GET /api/stream HTTP/1.1\r\n{host}\r\nAuthorization: Bearer {self.token}\r\n\r\n"
        transport.write(request.encode())
        return transport


class Listener(asyncio.Protocol):
    """The stream of one phone, read as cheaply as can be: the phones share the server's processor."""

    def __init__(self, seen: dict[str, float]) -> None:
        """Note in `seen` when each card arrived."""
        self._seen = seen
        self._rest = b""

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        whole, _, self._rest = (self._rest + data).rpartition(b"\n")
        for text in CARD.findall(whole):
            self._seen[text.decode()] = now


@dataclass(frozen=True, slots=True)
class Room:
    """A running workshop with its phones."""

    session: OpenSession
    server: PhoneServer
    phones: list[Phone]


@contextlib.asynccontextmanager
async def room_of(count: int) -> AsyncIterator[Room]:
    """A workshop where cards are shown, and `count` phones that listen."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = create_session(Path(folder), NewWorkshop("Måling", run_sheet="120"))
        session = await asyncio.to_thread(open_session, path)
        session.live.attach()
        limits = replace(Limits(), posts=PLENTY, sockets=4_096, participants=2_000)
        server = PhoneServer(session.live, ServerSettings(limits=limits, clock=session.clock))
        port = await server.start()
        sheet = session.live.picture.run_sheet()
        collect = next(row for row in sheet if session.method.activity(row.activity).kind == "collect")
        await session.live.send(OpenActivity(collect.id))
        await session.live.send(RevealInput())
        phones = [await joined_phone(session, port) for _ in range(count)]
        streams = [await phone.listen(port) for phone in phones]
        while server.connected < count:  # noqa: ASYNC110 - the server has no event for this
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)
        yield Room(session, server, phones)
        await server.stop()
        for stream in streams:
            stream.close()
        for phone in phones:
            phone.writer.close()
        session.live.detach()
        await asyncio.to_thread(session.close)


async def joined_phone(session: OpenSession, port: int) -> Phone:
    """A phone that has joined, with an open socket for its posts."""
    token = secrets.token_urlsafe(16)
    key = secrets.token_hex(6)
    await session.live.send(JoinWorkshop(key, hashed(token)), actor=key)
    phone = Phone(token, *await asyncio.open_connection("127.0.0.1", port))
    await phone.ask(f"GET /api/state HTTP/1.1\r\nHost: 127.0.0.1:{port}")
    return phone


async def steady(count: int, per_second: float, cards: int) -> tuple[list[float], list[float]]:
    """Cards at an even rate from phones in turn: milliseconds to the answer, and to each other phone."""
    async with room_of(count) as room:
        sent: dict[str, float] = {}
        posts = []
        for number in range(cards):
            phone, text = room.phones[number % count], f"kort {number}"
            sent[text] = time.perf_counter()
            posts.append(asyncio.create_task(phone.post(room.server.port, text)))
            await asyncio.sleep(1 / per_second)
        await asyncio.gather(*posts)
        await everything_seen(room, cards)
        return waits(room, sent)


async def burst(count: int, each: int) -> tuple[list[float], list[float]]:
    """All phones post `each` cards, one after the other, all beginning in the same instant."""
    async with room_of(count) as room:
        sent: dict[str, float] = {}

        async def write(phone: Phone, number: int) -> None:
            for card in range(each):
                text = f"kort {number}/{card}"
                sent[text] = time.perf_counter()
                await phone.post(room.server.port, text)

        await asyncio.gather(*(write(phone, number) for number, phone in enumerate(room.phones)))
        await everything_seen(room, count * each)
        return waits(room, sent)


async def everything_seen(room: Room, cards: int) -> None:
    """Wait until every phone has every card."""
    async with asyncio.timeout(30):
        while any(len(phone.seen) < cards for phone in room.phones):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)


def waits(room: Room, sent: dict[str, float]) -> tuple[list[float], list[float]]:
    """Milliseconds from sending to the answer, and to each phone that has the card."""
    answers = [(at - sent[text]) * 1_000 for phone in room.phones for text, at in phone.acknowledged.items()]
    seen = [(at - sent[text]) * 1_000 for phone in room.phones for text, at in phone.seen.items()]
    return answers, seen


async def stopping(count: int) -> list[float]:
    """Milliseconds to stop the server with `count` open streams."""
    times = []
    for _ in range(3):
        async with room_of(count) as room:
            started = time.perf_counter()
            await room.server.stop()
            times.append((time.perf_counter() - started) * 1_000)
    return times


def figure(name: str, milliseconds: list[float], target: float = 0) -> Figure:
    """One line of many measurements."""
    ordered = sorted(milliseconds)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return Figure(name, statistics.median(ordered), p95, ordered[-1], target)


def figures() -> list[Figure]:
    """Measure everything; takes about a minute."""
    lines = []
    answers, seen = asyncio.run(steady(30, 10, 150))
    lines.append(figure("30 phones, 10 cards/s: answer", answers))
    lines.append(figure("30 phones, 10 cards/s: every other phone has it", seen, 5))
    for count, each, target, answer_target in (
        (30, 3, 94, 0),
        (60, 1, 0, 250),
        (150, 1, 1_000, 500),
        (250, 1, 2_000, 1_000),
    ):
        answers, seen = asyncio.run(burst(count, each))
        lines.append(figure(f"{count} × {each} at once: answer", answers, answer_target))
        lines.append(figure(f"{count} × {each} at once: every phone has it", seen, target))
    lines.append(figure("stop with 200 streams", asyncio.run(stopping(200)), 100))
    return lines


def main() -> None:
    """Print the table."""
    print(f"{'milliseconds':<52}{'p50':>9}{'p95':>9}{'worst':>9}{'target':>9}")
    for line in figures():
        target = f"{line.target:.0f}" if line.target else "–"
        print(f"{line.name:<52}{line.p50:>9.1f}{line.p95:>9.1f}{line.worst:>9.1f}{target:>9}")


if __name__ == "__main__":
    main()
