"""A real workshop, a real server on a free port, and phones that speak HTTP to it."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import aiohttp
import pytest

import workshop.hosting.open_sessions
from prompts.methods.model import Kind
from sessions.command_answers import Accepted
from sessions.commands import Command, OpenActivity
from sessions.model import ScheduledActivity
from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import OpenSession, create_session, open_session
from workshop.web.contract.rate_limits import Limits
from workshop.web.contract.server_settings import ServerSettings
from workshop.web.server import PhoneServer


@dataclass
class Answer:
    status: int
    data: dict
    headers: dict
    text: str

    @property
    def code(self) -> str:
        return self.data["error"]["code"]


@dataclass
class Phone:
    """A phone as the page is one: bearer token, idempotency keys, a stream."""

    base: str
    session: aiohttp.ClientSession
    token: str = ""
    id: str = ""
    heard: list = field(default_factory=list)
    stream: asyncio.Task | None = None

    async def ask(self, method: str, path: str, body=None, key: str | None = "new", **headers) -> Answer:
        sent = {"Origin": self.base} if method == "POST" else {}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if method == "POST" and key:
            sent["Idempotency-Key"] = secrets.token_urlsafe(16) if key == "new" else key
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        sent = {name: value for name, value in sent.items() if value is not None}
        async with self.session.request(method, self.base + path, data=data, headers=sent) as answer:
            text = await answer.text()
            with contextlib.suppress(ValueError):
                return Answer(answer.status, json.loads(text), dict(answer.headers), text)
            return Answer(answer.status, {}, dict(answer.headers), text)

    async def post(self, path: str, body, key: str = "new") -> Answer:
        return await self.ask("POST", path, body, key)

    async def picture(self) -> dict:
        answer = await self.ask("GET", "/api/state")
        assert answer.status == 200, answer.text
        return answer.data

    async def kind(self) -> dict:
        return (await self.picture())["kind"]

    async def join(self, **body) -> Answer:
        answer = await self.post("/api/join", body)
        if answer.status == 200:
            self.token, self.id = answer.data["token"], answer.data["participant"]["id"]
        return answer

    async def listen(self, since: int | None = None) -> None:
        ready = asyncio.Event()
        self.stream = asyncio.create_task(self._read(ready, since))
        await asyncio.wait_for(ready.wait(), 3)

    async def _read(self, ready: asyncio.Event, since: int | None) -> None:
        headers = {"Authorization": f"Bearer {self.token}"}
        if since is not None:
            headers["Last-Event-ID"] = str(since)
        name = ""
        async with self.session.get(self.base + "/api/stream", headers=headers) as answer:
            assert answer.status == 200
            async for raw in answer.content:
                line = raw.decode().rstrip("\n")
                if line.startswith("event: "):
                    name = line[7:]
                elif line.startswith("data: "):
                    self.heard.append((name, json.loads(line[6:]), line))
                    ready.set()

    async def hears(self, name: str, seconds: float = 2.0) -> dict:
        async with asyncio.timeout(seconds):
            while True:
                for heard, data, _ in self.heard:
                    if heard == name:
                        return data
                await asyncio.sleep(0.005)

    def names(self) -> list[str]:
        return [name for name, _, _ in self.heard]

    async def leave(self) -> None:
        if self.stream is not None:
            self.stream.cancel()
            with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError):
                await self.stream


@dataclass
class House:
    """One running workshop and what a facilitator does in it."""

    session: OpenSession
    server: PhoneServer
    http: aiohttp.ClientSession
    phones: list[Phone] = field(default_factory=list)

    @property
    def live(self):
        return self.session.live

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def stranger(self) -> Phone:
        phone = Phone(self.base, self.http)
        self.phones.append(phone)
        return phone

    async def phone(self, **body) -> Phone:
        phone = self.stranger()
        answer = await phone.join(secret=self.live.access.secret, **body)
        assert answer.status == 200, answer.text
        return phone

    async def do(self, command: Command) -> Accepted:
        return await self.live.send(command)

    def scheduled(self, key_or_kind: str, phase: str = "") -> ScheduledActivity:
        for row in self.live.state.run_sheet():
            activity = self.live.method.activity(row.activity)
            if key_or_kind == activity.key:
                return row
            if key_or_kind == activity.kind and phase in ("", activity.phase):
                return row
        raise LookupError(key_or_kind)

    async def open(self, key_or_kind: str | Kind, phase: str = "") -> ScheduledActivity:
        row = self.scheduled(str(key_or_kind), phase)
        await self.do(OpenActivity(row.id))
        return row


@pytest.fixture(scope="session", autouse=True)
def _method_read_once():
    """Reading the method takes most of the time in which a workshop opens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            workshop.hosting.open_sessions,
            "load_method",
            functools.cache(workshop.hosting.open_sessions.load_method),
        )
        yield


MakeHouse = Callable[..., "contextlib.AbstractAsyncContextManager[House]"]


@contextlib.asynccontextmanager
async def opened_house(folder: Path, wish: NewWorkshop | None = None, path: Path | None = None, **settings):
    path = path or create_session(
        folder, wish or NewWorkshop("Prøve", run_sheet="180", group_name="Ledergruppen")
    )
    session = await asyncio.to_thread(open_session, path)
    session.live.attach()
    server = PhoneServer(session.live, ServerSettings(clock=session.clock, **settings))
    await server.start()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, auto_decompress=True) as http:
        house = House(session, server, http)
        try:
            yield house
        finally:
            await server.stop()
            for phone in house.phones:
                await phone.leave()
            session.live.detach()
            await asyncio.to_thread(session.close)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with opened_house(tmp_path) as opened:
        yield opened


@pytest.fixture
def make_house(tmp_path: Path) -> MakeHouse:
    def make(limits: dict | None = None, **settings):
        if limits is not None:
            settings["limits"] = replace(Limits(), **limits)
        return opened_house(tmp_path, **settings)

    return make


@pytest.fixture
def raw(house: House):
    """Speaks bytes to the server: what is sent, and all that comes back until it closes."""
    return lambda *parts, **options: speak(house.server.port, *parts, **options)


async def speak(port: int, *parts: bytes, wait: float = 3.0, pause: float = 0.0) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for part in parts:
            writer.write(part)
            with contextlib.suppress(ConnectionError):
                await writer.drain()
            await asyncio.sleep(pause)
        return await asyncio.wait_for(read_all(reader), wait)
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def read_all(reader: asyncio.StreamReader) -> bytes:
    received = b""
    with contextlib.suppress(ConnectionError):
        while chunk := await reader.read(65_536):
            received += chunk
    return received


if sys.platform == "win32":

    @pytest.fixture
    def event_loop_policy():
        return asyncio.WindowsSelectorEventLoopPolicy()
