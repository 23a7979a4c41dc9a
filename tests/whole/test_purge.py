"""After `workshop purge` nothing of a workshop is left in any byte of the data folder."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from sessions.commands import OpenActivity
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.copies.rescue import CORRUPT, put_in_place
from sessions.storage.copies.snapshots import keep_copy, take_snapshot
from workshop.channel.network_options import NetworkOptions
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session, open_session
from workshop.hosting.phone_server import serving
from workshop.machine.logs import log_to_file

SENTINEL = "Sentinel7Qx9Purge"


def workshop(folder: Path, *arguments: str, answer: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "workshop", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        input=answer or "",
        env={**os.environ, "WORKSHOP_DATA_DIR": str(folder)},
    )


def places_with(folder: Path, text: str) -> list[Path]:
    """The files whose bytes hold `text`, in any of the ways SQLite or a log may write it, and names."""
    found = []
    for file in folder.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        spellings = (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be"))
        if any(spelling in content for spelling in spellings) or text in file.name:
            found.append(file)
    return found


@pytest.fixture
async def left_behind(tmp_path: Path) -> Path:
    """A workshop with everything it can leave: a log, snapshots, copies, a file put aside, a `-wal`."""
    path = create_session(tmp_path / "sessions", NewWorkshop(f"Dag {SENTINEL}", run_sheet="180"))
    session = await asyncio.to_thread(open_session, path)
    async with serving(session, NetworkOptions("127.0.0.1", 0)) as on_air, aiohttp.ClientSession() as client:
        sheet = session.live.state.run_sheet()
        collect = next(row for row in sheet if row.activity == "skriv-tiltag")
        await session.live.send(OpenActivity(collect.id))
        phone = SimulatedPhone(client, f"http://127.0.0.1:{on_air.port}", f"Navn {SENTINEL}")
        await phone.join(session.live.access.secret)
        await phone.send("/api/cards", {"text": f"Kort {SENTINEL}"})
        take_snapshot(path, datetime.now(UTC))
        keep_copy(path, "schema-0")
    session.close()
    copy = path.with_name("unfinished.copy")
    copy.write_bytes(path.read_bytes())
    put_in_place(copy, path, CORRUPT, datetime.now(UTC))
    path.with_name(path.name + ".4711.unfinished").write_bytes(path.read_bytes())
    log_to_file(tmp_path / "log")
    import logging

    logging.getLogger("sessions").warning("%s: something odd", path)
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)
    return path


@pytest.mark.wide
async def test_no_byte_of_the_data_folder_knows_a_purged_workshop(tmp_path: Path, left_behind: Path) -> None:
    other = create_session(tmp_path / "sessions", NewWorkshop("En anden dag"))
    assert len(places_with(tmp_path, SENTINEL)) > 3, "the test must have something to find"
    stem = left_behind.stem
    done = workshop(tmp_path, "purge", stem, "--yes")
    assert done.returncode == 0, done.stderr
    assert places_with(tmp_path, SENTINEL) == []
    assert places_with(tmp_path, stem) == []
    assert other.is_file()
    assert "En anden dag" in workshop(tmp_path, "list").stdout


@pytest.mark.wide
def test_without_a_yes_nothing_is_deleted(tmp_path: Path) -> None:
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    for answer in ("", "nej\n", "\n", "måske\n"):
        done = workshop(tmp_path, "purge", "lederdag", answer=answer)
        assert done.returncode == 2
        assert "journaliseret" in done.stdout
        assert "Traceback" not in done.stderr
        assert path.is_file()
    assert workshop(tmp_path, "purge", "lederdag", answer="ja\n").returncode == 0
    assert not list((tmp_path / "sessions").iterdir())


def test_an_open_workshop_is_not_purged(tmp_path: Path) -> None:
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    session = open_session(path)
    try:
        assert workshop(tmp_path, "purge", "--yes").returncode == 3
        assert path.is_file()
    finally:
        session.close()


@pytest.mark.wide
def test_a_guess_is_not_enough_to_delete(tmp_path: Path) -> None:
    for title in ("Lederdag forår", "Lederdag efterår"):
        create_session(tmp_path / "sessions", NewWorkshop(title))
    done = workshop(tmp_path, "purge", "lederdag", "--yes")
    assert done.returncode == 2
    assert "foraar" in done.stderr
    assert workshop(tmp_path, "purge", "--yes").returncode == 2
    assert workshop(tmp_path, "purge", "findes-ikke", "--yes").returncode == 2
    assert len(list((tmp_path / "sessions").glob("*.db"))) == 2
