"""A laptop fails in the middle of a workshop; another takes over from the copies on a stick."""

from __future__ import annotations

import asyncio
import shutil
import sys
from pathlib import Path

import aiohttp
import msgspec
import pytest
from command_line import workshop as command
from hosted import hosted, order_for
from running_workshop import Workshop
from waiting import until

from sessions.commands import OpenActivity
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.store import read_state
from workshop.attaching.attached_workshop import attached
from workshop.channel.network_options import NetworkOptions
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting import mirroring
from workshop.hosting.open_sessions import create_session, open_session, opened
from workshop.hosting.phone_server import serving
from workshop.machine.addresses import LOOPBACK

HERE = NetworkOptions(LOOPBACK, 0)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def collecting(folder: Path) -> Path:
    """A workshop in which cards are collected."""
    path = create_session(folder / "sessions", NewWorkshop("Lederdag", run_sheet="180"))
    with opened(path) as session:
        sheet = session.room.subscribe(session.live).run_sheet()
        wanted = next(row.id for row in sheet if row.activity == "skriv-tiltag")
        session.room.submit(OpenActivity(wanted)).result()
    return path


async def joined(client: aiohttp.ClientSession, port: int, secret: str) -> SimulatedPhone:
    phone = SimulatedPhone(client, f"http://{LOOPBACK}:{port}", "Ada")
    await phone.join(secret)
    return phone


def texts(path: Path) -> set[str]:
    return {card.text for card in read_state(path).cards}


@pytest.mark.wide
async def test_what_was_copied_goes_on_elsewhere_and_phones_with_it(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirroring, "SECONDS_BEHIND", 0.05)
    monkeypatch.setattr(mirroring, "SHARE_OF_TIME", 1.0)
    first, second = tmp_path / "first", tmp_path / "second"
    path = collecting(first)
    async with aiohttp.ClientSession() as client:
        session = await asyncio.to_thread(open_session, path)
        async with serving(session, HERE, stick) as served:
            phone = await joined(client, served.port, session.live.state.workshop.join_secret)
            await phone.send("/api/cards", {"text": "Fra den første"})
            copies = stick / path.stem
            await until(lambda: any("Fra den første" in texts(copy) for copy in copies.glob("*.db")))
            crashed = {file.name for file in copies.iterdir()}
        await asyncio.to_thread(session.close)
        shutil.rmtree(first)  # the laptop is gone
        assert crashed

        code, said, _ = await asyncio.to_thread(command, second, "rescue", "lederdag", "--mirror", str(stick))
        assert (code, "workshop run" in said) == (0, True)
        other = second / "sessions" / path.name
        session = await asyncio.to_thread(open_session, other)
        async with serving(session, NetworkOptions(LOOPBACK)) as served:
            assert served.port == session.used_port, "at the same port, so that phones find it where it was"
            await phone.send("/api/cards", {"text": "Fra den anden"})
        await asyncio.to_thread(session.close)
    assert texts(other) == {"Fra den første", "Fra den anden"}


async def test_the_last_copy_holds_everything_and_a_stick_that_is_pulled_out_is_told(
    tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirroring, "SECONDS_BEHIND", 0.05)
    monkeypatch.setattr(mirroring, "SHARE_OF_TIME", 1.0)
    path = collecting(tmp_path)
    async with aiohttp.ClientSession() as client:
        session = await asyncio.to_thread(open_session, path)
        async with serving(session, HERE, stick) as served:
            phone = await joined(client, served.port, session.live.state.workshop.join_secret)
            await until(lambda: (stick / path.stem).is_dir())
            shutil.move(stick, tmp_path / "pulled out")
            await phone.send("/api/cards", {"text": "Uden nøgle"})
            await until(lambda: served.alarm is not None and served.alarm.key == "mirror-away")
            shutil.move(tmp_path / "pulled out", stick)
            await until(lambda: served.alarm is None)
            await phone.send("/api/cards", {"text": "Til sidst"})
        await asyncio.to_thread(session.close)
    newest = max((stick / path.stem).glob("*.db"))
    assert texts(newest) == texts(path) == {"Uden nøgle", "Til sidst"}


@pytest.mark.wide
async def test_a_host_that_runs_already_keeps_copies_where_a_later_face_says(
    tmp_path: Path, stick: Path
) -> None:
    async with hosted(tmp_path / "here") as (first, phone):
        copies = stick / first.path.stem
        await phone.send("/api/cards", {"text": "Et kort"})
        order = msgspec.structs.replace(order_for(first.path), mirror=stick)
        async with attached(order), attached(order):
            await until(lambda: any(copies.glob("*.db")))
        await phone.send("/api/cards", {"text": "Til sidst"})
    newest = max(copies.glob("*.db"))
    assert {card.text for card in read_state(newest).cards} == {"Et kort", "Til sidst"}


@pytest.mark.long
@pytest.mark.timeout(180)
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty")
@pytest.mark.parametrize("ending", ["SIGKILL", "SIGTERM", "close"])
async def test_the_whole_program_on_two_laptops(tmp_path: Path, stick: Path, ending: str) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    running = Workshop(first, "--mirror", str(stick))
    try:
        async with aiohttp.ClientSession() as client:
            phone = await running.phone(client)
            await running.post(phone, 10)
            if ending == "SIGKILL":
                await running.wait(mirroring.SECONDS_BEHIND * 1.5)
            await running.end(ending)
            shutil.rmtree(first)
            taking_over = ("rescue", "proeve", "--mirror", str(stick))
            assert (await asyncio.to_thread(command, second, *taking_over))[0] == 0
            other = second / "sessions" / running.path.name
            assert texts(other) == running.acknowledged
            session = await asyncio.to_thread(open_session, other)
            async with serving(session, NetworkOptions(LOOPBACK)):
                await phone.send("/api/cards", {"text": "Det går videre"})
            await asyncio.to_thread(session.close)
        assert texts(other) == running.acknowledged | {"Det går videre"}
    finally:
        running.program.kill()
