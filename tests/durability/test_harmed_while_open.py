"""A running program whose files are cut, overwritten, deleted or set back: nothing that was answered is lost.

Seen from outside only: the program in a terminal, a phone that posts, a harm done by somebody else, five
seconds, an end, and what is then in the file.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
from in_terminal import InTerminal
from waiting import until

from sessions.commands import OpenActivity
from sessions.creation import NewWorkshop
from sessions.store import read_state
from workshop.demo.phone import SimulatedPhone
from workshop.opening import create_session, opened

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty"),
    pytest.mark.timeout(180),
]

SECONDS = 5.0
"""What docs/durability.md promises."""
ENDINGS = ("close", "SIGTERM", "SIGHUP", "SIGKILL")


def beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def write_over(path: Path, content: bytes) -> None:
    """In place and without cutting it first: the file stays the same one, as for a sync client."""
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    for offset in range(place, min(place + 40, len(content))):
        content[offset] ^= 0xFF
    write_over(path, bytes(content))


class Harm:
    """What somebody does to the files of an open workshop; `copies` were made a little before."""

    def __init__(self, path: Path, copies: dict[str, bytes], foreign: Path) -> None:
        self.path, self.copies, self.foreign = path, copies, foreign

    def cut_to_half(self) -> None:
        os.truncate(self.path, self.path.stat().st_size // 2)

    def cut_to_nothing(self) -> None:
        os.truncate(self.path, 0)

    def flip_the_header(self) -> None:
        flip(self.path, 0)

    def cut_the_log(self) -> None:
        log = beside(self.path, "-wal")
        os.truncate(log, log.stat().st_size // 2)

    def empty_the_log(self) -> None:
        os.truncate(beside(self.path, "-wal"), 0)

    def flip_the_log(self) -> None:
        flip(beside(self.path, "-wal"), 32 + 24 + 1_000)

    def delete_the_log(self) -> None:
        beside(self.path, "-wal").unlink()

    def delete_the_file(self) -> None:
        self.path.unlink()

    def delete_all(self) -> None:
        for ending in ("", "-wal", "-shm"):
            beside(self.path, ending).unlink()

    def another_over_it(self) -> None:
        write_over(self.path, self.foreign.read_bytes())

    def another_instead_of_it(self) -> None:
        shutil.copy(self.foreign, self.path.with_name("fra-skyen"))
        self.path.with_name("fra-skyen").replace(self.path)

    def set_back(self) -> None:
        for ending, content in self.copies.items():
            write_over(beside(self.path, ending), content)


HARMS = tuple(name for name in vars(Harm) if not name.startswith("_"))


class Workshop:
    """A workshop that runs in a terminal, and what a phone was answered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = create_session(folder / "sessions", NewWorkshop("Prøve", run_sheet="180"))
        with opened(self.path) as session:
            sheet = session.room.subscribe(session.live).run_sheet()
            wanted = next(row.id for row in sheet if row.activity == "skriv-tiltag")
            session.room.submit(OpenActivity(wanted)).result()
        self.painted = b""
        self.acknowledged: set[str] = set()
        self.program = InTerminal(
            "--data-dir", str(folder), "--bind", "127.0.0.1", "--port", "0", "run", self.path.stem
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

    async def wait(self, seconds: float) -> None:
        end = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < end:
            self.read()
            await asyncio.sleep(0.02)

    async def end(self, how: str) -> None:
        process = self.program.process
        if how == "close":
            self.program.press(b"\x11")
            await self.wait(1.0)
            self.program.press(b"3")
        else:
            process.send_signal(getattr(signal, how))
        await until(lambda: self.program.read() is None or process.poll() is not None)
        expected = {"close": 0, "SIGKILL": -signal.SIGKILL}
        code = expected.get(how, 128 + getattr(signal, how, 0))
        assert process.returncode == code

    def stored(self) -> set[str]:
        """What whoever opens it next finds."""
        with opened(self.path) as session:
            return {card.text for card in session.room.subscribe(session.live).cards}


@contextlib.asynccontextmanager
async def workshop(folder: Path):
    running = Workshop(folder)
    try:
        async with aiohttp.ClientSession() as client:
            yield running, await running.phone(client)
    finally:
        running.program.kill()


def session_texts(path: Path) -> set[str]:
    """The cards in a file, whatever stands beside it."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        return {row[0] for row in connection.execute("SELECT text FROM cards")}


async def harmed(folder: Path, harm: str, ending: str, *, posting: bool) -> None:
    foreign = create_session(folder / "another", NewWorkshop("En anden"))
    async with workshop(folder) as (running, phone):
        await running.post(phone, 10)
        copies = {each: beside(running.path, each).read_bytes() for each in ("", "-wal", "-shm")}
        await running.post(phone, 10)
        do: Callable[[], None] = getattr(Harm(running.path, copies, foreign), harm)
        do()
        before = running.path.read_bytes() if running.path.exists() else None
        if posting:
            await running.post(phone, 20)
        await running.wait(SECONDS)
        assert b"lagt tilbage" in running.painted, "the facilitator was not told"
        await running.end(ending)
    kept = [file.read_bytes() for file in running.path.parent.glob("*.db.*") if file.is_file()]
    # Whatever stood there under the session's name is there still, byte for byte.
    assert before is None or before in kept
    if ending != "SIGKILL":
        assert session_texts(running.path) >= running.acknowledged
    assert running.stored() == running.acknowledged
    with contextlib.closing(sqlite3.connect(running.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


SHORT = (
    ("cut_to_half", "SIGKILL", False),
    ("set_back", "SIGTERM", False),
    ("delete_the_log", "close", True),
    ("another_over_it", "SIGHUP", True),
)


@pytest.mark.parametrize(("harm", "ending", "posting"), SHORT)
async def test_a_harm_is_noticed_and_mended_in_five_seconds(
    tmp_path: Path, harm: str, ending: str, posting: bool
) -> None:
    await harmed(tmp_path, harm, ending, posting=posting)


@pytest.mark.long
@pytest.mark.parametrize("posting", [False, True], ids=["silent", "posting"])
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("harm", HARMS)
async def test_every_harm_and_every_ending(tmp_path: Path, harm: str, ending: str, posting: bool) -> None:
    await harmed(tmp_path, harm, ending, posting=posting)
