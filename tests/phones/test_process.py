"""The phones' process may end, hang or fail to begin: nothing is lost, and phones are served again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from rooms import environment_of_children
from waiting import until

from sessions.commands import CloseWorkshop, OpenActivity
from sessions.rules.creation import NewWorkshop
from workshop.cli.exit_codes import exit_code_of
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.network_options import NetworkOptions
from workshop.hosting.phone_process import supervisor as processes
from workshop.hosting.phone_server import serving
from workshop.hosting.sessions import create_session, opened
from workshop.machine.addresses import LOOPBACK
from workshop.web.contract.errors import ListeningError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals end the process")


@contextlib.asynccontextmanager
async def on_air(folder: Path):
    """A workshop that takes cards, what serves it, and a phone that has joined."""
    with opened(create_session(folder, NewWorkshop("Prøve", run_sheet="180"))) as session:
        async with (
            serving(session, NetworkOptions(LOOPBACK, 0)) as running,
            aiohttp.ClientSession() as client,
        ):
            sheet = session.live.state.run_sheet()
            collect = next(row.id for row in sheet if row.activity == "skriv-tiltag")
            await session.live.send(OpenActivity(collect))
            phone = SimulatedPhone(client, f"http://{LOOPBACK}:{running.port}", "Ada")
            await phone.join(session.live.access.secret)
            yield running, phone


async def test_a_process_that_was_killed_is_replaced_on_the_same_port(tmp_path: Path, caplog) -> None:
    async with on_air(tmp_path) as (running, phone):
        first = await phone.send("/api/cards", {"text": "Før"})
        before, port = running._phones.pid, running.port
        told: list[bool] = []
        running.session.live.listen(lambda events: events or told.append(running.is_away))
        os.kill(before, signal.SIGKILL)
        second = await phone.send("/api/cards", {"text": "Efter"})
        assert (running.port, running._phones.pid != before) == (port, True)
        assert second.seq == first.seq + 1
        shown = await phone.picture()
        assert {card["text"] for card in shown["kind"]["mine"]} == {"Før", "Efter"}
        await until(lambda: told == [True, False])
        assert "another one is started" in caplog.text


async def test_a_process_that_hangs_holds_up_neither_the_screen_nor_the_end(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(processes, "SECONDS_TO_END", 0.3)
    async with on_air(tmp_path) as (running, _):
        os.kill(running._phones.pid, signal.SIGSTOP)
        sheet = running.session.live.state.run_sheet()
        async with asyncio.timeout(5):
            for row in sheet:
                await running.session.live.send(OpenActivity(row.id))
        began = time.monotonic()
    assert time.monotonic() - began < 5


async def test_a_process_that_says_nothing_any_more_is_replaced(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(processes, "SECONDS_OF_SILENCE", 4.0)
    async with on_air(tmp_path) as (running, phone):
        before = running._phones.pid
        os.kill(before, signal.SIGSTOP)
        await phone.send("/api/cards", {"text": "Et kort"})
        assert running._phones.pid != before


async def test_how_many_phones_there_are_is_known(tmp_path: Path) -> None:
    async with on_air(tmp_path) as (running, phone):
        assert running.connected == 0
        headers = {"Authorization": f"Bearer {phone.token}"}
        async with phone._client.get(phone._origin + "/api/stream", headers=headers):
            await until(lambda: running.connected == 1)
        await until(lambda: running.connected == 0)


async def test_phones_may_take_the_minutes_home(tmp_path: Path) -> None:
    async with on_air(tmp_path) as (running, phone):
        await phone.send("/api/cards", {"text": "Ny mødestruktur, 010203-1234"})
        await running.session.live.send(CloseWorkshop())
        headers = {"Authorization": f"Bearer {phone.token}"}
        async with phone._client.get(phone._origin + "/api/minutes", headers=headers) as answer:
            page = await answer.text()
        assert answer.status == 200
        assert "Ny mødestruktur" in page
        assert "010203-1234" not in page


@pytest.mark.parametrize("code", ["raise RuntimeError('Adas tekst')", "import sys; sys.exit(3)"])
async def test_a_process_that_cannot_begin_is_said_and_closes_well(
    tmp_path: Path, monkeypatch, caplog, code: str
) -> None:
    monkeypatch.setattr(processes, "PROGRAM", ("-c", code))
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    with opened(path) as session, pytest.raises(ListeningError) as failed:
        async with asyncio.timeout(10), serving(session, NetworkOptions(LOOPBACK, 0)):
            pass
    assert exit_code_of(failed.value) == 6
    assert failed.value.sentence()
    if "raise" in code:
        await until(lambda: "RuntimeError" in caplog.text)
    with opened(path):
        pass


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    code = """
import asyncio, sys
from pathlib import Path
from workshop.hosting.sessions import open_session
from workshop.hosting.network_options import NetworkOptions
from workshop.hosting.phone_server import serving

async def main():
    async with serving(open_session(Path(sys.argv[1])), NetworkOptions("127.0.0.1", 0)) as running:
        print(running._phones.pid, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""
    command = [sys.executable, "-c", code, str(path)]
    first = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment_of_children())
    assert first.stdout is not None
    with first.stdout as said:
        phones = int(said.readline())
        first.kill()
        first.wait()
    deadline = time.monotonic() + 5
    while is_running(phones):
        assert time.monotonic() < deadline, "nobody is left to serve phones for"
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether the process is there, and not merely waiting to be buried."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"
