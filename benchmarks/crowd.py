"""Phones by the hundred, as light as they can be: bare sockets, one for posts and one for the stream.

They speak the phones' own API and share one event loop in a process of their own. What all of them
hear is the same bytes, so it is kept once and read after the measurement, not during it.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")
WAIT = re.compile(rb"(?i)\r\nretry-after: *(\d+)")
CARD = re.compile(rb'"text": ?"(k[0-9]+\.[0-9]+) ')
ID = re.compile(rb"(?m)^id: (\d+)$")
MOST_TRIES = 50
ANSWER_SECONDS = 60.0
TEXT = "korte møder med en fast dagsorden og klar besked til alle skoler"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back on a request, and when."""

    status: int
    body: bytes
    at: float
    retry_after: float


@dataclass(slots=True)
class Sent:
    """One card: when it was sent and when its answer came (0 while there is none)."""

    name: str
    at: float
    acknowledged: float = 0.0


class PostSocket(asyncio.Protocol):
    """A keep-alive socket: one request, one answer."""

    def __init__(self) -> None:
        """Not connected yet."""
        self.transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._waiter: asyncio.Future[Answer] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0 or self._waiter is None:
            return
        head = bytes(self._buffer[:end])
        length = LENGTH.search(head)
        whole = end + 4 + int(length[1] if length else 0)
        if len(self._buffer) < whole:
            return
        body = bytes(self._buffer[end + 4 : whole])
        del self._buffer[:whole]
        wait = WAIT.search(head)
        answer = Answer(int(head[9:12]), body, time.perf_counter(), float(wait[1]) if wait else 0.05)
        if not self._waiter.done():
            self._waiter.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(ConnectionResetError())

    async def ask(self, request: bytes) -> Answer:
        """Send one request and wait for its answer. Raises ConnectionError."""
        if self.transport is None:
            raise ConnectionResetError
        self._waiter = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._waiter


class StreamSocket(asyncio.Protocol):
    """The event stream of one phone: notes when which whole messages came."""

    def __init__(self, memory: dict[bytes, bytes]) -> None:
        """`memory` is shared by all phones, so that equal bytes are kept once."""
        self.heard: list[tuple[float, bytes]] = []
        self.bytes = 0
        self.transport: asyncio.Transport | None = None
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.lost = False
        self.asked_to_refresh = False
        self._memory = memory
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        now = time.perf_counter()
        self.bytes += len(data)
        if self._rest or not data.endswith(b"\n\n"):
            whole, end, self._rest = (self._rest + data).rpartition(b"\n\n")
            data = whole + end
            if not data:
                return
        if not self.ready.done():
            if b"event: hello" not in data:
                return
            self.ready.set_result(None)
        if b"event: refresh" in data:
            self.asked_to_refresh = True
        self.heard.append((now, self._memory.setdefault(data, data)))

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = True
        self.transport = None
        if not self.ready.done():
            self.ready.set_exception(ConnectionResetError())

    def close(self) -> None:
        """Go away at once, as a phone in a pocket does."""
        if self.transport is not None:
            self.transport.abort()


@dataclass
class Crowd:
    """Where the phones are, and what they have met so far."""

    port: int
    tls: ssl.SSLContext | None = None
    memory: dict[bytes, bytes] = field(default_factory=dict)
    refused: dict[int, int] = field(default_factory=dict)
    resets: int = 0

    @property
    def host(self) -> str:
        """The `Host` of every request."""
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """The `Origin` of every post."""
        return f"{'https' if self.tls else 'http'}://{self.host}"


class Phone:
    """One participant: posts cards, keeps a stream, comes back when it is sent away."""

    def __init__(self, crowd: Crowd, number: int, token: str = "") -> None:
        """`token` is what a join gave; empty before it."""
        self.crowd = crowd
        self.number = number
        self.token = token
        self.sent: list[Sent] = []
        self.streams: list[StreamSocket] = []
        self.last_id = 0
        self._sockets: dict[int, PostSocket] = {}

    @property
    def stream(self) -> StreamSocket:
        """The stream that was opened last."""
        return self.streams[-1]

    async def connect(self, lane: int = 0) -> PostSocket:
        """The open socket for posts. Each `lane` has its own: a socket asks one thing at a time."""
        socket = self._sockets.get(lane)
        if socket is None or socket.transport is None:
            loop = asyncio.get_running_loop()
            _, socket = await loop.create_connection(
                PostSocket, "127.0.0.1", self.crowd.port, ssl=self.crowd.tls
            )
            self._sockets[lane] = socket
        return socket

    async def join(self, secret: str) -> None:
        """Join through the door."""
        body = {"secret": secret, "join_key": secrets.token_urlsafe(16)}
        answer = await self.insist("POST", "/api/join", json.dumps(body).encode())
        self.token = json.loads(answer.body)["token"]

    async def picture(self) -> bytes:
        """Ask for the whole picture."""
        return (await self.insist("GET", "/api/state")).body

    async def post(
        self, path: str = "/api/cards", text: str = TEXT, *, lane: int = 0, since: float = 0.0
    ) -> tuple[Sent, Answer]:
        """Post one card; `path` of a card changes it. It is timed from `since`, else from now."""
        sent = Sent(f"k{self.number}.{len(self.sent)}", since or time.perf_counter())
        self.sent.append(sent)
        body = json.dumps({"text": f"{sent.name} {text}"}).encode()
        answer = await self.insist("POST", path, body, lane)
        sent.acknowledged = answer.at
        return sent, answer

    async def insist(self, method: str, path: str, body: bytes = b"", lane: int = 0) -> Answer:
        """Ask under one key until the answer is yes; every other answer is counted."""
        request = self._request(method, path, body)
        for _ in range(MOST_TRIES):
            try:
                socket = await self.connect(lane)
                answer = await asyncio.wait_for(socket.ask(request), ANSWER_SECONDS)
            except (ConnectionError, TimeoutError):
                self.crowd.resets += 1
                await asyncio.sleep(0.02)
                continue
            if answer.status == 200:
                return answer
            self.crowd.refused[answer.status] = self.crowd.refused.get(answer.status, 0) + 1
            if answer.status not in (429, 503):
                raise RuntimeError(f"{method} {path}: {answer.status} {answer.body[:300]!r}")
            await asyncio.sleep(min(5.0, answer.retry_after))
        raise RuntimeError(f"{method} {path}: no answer")

    async def listen(self) -> StreamSocket:
        """Open the stream where the last one ended, and wait for its first message."""
        self._remember()
        loop = asyncio.get_running_loop()
        transport, stream = await loop.create_connection(
            lambda: StreamSocket(self.crowd.memory), "127.0.0.1", self.crowd.port, ssl=self.crowd.tls
        )
        seen = f"Last-Event-ID: {self.last_id}\r\n" if self.last_id else ""
        head = f"GET /api/stream HTTP/1.1\r\nHost: {self.crowd.host}\r\n{seen}"
        transport.write(f"{head}Authorization: Bearer {self.token}\r\n\r\n".encode())
        self.streams.append(stream)
        await asyncio.wait_for(stream.ready, ANSWER_SECONDS)
        return stream

    def heard(self) -> Iterator[tuple[float, str]]:
        """When which card came over the streams."""
        for stream in self.streams:
            for at, chunk in stream.heard:
                for name in CARD.findall(chunk):
                    yield at, name.decode()

    def forget(self) -> None:
        """Drop what was heard and sent: the next measurement begins."""
        self._remember()
        self.sent = []
        self.streams = self.streams[-1:]
        for stream in self.streams:
            stream.heard.clear()
            stream.bytes = 0

    def leave(self) -> None:
        """Close all sockets."""
        for socket in self._sockets.values():
            if socket.transport is not None:
                socket.transport.close()
        for stream in self.streams:
            stream.close()

    def _remember(self) -> None:
        for stream in self.streams[-1:]:
            for _, chunk in stream.heard:
                for number in ID.findall(chunk):
                    self.last_id = max(self.last_id, int(number))

    def _request(self, method: str, path: str, body: bytes) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.crowd.host}"]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        if method == "POST":
            lines += [
                f"Origin: {self.crowd.origin}",
                f"Idempotency-Key: {secrets.token_urlsafe(16)}",
                "Content-Type: application/json",
                f"Content-Length: {len(body)}",
            ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body
