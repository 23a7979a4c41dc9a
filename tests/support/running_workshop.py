"""A workshop that runs in a terminal of its own with a phone that posts, seen from outside."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import aiohttp
from in_terminal import InTerminal
from waiting import until

from sessions.commands import AddActivity, OpenActivity
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.store import read_state
from workshop.channel.endpoint import find_endpoint
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session, opened


def beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


class Workshop:
    """A workshop that runs in a terminal, and what a phone was answered."""

    def __init__(self, folder: Path, *options: str, activity: str = "skriv-tiltag") -> None:
        self.folder = folder
        self.path = create_session(folder / "sessions", NewWorkshop("Prøve", run_sheet="180"))
        with opened(self.path) as session:
            rows = {row.activity: row.id for row in session.room.subscribe(session.live).run_sheet()}
            if activity not in rows:
                adding = AddActivity(activity, 5, rows["skriv-tiltag"])
                rows[activity] = session.room.submit(adding).result().id
            session.room.submit(OpenActivity(rows[activity])).result()
        self.painted = b""
        self.acknowledged: set[str] = set()
        self.program = InTerminal(
            "--data-dir", str(folder), "--bind", "127.0.0.1", "--port", "0", "run", self.path.stem, *options
        )

    def read(self) -> bool:
        self.painted += self.program.read()
        assert self.program.process.poll() is None, "the program has ended by itself"
        return True

    async def phone(self, client: aiohttp.ClientSession) -> SimulatedPhone:
        await until(lambda: self.read() and read_state(self.path).workshop.port > 0)
        workshop = read_state(self.path).workshop
        phone = SimulatedPhone(client, f"http://127.0.0.1:{workshop.port}", "Ada")
        await phone.join(workshop.join_secret)
        return phone

    async def post(self, phone: SimulatedPhone, how_many: int) -> None:
        for _ in range(how_many):
            self.read()
            text = f"Kort {len(self.acknowledged)}"
            await phone.send("/api/cards", {"text": text})
            self.acknowledged.add(text)

    async def post_unseen(self, phone: SimulatedPhone, how_many: int) -> None:
        """The same when no screen is left to be read."""
        for _ in range(how_many):
            text = f"Kort {len(self.acknowledged)}"
            await phone.send("/api/cards", {"text": text})
            self.acknowledged.add(text)

    async def wait(self, seconds: float) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < end:
            self.read()
            await asyncio.sleep(0.02)

    async def press(self, key: bytes, has_worked: Callable[[], object]) -> None:
        """Press `key` until it `has_worked`, once the workshop is on the screen.

        Before it, the list of workshops is there, where the same keys do other things; and a screen that is
        being opened takes none yet.
        """
        await until(lambda: self.read() and b"Alt er gemt" in self.painted)
        for _ in range(10):
            self.program.press(key)
            with contextlib.suppress(AssertionError):
                await until(lambda: self.read() and has_worked(), seconds=3.0)
                return
        await until(has_worked, seconds=0.1)

    async def end(self, how: str) -> None:
        process = self.program.process
        if how == "close":
            seen = len(self.painted)
            await self.press(b"\x11", lambda: b"Luk programmet" in self.painted[seen:])
            await self.wait(0.5)
            self.program.press(b"3")
        elif how == "hang-up":
            self.program.hang_up()
        elif how == "end-of-input":
            self.program.press(b"\x04")
        else:
            if how == "SIGKILL":  # host and screen at once, as a power cut would end them
                os.kill(self.host(), signal.SIGKILL)
            process.send_signal(getattr(signal, how))
        await until(lambda: self.program.read() is None or process.poll() is not None)
        if how != "hang-up":
            expected = {"close": 0, "end-of-input": 0, "SIGKILL": -signal.SIGKILL}
            assert process.returncode == expected.get(how, 128 + getattr(signal, how, 0))

    def host(self) -> int:
        """The process that owns the file and serves the phones."""
        endpoint = find_endpoint(self.path)
        assert endpoint is not None
        return endpoint.pid

    def stored(self) -> set[str]:
        """What whoever opens it next finds."""
        with opened(self.path) as session:
            return {card.text for card in session.room.subscribe(session.live).cards}


@contextlib.asynccontextmanager
async def workshop(folder: Path, *options: str, activity: str = "skriv-tiltag"):
    running = Workshop(folder, *options, activity=activity)
    try:
        async with aiohttp.ClientSession() as client:
            yield running, await running.phone(client)
    finally:
        running.program.kill()


def session_texts(path: Path) -> set[str]:
    """The cards in a file, whatever stands beside it."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        return {row[0] for row in connection.execute("SELECT text FROM cards")}
