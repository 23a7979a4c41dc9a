"""What the screen asks of the rest of the program: sessions, the server, the minutes, the demo."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from prompts.loading import load_method
from prompts.model import Method
from prompts.words import Words
from sessions.clock import Clock
from sessions.creation import NewWorkshop
from workshop.addresses import LOOPBACK, Address
from workshop.demo.beside import HUMAN_PACE, PhonesBeside
from workshop.demo.case import Case
from workshop.demo.headless import new_session_for
from workshop.demo.own_example import own_example
from workshop.folders import Folders
from workshop.live import LiveWorkshop
from workshop.opening import DEFAULT_METHOD, SessionListing, create_session, list_sessions, open_session
from workshop.serving import Reach, Serving
from workshop.taking_home import write_minutes
from workshop.terminal.ports import HomeExtra

DEMO = "demo"


class OpenOnScreen:
    """A workshop that is open and on the air (`workshop.terminal.ports.OpenWorkshop`)."""

    def __init__(self, on_air: Serving, exports: Path, phones: PhonesBeside | None) -> None:
        """Take a started server, the folder for minutes, and simulated phones if there are any."""
        self._on_air = on_air
        self._exports = exports
        self._phones = phones
        self._closed = False

    @property
    def live(self) -> LiveWorkshop:
        return self._on_air.session.live

    @property
    def clock(self) -> Clock:
        return self._on_air.session.clock

    @property
    def path(self) -> Path:
        return self._on_air.session.path

    def connected(self) -> int:
        return self._on_air.server.connected

    def addresses(self) -> Sequence[Address]:
        return self._on_air.addresses()

    async def choose_address(self, ip: str) -> None:
        await self._on_air.choose_address(ip)

    async def rotate_access(self) -> None:
        await self._on_air.rotate_access()

    async def write_minutes(self) -> tuple[Path, ...]:
        picture = self.live.picture.copy()
        return await asyncio.to_thread(write_minutes, picture, self.live.method, self._exports)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        if self._phones is not None:
            await self._phones.stop()
        await self._on_air.stop()
        await asyncio.to_thread(self._on_air.session.close)


class Home:
    """The composition root's answer to `workshop.terminal.ports.HomePort`."""

    def __init__(self, folders: Folders, reach: Reach, words: Words, pace: float = HUMAN_PACE) -> None:
        """`pace` is the seconds between two inputs of a simulated phone."""
        self._folders = folders
        self._reach = reach
        self._words = words
        self._pace = pace
        self._cases: dict[Path, Case] = {}

    def list_sessions(self) -> Sequence[SessionListing]:
        return list_sessions(self._folders.sessions)

    def method(self) -> Method:
        return load_method(DEFAULT_METHOD, self._words.language)

    def create(self, wish: NewWorkshop) -> Path:
        return create_session(self._folders.sessions, wish)

    async def open(self, path: Path) -> OpenOnScreen:
        session = await asyncio.to_thread(open_session, path)
        on_air = Serving(session, self._reach)
        try:
            await on_air.start()
        except BaseException:
            await asyncio.to_thread(session.close)
            raise
        return OpenOnScreen(on_air, self._folders.exports, self._phones(path, on_air))

    def extras(self) -> Sequence[HomeExtra]:
        return (HomeExtra(DEMO, self._words("home.demo"), self._words("home.demo-help")),)

    async def start_extra(self, key: str) -> Path:
        return await self.prepare_case(await asyncio.to_thread(own_example))

    async def prepare_case(self, case: Case) -> Path:
        """Make the workshop of a case; its phones join when it is opened."""
        path = await asyncio.to_thread(new_session_for, case, self._folders.sessions)
        self._cases[path] = case
        return path

    def _phones(self, path: Path, on_air: Serving) -> PhonesBeside | None:
        case = self._cases.pop(path, None)
        if case is None:
            return None
        phones = PhonesBeside(on_air.session.live, case, f"http://{LOOPBACK}:{on_air.port}", self._pace)
        phones.start()
        return phones
