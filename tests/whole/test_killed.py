"""The program is killed in the middle of the demo: what was acknowledged is there, and phones go on."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import aiohttp
import pytest
from in_terminal import InTerminal

from sessions.model import Workshop
from sessions.storage.store import read_state
from workshop.demo.simulated_phone import PhoneRefusedError, SimulatedPhone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty")

CASE = Path(__file__).parents[1] / "data" / "cases" / "kommune.json"


async def until(
    condition: Callable[[], bool], running: InTerminal | None = None, seconds: float = 30
) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        if running is not None:
            running.drain()
        await asyncio.sleep(0.05)


def session_in(folder: Path) -> Path | None:
    return next(iter((folder / "practice").glob("*.db")), None)


def workshop_in(folder: Path) -> Workshop | None:
    path = session_in(folder)
    if path is None or path.stat().st_size == 0:
        return None
    try:
        return read_state(path).workshop
    except Exception:  # the file is just being made
        return None


def activity_in(folder: Path) -> str:
    path = session_in(folder)
    assert path is not None
    current = read_state(path).current()
    return current.activity if current else ""


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "workshop",
            "--data-dir",
            str(tmp_path),
            "demo",
            "--headless",
            "--case",
            str(CASE),
            "--pace",
            "0.15",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield process
    if process.poll() is None:
        process.kill()
        process.wait(10)


async def test_after_a_kill_nothing_acknowledged_is_missing_and_phones_go_on(
    tmp_path: Path, demo: subprocess.Popen[bytes]
) -> None:
    await until(lambda: (found := workshop_in(tmp_path)) is not None and found.port > 0)
    workshop = workshop_in(tmp_path)
    assert workshop is not None
    origin = f"http://127.0.0.1:{workshop.port}"
    async with aiohttp.ClientSession() as client:
        phone = SimulatedPhone(client, origin, "Vidne")
        await phone.join(workshop.join_secret)
        await until(lambda: activity_in(tmp_path) == "skriv-tiltag")
        acknowledged = []
        for number in range(8):
            acknowledged.append((await phone.send("/api/cards", {"text": f"Vidnets kort {number}"})).id)
        before = activity_in(tmp_path)
        demo.kill()
        demo.wait(10)

        (file,) = (tmp_path / "practice").glob("*.db")
        resumed = InTerminal("--data-dir", str(tmp_path), "run", file.stem, "--bind", "127.0.0.1")
        try:
            picture = await _picture_when_back(phone, resumed)
            assert picture["activity"]["key"] == before
            assert {card["id"] for card in picture["kind"]["mine"]} == set(acknowledged)
            again = await phone.send("/api/cards", {"text": "Efter faldet"})
            assert again.id not in acknowledged
            after = workshop_in(tmp_path)
            assert after is not None
            assert (after.port, after.join_secret, after.join_code) == (
                workshop.port,
                workshop.join_secret,
                workshop.join_code,
            )
        finally:
            resumed.kill()


async def _picture_when_back(phone: SimulatedPhone, running: InTerminal) -> dict:
    for _ in range(400):
        running.drain()
        try:
            return dict(await phone.picture())
        except (aiohttp.ClientError, PhoneRefusedError, OSError):
            await asyncio.sleep(0.05)
    raise AssertionError("the workshop did not come back")
