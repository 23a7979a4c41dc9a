"""Two terminals, one that leads and one for the group, through 120 minutes; both are killed on the way."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from in_terminal import InTerminal

from sessions.model import WorkshopStatus
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.store import read_state
from workshop.channel.endpoint import find_endpoint
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session
from workshop.machine.addresses import LOOPBACK

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty")

ON = (b"\x1b[6~", b"\x0e")
"""PgDn and Ctrl+N in turn: the same key again at once would be a held one."""
BLOCK = "▙".encode()


class Room:
    """The session file, and the terminals that show it, which are read all the time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = create_session(folder / "sessions", NewWorkshop("Prøve", run_sheet="120"))
        self.running: list[InTerminal] = []

    def start(self, command: str) -> InTerminal:
        where = ("--bind", LOOPBACK, "--port", "0") if command == "run" else ()
        self.running.append(InTerminal("--data-dir", str(self.folder), *where, command, str(self.path)))
        return self.running[-1]

    def kill(self, screen: InTerminal) -> None:
        self.running.remove(screen)
        os.kill(screen.process.pid, signal.SIGKILL)
        screen.process.wait(10)
        screen.kill()

    async def goes_on(self, screen: InTerminal, key: bytes, wanted: str) -> None:
        """Press until it has: a key while a screen is being painted may be taken for a held one."""
        before = self.state.workshop.current
        while self.state.workshop.current == before:
            screen.press(key)
            with contextlib.suppress(AssertionError):
                await self.until(lambda: self.state.workshop.current != before, 5)
        assert self.state.workshop.current == wanted

    async def until(self, condition, seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < deadline, "it did not happen in time"
            await self.look()

    async def look(self) -> None:
        for screen in self.running:
            painted = screen.read()
            screen.painted = getattr(screen, "painted", b"") + painted
        await asyncio.sleep(0.03)

    def shows(self, screen: InTerminal, text: bytes) -> bool:
        return text in getattr(screen, "painted", b"")

    @property
    def state(self):
        return read_state(self.path)


async def test_neither_a_killed_screen_nor_a_killed_leader_breaks_a_phone_s_stream(tmp_path: Path) -> None:
    room = Room(tmp_path)
    leading = room.start("run")
    try:
        await room.until(lambda: find_endpoint(room.path) and room.state.workshop.port)
        group = room.start("screen")
        await room.until(lambda: room.shows(group, BLOCK) and room.shows(leading, b"Gruppen ser"))
        async with aiohttp.ClientSession() as client:
            workshop = room.state.workshop
            base = f"http://{LOOPBACK}:{workshop.port}"
            phone = SimulatedPhone(client, base, "Ada")
            await phone.join(workshop.join_secret)
            async with client.get(
                f"{base}/api/stream", headers={"Authorization": f"Bearer {phone.token}"}
            ) as stream:
                hearing = asyncio.create_task(listened(stream))
                sheet = room.state.run_sheet()
                for number, row in enumerate(sheet):
                    await room.goes_on(leading, ON[number % 2], row.id)
                    if number == 5:
                        room.kill(group)
                        group = room.start("screen")
                        await room.until(lambda group=group: room.shows(group, BLOCK))
                    if number == 10:
                        room.kill(leading)
                        assert room.shows(group, BLOCK)
                        leading = room.start("run")
                        await room.until(lambda leading=leading: room.shows(leading, b"Gruppen ser"))
                    if row.activity == "skriv-tiltag":
                        await phone.send("/api/cards", {"text": "Et kort"})
                assert not hearing.done()
                assert [card.text for card in room.state.cards] == ["Et kort"]
                assert room.state.workshop.status is WorkshopStatus.RUNNING
                hearing.cancel()
    finally:
        for screen in room.running:
            screen.kill()


async def listened(stream) -> None:
    """Read the stream until it ends, which it should not."""
    while await stream.content.readany():
        pass
