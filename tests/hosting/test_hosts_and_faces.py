"""Host and faces may come, go, hang and be killed in any order: nothing acknowledged is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from hosted import hosted, order_for, row_of, texts
from rooms import environment_of_children
from waiting import until

from sessions.commands import CloseWorkshop, OpenActivity, ParkItem
from sessions.errors import NotStoredError
from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching import attached_workshop, host_finding, host_starting
from workshop.attaching.attached_workshop import attach, attached
from workshop.attaching.host_finding import OtherVersionError, find_host, stop_host
from workshop.channel.codec import ToldError
from workshop.channel.endpoint import find_endpoint
from workshop.channel.network_options import NetworkOptions
from workshop.cli.exit_codes import exit_code_of
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.phone_server import ServedWorkshop
from workshop.machine.logs import HOST_LOG
from workshop.machine.version import version

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals end the process")


def is_running(pid: int) -> bool:
    """Whether the process is there, and not merely waiting to be buried."""
    try:
        found = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return found.rpartition(")")[2].split()[0] != "Z"


@pytest.mark.wide
async def test_a_second_face_sees_the_same_and_each_sees_what_the_other_does(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (first, phone), attached(order_for(first.path)) as second:
        assert second._host == first._host
        assert second.live.access == first.live.access
        await phone.send("/api/cards", {"text": "Et kort"})
        await second.live.send(ParkItem("Husk det"))
        await until(lambda: first.live.state.seq == second.live.state.seq)
        assert texts(first.live) == texts(second.live) == ["Et kort"]
        assert [item.text for item in first.live.state.parked_items] == ["Husk det"]
        assert second.live.state.workshop == first.live.state.workshop


@pytest.mark.wide
async def test_the_host_goes_with_the_last_face_that_leaves_and_leaves_one_whole_file(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (first, phone):
        second = await attach(order_for(first.path))
        await first.close()
        await phone.send("/api/cards", {"text": "Et kort"})
        await until(lambda: texts(second.live) == ["Et kort"])
        host, path = second._host, second.path
        await second.close()
        assert find_endpoint(path) is None
        await until(lambda: not is_running(host))
        # Beside the file lie who had it open, and where phones found it.
        assert files_in(tmp_path) == [path.name, f"{path.name}.lock", f"{path.name}.reach"]
    assert stored_texts(path) == ["Et kort"]


@pytest.mark.wide
async def test_a_host_that_was_killed_is_replaced_at_the_same_address_with_all_that_was_answered(
    tmp_path: Path,
) -> None:
    async with hosted(tmp_path) as (face, phone):
        first = await phone.send("/api/cards", {"text": "Før"})
        await face.choose_address("127.0.0.2")
        before, origin = face._host, face.live.origin
        phone._origin = origin
        os.kill(before, signal.SIGKILL)
        second = await phone.send("/api/cards", {"text": "Efter"})
        await until(lambda: not face.is_away and face._host != before)
        assert face.live.origin == origin
        assert second.seq > first.seq
        await until(lambda: texts(face.live) == ["Før", "Efter"])
        await face.live.send(OpenActivity(row_of(face, "skriv-tiltag")))


@pytest.mark.wide
async def test_what_was_asked_of_a_host_that_is_gone_is_answered(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        os.kill(face._host, signal.SIGSTOP)
        asked = face.live.ask(ParkItem("Måske"))
        os.kill(face._host, signal.SIGKILL)
        with pytest.raises(NotStoredError):
            await asked
        await until(lambda: not face.is_away)


@pytest.mark.wide
async def test_a_host_that_says_nothing_any_more_is_replaced(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(attached_workshop, "SECONDS_OF_SILENCE", 3.0)
    async with hosted(tmp_path) as (face, phone):
        before = face._host
        os.kill(before, signal.SIGSTOP)
        await phone.send("/api/cards", {"text": "Et kort"})
        await until(lambda: texts(face.live) == ["Et kort"])
        assert not is_running(before)


@pytest.mark.wide
async def test_a_host_that_comes_second_is_no_error_in_the_log(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        with pytest.raises(ToldError) as told:
            await asyncio.to_thread(host_starting.start_host, order_for(face.path))
        assert "LockedError" in told.value.kinds
    log = tmp_path / "log" / HOST_LOG  # made with its first line
    assert not log.exists() or "ERROR" not in log.read_text(encoding="utf-8")


@pytest.mark.wide
async def test_a_host_that_hangs_is_noticed_within_seconds_and_taken_back_when_it_goes_on(
    tmp_path: Path,
) -> None:
    async with hosted(tmp_path) as (face, phone):
        host, told = face._host, []
        face.live.listen(lambda events: told.append(face.is_away))
        os.kill(host, signal.SIGSTOP)
        try:
            began = time.monotonic()
            await until(lambda: True in told)
            assert time.monotonic() - began < 7
            assert is_running(host)
        finally:
            os.kill(host, signal.SIGCONT)
        await until(lambda: told[-1] is False)
        await phone.send("/api/cards", {"text": "Et kort"})
        await until(lambda: texts(face.live) == ["Et kort"])
        assert (face._host, face.is_away) == (host, False)


@pytest.mark.wide
async def test_a_face_that_was_away_itself_kills_no_host(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(attached_workshop, "SECONDS_OF_SILENCE", 0.3)
    async with hosted(tmp_path) as (face, phone):
        host = face._host
        await asyncio.sleep(3.0)
        await phone.send("/api/cards", {"text": "Et kort"})
        await until(lambda: texts(face.live) == ["Et kort"])
        assert face._host == host


@pytest.mark.wide
async def test_a_face_that_hangs_holds_up_neither_phones_nor_other_faces(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, phone):
        child = start_face(face.path)
        with child, child.stdout as said:
            assert await asyncio.to_thread(said.readline) == b"attached\n"
            child.send_signal(signal.SIGSTOP)
            began = time.monotonic()
            for number in range(30):
                await phone.send("/api/cards", {"text": f"Kort {number}"})
            await until(lambda: len(texts(face.live)) == 30)
            assert time.monotonic() - began < 15
            child.kill()
        assert is_running(face._host)


async def test_phones_are_served_when_the_only_face_was_killed(
    tmp_path: Path,
) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve", run_sheet="180"))
    child = start_face(path)
    with child, child.stdout as said:
        assert await asyncio.to_thread(said.readline) == b"attached\n"
        host = find_endpoint(path).pid
        child.kill()
    assert is_running(host)
    # Nobody looks: whoever takes the one file now has it all.
    await until(lambda: not log_of(path).exists() or not log_of(path).stat().st_size or is_folded(path))
    began = time.monotonic()
    async with attached(order_for(path)) as face:
        assert time.monotonic() - began < 1
        assert (face._host, face.live.state.workshop.current != "") == (host, True)
    await until(lambda: not is_running(host))


@pytest.mark.wide
async def test_a_host_without_a_face_gives_up_after_the_stated_time(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    face = await attach(order_for(path, patience=1.0))
    host = face._host
    await face.close(hung_up=True)
    assert is_running(host)
    await until(lambda: not is_running(host))
    with opened(path):
        pass


@pytest.mark.wide
async def test_stopping_ends_the_host_and_tells_every_face(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _), attached(order_for(face.path)) as second:
        host = face._host
        assert await stop_host(face.path)
        await until(lambda: not is_running(host))
        await until(lambda: face.has_ended and second.has_ended)
        with pytest.raises(NotStoredError):
            await face.live.send(ParkItem("For sent"))
        assert not await stop_host(face.path)


@pytest.mark.wide
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_the_host_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    async with hosted(tmp_path) as (face, phone):
        await phone.send("/api/cards", {"text": "Et kort"})
        os.kill(face._host, number)
        await until(lambda: face.has_ended)
        assert stored_texts(face.path) == ["Et kort"]
        assert not log_of(face.path).exists()


@pytest.mark.wide
async def test_a_file_may_have_any_name(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    odd = path.with_name(os.fsdecode(b"l\xe6rerm\xf8de \n.db"))
    path.rename(odd)
    async with attached(order_for(odd)) as face:
        assert face.path == odd
        await face.live.send(ParkItem("Husk det"))


@pytest.mark.wide
async def test_two_faces_that_begin_at_once_have_one_host(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    faces = await asyncio.gather(*(attach(order_for(path)) for _ in range(4)))
    assert len({face._host for face in faces}) == 1
    for face in faces:
        await face.close()
    assert find_endpoint(path) is None


@pytest.mark.wide
async def test_a_note_of_a_host_that_died_keeps_nobody_out(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    face = await attach(order_for(path))
    dead = face._host
    face._closing = True
    os.kill(dead, signal.SIGKILL)
    await until(lambda: face._line is None)
    assert find_endpoint(path) is not None
    assert await find_host(path) is None
    async with attached(order_for(path)) as again:
        assert again._host != dead


@pytest.mark.wide
async def test_a_host_of_another_version_is_left_alone(tmp_path: Path, monkeypatch) -> None:
    async with hosted(tmp_path) as (face, _):
        for ours in ("99.0/17", f"{version()}/9999"):  # another release; another schema of the same one
            monkeypatch.setattr(host_finding, "build", lambda ours=ours: ours)
            with pytest.raises(OtherVersionError) as refused:
                await attach(order_for(face.path))
            assert ours in refused.value.sentence()
        monkeypatch.undo()
        assert is_running(face._host)


@pytest.mark.wide
async def test_a_file_that_is_open_elsewhere_is_said_with_its_exit_code(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    with opened(path), pytest.raises(ToldError) as refused:
        await attach(order_for(path))
    assert exit_code_of(refused.value) == 3
    assert str(os.getpid()) in refused.value.sentence()


@pytest.mark.parametrize("code", ["raise RuntimeError('Adas tekst')", "import sys; sys.exit(3)", "pass"])
async def test_a_host_that_cannot_begin_is_said(tmp_path: Path, monkeypatch, code: str) -> None:
    monkeypatch.setattr(host_starting, "PROGRAM", ("-c", code))
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    with pytest.raises(host_starting.HostNotStartedError) as refused:
        await attach(order_for(path))
    assert refused.value.sentence()


@pytest.mark.wide
async def test_how_many_phones_there_are_is_known(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, phone):
        assert face.connected == 0
        headers = {"Authorization": f"Bearer {phone.token}"}
        async with phone._client.get(phone._origin + "/api/stream", headers=headers):
            await until(lambda: face.connected == 1)
        await until(lambda: face.connected == 0)


@pytest.mark.wide
async def test_phones_may_take_the_minutes_home(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, phone):
        await phone.send("/api/cards", {"text": "Ny mødestruktur, 010203-1234"})
        await face.live.send(CloseWorkshop())
        headers = {"Authorization": f"Bearer {phone.token}"}
        async with phone._client.get(phone._origin + "/api/minutes", headers=headers) as answer:
            page = await answer.text()
        assert answer.status == 200
        assert "Ny mødestruktur" in page
        assert "010203-1234" not in page


@pytest.mark.wide
async def test_a_server_that_listens_no_more_is_started_again_and_phones_go_on(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve", run_sheet="180"))
    with opened(path) as session:
        served = ServedWorkshop(session, NetworkOptions("127.0.0.1", 0), pace=0.05)
        await served.start()
        collect = next(row.id for row in session.live.state.run_sheet() if row.activity == "skriv-tiltag")
        await session.live.send(OpenActivity(collect))
        async with aiohttp.ClientSession() as client:
            phone = SimulatedPhone(client, f"http://127.0.0.1:{served.port}", "Ada")
            await phone.join(session.live.access.secret)
            port = served.port
            for server in served._server._servers:
                server.close()
            assert served.is_away
            await until(lambda: not served.is_away)
            assert served.port == port
        async with aiohttp.ClientSession() as client:
            phone._client = client
            await phone.send("/api/cards", {"text": "Et kort"})
        await served.stop()


@pytest.mark.wide
async def test_another_address_of_this_computer_may_be_chosen(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (face, _):
        await face.choose_address("127.0.0.2")
        assert face.live.access.origin == f"http://127.0.0.2:{face.port}"
        with pytest.raises(ToldError) as refused:
            await face.choose_address("192.0.2.1")
        assert exit_code_of(refused.value) == 6
        assert face.live.access.origin == f"http://127.0.0.2:{face.port}"


def files_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def stored_texts(path: Path) -> list[str]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return [text for (text,) in database.execute("SELECT text FROM cards ORDER BY number")]


def start_face(path: Path) -> subprocess.Popen[bytes]:
    """A face in a process of its own; it says when it has attached."""
    command = [sys.executable, "-c", FACE, str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=environment_of_children())


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def is_folded(path: Path) -> bool:
    """Whether the one file, without its log, holds the newest event."""
    copy = path.parent / "copy.db"
    copy.write_bytes(path.read_bytes())
    newest = "SELECT max(seq) FROM journal"
    try:
        with sqlite3.connect(copy) as alone, sqlite3.connect(f"file:{path}?mode=ro", uri=True) as whole:
            return alone.execute(newest).fetchone() == whole.execute(newest).fetchone()
    except sqlite3.DatabaseError:  # copied while the log was being folded in
        return False


FACE = """
import asyncio, sys
from pathlib import Path
sys.path.insert(0, "tests/support")
from hosted import order_for, row_of
from sessions.commands import OpenActivity
from workshop.attaching.attached_workshop import attach

async def main():
    face = await attach(order_for(Path(sys.argv[1])))
    await face.live.send(OpenActivity(row_of(face, "skriv-tiltag")))
    print("attached", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""
