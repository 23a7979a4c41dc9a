"""What happens to the laptop: killed, a full disk, a moved file, a clock that jumps, another network."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from waiting import until

from sessions import clock as clocks
from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.lock import LockedError
from sessions.storage.store import read_state
from workshop.channel.network_options import NetworkOptions
from workshop.cli.exit_codes import exit_code_of
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session, open_session, opened
from workshop.hosting.phone_server import serving
from workshop.machine.addresses import LOOPBACK, Address, best_address, rank
from workshop.web.contract.errors import PortTakenError

KEY = "k" * 20
SERVE = """
import asyncio, sys
from pathlib import Path
from sessions.commands import OpenActivity
from workshop.hosting.open_sessions import open_session
from workshop.channel.network_options import NetworkOptions
from workshop.hosting.phone_server import serving

async def main():
    session = open_session(Path(sys.argv[1]))
    async with serving(session, NetworkOptions("127.0.0.1", int(sys.argv[2]))) as on_air:
        sheet = session.live.state.run_sheet()
        await session.live.send(OpenActivity(next(row.id for row in sheet if row.activity == "skriv-tiltag")))
        print(on_air.port, session.live.access.secret, flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


@contextlib.asynccontextmanager
async def served(path: Path, port: int = 0):
    """A process of its own that serves the session at `path`, and can be killed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVE, str(path), str(port), stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        said = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().split()
        yield process, int(said[0]), said[1]
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.mark.wide
async def test_row_22_the_same_key_after_a_kill_gets_the_same_answer(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve", run_sheet="180"))
    async with aiohttp.ClientSession() as client:
        async with served(path) as (process, port, secret):
            phone = SimulatedPhone(client, f"http://127.0.0.1:{port}", "Ada")
            await phone.join(secret)
            first = await posted(client, phone, {"text": "Én gang"})
            process.kill()
        async with served(path, port):
            again = await posted(client, phone, {"text": "Én gang"})
            assert again == first | {"repeated": True}
            assert (await posted(client, phone, {"text": "Noget andet"}))["error"]["code"] == "other-payload"
    assert [card.text for card in read_state(path).cards] == ["Én gang"]


async def posted(client: aiohttp.ClientSession, phone: SimulatedPhone, body: dict) -> dict:
    headers = {"Authorization": f"Bearer {phone.token}", "Idempotency-Key": KEY, "Origin": phone._origin}
    async with client.post(f"{phone._origin}/api/cards", json=body, headers=headers) as answer:
        return dict(await answer.json())


async def test_row_30_what_was_acknowledged_is_there_after_a_kill(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve", run_sheet="180"))
    acknowledged = set()
    async with aiohttp.ClientSession() as client, served(path) as (process, port, secret):
        phone = SimulatedPhone(client, f"http://127.0.0.1:{port}", "Ada")
        await phone.join(secret)
        for number in range(20):
            acknowledged.add((await phone.send("/api/cards", {"text": f"Kort {number}"})).id)
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    with opened(path) as session:
        session.live.attach()
        assert acknowledged <= {card.id for card in session.live.state.cards}


async def test_row_31_a_full_disk_is_said_and_nothing_is_lost(house, monkeypatch) -> None:
    from sessions.storage.session_file import StorageError
    from sessions.storage.store import SessionStore

    phone = await house.phone()
    await house.open("collect")
    await phone.listen()

    def full(self, *_):
        raise StorageError(self.path)

    with monkeypatch.context() as broken:
        broken.setattr(SessionStore, "append", full)
        broken.setattr(SessionStore, "probe", full)
        answer = await phone.post("/api/cards", {"text": "Kort"}, KEY)
        assert (answer.status, answer.code) == (503, "not-stored")
        assert answer.headers["Retry-After"]
        assert (await phone.hears("trouble"))["trouble"] is True
        assert len(house.live.state.cards) == 0
    async with asyncio.timeout(10):
        while (await phone.post("/api/cards", {"text": "Kort"}, KEY)).status != 200:  # noqa: ASYNC110 - asks
            await asyncio.sleep(0.1)
    assert len(house.live.state.cards) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
async def test_row_32_a_deleted_file_is_put_back_with_all_there_was(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    await phone.post("/api/cards", {"text": "Før"})
    for file in house.session.path.parent.glob(f"{house.session.path.name}*"):
        if not file.name.endswith(".lock"):
            file.unlink()
    house.session.keep_alive()
    await until(house.session.path.is_file, 10)
    await phone.post("/api/cards", {"text": "Efter"})
    assert {card.text for card in read_state(house.session.path).cards} == {"Før", "Efter"}


def test_row_33_a_second_process_is_refused_by_name(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    with opened(path):
        with pytest.raises(LockedError) as refused:
            open_session(path)
        assert exit_code_of(refused.value) == 3
        assert str(os.getpid()) in refused.value.sentence()
    with opened(path):
        pass


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(days=-1), timedelta(hours=-1)])
def test_row_34_a_clock_that_jumps_moves_no_timer_and_no_order(monkeypatch, room, jump) -> None:
    class Jumping(datetime):
        off = timedelta()

        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + cls.off

    monkeypatch.setattr(clocks, "datetime", Jumping)
    steady = clocks.SteadyClock()
    before = steady.now()
    Jumping.off = jump
    assert abs((steady.now() - before).total_seconds()) < 60, "the wall clock is read once only"
    room.go_to("skriv-tiltag")
    written = [room.ask(do.WriteCard("Før")).seq]
    room.clock.time += jump
    written.append(room.ask(do.WriteCard("Efter")).seq)
    assert written == sorted(written)
    assert [card.text for card in sorted(room.state().cards, key=lambda row: row.number)] == ["Før", "Efter"]
    current = room.state().current()
    from sessions.rules.clock_and_input import elapsed_seconds

    assert elapsed_seconds(current, room.clock.now()) >= 0


def test_row_34_minutes_say_the_local_time_and_their_figures_its_offset(room, method) -> None:
    from exports.formats.format_registry import FORMATS
    from exports.minutes import build_minutes

    made = datetime(2026, 7, 1, 12, 0, tzinfo=UTC).astimezone()
    minutes = build_minutes(room.state(), method, made, "0")
    assert f"{made:%H.%M}" in FORMATS["md"].renderer()(minutes).decode()
    assert made.isoformat() in FORMATS["json"].renderer()(minutes).decode()


async def test_row_35_a_taken_port_is_passed_by_or_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with opened(create_session(tmp_path, NewWorkshop("Prøve"))) as session:
            with pytest.raises(PortTakenError) as problem:
                async with serving(session, NetworkOptions(LOOPBACK, port)):
                    pass
            assert exit_code_of(problem.value) == 6
            assert str(port) in problem.value.sentence()
            session.live.detach()


def test_row_35_a_private_wireless_address_is_chosen_before_a_tunnel() -> None:
    wlan = Address("192.168.1.20", "wlp3s0")
    others = (
        Address("10.8.0.2", "tun0"),
        Address("172.17.0.1", "docker0"),
        Address("127.0.0.1", "lo"),
    )
    assert best_address(rank((*others, wlan))) == wlan.ip
    assert best_address(()) == LOOPBACK


@pytest.mark.wide
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is all of 127/8 ours")
async def test_row_35_when_the_address_is_gone_phones_find_us_at_the_new_one(
    tmp_path: Path, monkeypatch
) -> None:
    # Addresses of the loopback network stand in for those of two networks.
    monkeypatch.setattr(
        "workshop.hosting.phone_server.best_address", lambda found: found[0].ip if found else LOOPBACK
    )
    networks = [(Address("127.0.0.2", "wlan0"),)]
    with opened(create_session(tmp_path, NewWorkshop("Prøve"))) as session:
        from workshop.hosting.phone_server import ServedWorkshop

        on_air = ServedWorkshop(session, NetworkOptions(port=0), look=lambda: networks[-1], pace=0.02)
        await on_air.start()
        told = []
        try:
            before = session.live.access
            assert before.origin == f"http://127.0.0.2:{on_air.port}"
            session.live.listen(told.append)
            networks.append((Address("127.0.0.3", "eth0"),))
            await until(lambda: () in told, 10)
            after = session.live.access
            assert after.origin == f"http://127.0.0.3:{before.origin.rsplit(':', 1)[1]}", "the port stays"
            assert (after.secret, after.code, after.sign) == (before.secret, before.code, before.sign)
            async with aiohttp.ClientSession() as client:
                phone = SimulatedPhone(client, after.origin, "Ada")
                await phone.join(after.secret)
                assert (await phone.picture())["people"] == 1
            networks.append(())
            await until(lambda: session.live.origin.startswith(f"http://{LOOPBACK}:"), 10)
        finally:
            await on_air.stop()


@pytest.mark.wide
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is all of 127/8 ours")
async def test_row_35_an_address_that_is_not_ours_leaves_phones_where_they_were(tmp_path: Path) -> None:
    from workshop.web.contract.errors import ListeningError

    with opened(create_session(tmp_path, NewWorkshop("Prøve"))) as session:
        async with serving(session, NetworkOptions("127.0.0.2", 0)) as on_air:
            before = session.live.origin
            with pytest.raises(ListeningError):
                await on_air.choose_address("203.0.113.9")
            assert session.live.origin == before
            async with aiohttp.ClientSession() as client, client.get(before) as page:
                assert page.status == 200
