"""A terminal that stops reading (a selection, a paused output, a hung window) stops neither phones nor us."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pyte
import pytest
from in_terminal import InTerminal

from prompts.methods.model import Kind
from sessions.commands import OpenActivity, RevealInput
from sessions.rules.meeting.creation import NewWorkshop
from workshop.demo.simulated_phone import PhoneRefusedError, SimulatedPhone
from workshop.hosting.open_sessions import create_session, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty")

PHONES = 8
CARDS_EACH = 8
SECONDS_TO_ANSWER = 5.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def revealed_wall(folder: Path) -> tuple[Path, str]:
    """A workshop whose cards stand on the projector, and its secret."""
    path = create_session(folder / "sessions", NewWorkshop("Prøve"))
    with opened(path) as session:
        session.live.attach()
        rows = session.live.state.run_sheet()
        collect = next(row for row in rows if session.method.activity(row.activity).kind is Kind.COLLECT)
        await session.live.send(OpenActivity(collect.id))
        await session.live.send(RevealInput())
        secret = session.live.access.secret
        session.live.detach()
    return path, secret


@pytest.fixture
async def unread(tmp_path: Path) -> AsyncIterator[tuple[InTerminal, Path]]:
    """The program with cards on its wall that its terminal has not read for a while."""
    path, secret = await revealed_wall(tmp_path)
    port = str(free_port())
    running = InTerminal("--data-dir", str(tmp_path), "--bind", "127.0.0.1", "--port", port, "run", path.name)
    try:
        async with aiohttp.ClientSession() as client:
            phones = [SimulatedPhone(client, f"http://127.0.0.1:{port}", f"T{n}") for n in range(PHONES)]
            await _join(phones[0], secret, running)
            for phone in phones[1:]:
                await phone.join(secret)
            for number in range(CARDS_EACH):
                for phone in phones:
                    card = {"text": f"{phone.alias} skriver kort {number}, og væggen tegnes om"}
                    await asyncio.wait_for(phone.send("/api/cards", card), SECONDS_TO_ANSWER)
                    await asyncio.sleep(0.06)
            mine = (await phones[0].picture())["kind"]["mine"]
            assert len(mine) == CARDS_EACH, "phones are answered meanwhile"
        yield running, path
    finally:
        running.kill()


@pytest.mark.wide
async def test_when_it_reads_again_the_whole_screen_is_right(unread: tuple[InTerminal, Path]) -> None:
    """A window that is opened only now knows nothing of what was painted before."""
    running, _ = unread
    glass = pyte.Screen(100, 30)
    stream = pyte.ByteStream(glass)
    wanted = ("Skriv jeres tiltag", "t1  T0 skriver kort 0", f"{PHONES * CARDS_EACH} kort", "? Hjælp")
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while missing := [part for part in wanted if part not in "\n".join(glass.display)]:
        assert time.monotonic() < deadline, f"{missing}\n" + "\n".join(glass.display)
        stream.feed(running.read())
        await asyncio.sleep(0.02)


@pytest.mark.wide
async def test_a_signal_ends_it_all_the_same(unread: tuple[InTerminal, Path]) -> None:
    running, path = unread
    running.process.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(running.process.wait, SECONDS_TO_ANSWER * 2) == 128 + signal.SIGTERM
    with opened(path) as session:
        session.live.attach()
        assert len(session.live.state.cards) == PHONES * CARDS_EACH
        session.live.detach()


async def _join(phone: SimulatedPhone, secret: str, running: InTerminal) -> None:
    """The program is starting: what it paints is read until the first phone is in."""
    for _ in range(400):
        running.drain()
        try:
            await asyncio.wait_for(phone.join(secret), 0.5)
            return
        except (TimeoutError, PhoneRefusedError, aiohttp.ClientError):
            await asyncio.sleep(0.05)
    raise AssertionError("the program did not start")
