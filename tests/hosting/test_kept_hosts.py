"""`workshop host`: what it prints, how it ends, and its exit codes, as a service or a container has it."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hosted import order_for
from kept_hosts import free_port, kept_host, started_host
from waiting import until

from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.lock import SessionLock
from workshop.attaching.attached_workshop import attached
from workshop.attaching.host_finding import find_host
from workshop.cli.exit_codes import DAMAGED, LOCKED, NETWORK
from workshop.hosting.open_sessions import create_session, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals end the process")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return create_session(tmp_path / "sessions", NewWorkshop("Møde på Ærø", run_sheet="180"))


def failed(path: Path, *options: str) -> tuple[int, str]:
    """The exit code and the sentence of a host that cannot host."""
    with started_host(path, *options) as host:
        out, err = host.communicate(timeout=60)
    assert out == b""
    assert "Traceback" not in err.decode()
    assert len(err.decode().splitlines()) == 1
    return host.returncode, err.decode()


@pytest.mark.wide
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_where_it_is_and_ends_with_all_saved(path: Path, number: signal.Signals) -> None:
    """Without a terminal and without a locale of its own, as in a container."""
    port = free_port()
    secret = path.with_name("wifi.txt")
    secret.write_text("hemmeligt", encoding="utf-8")
    wifi = ("--wifi-name", "Gæster", "--wifi-password", str(secret))
    with started_host(path, "--port", str(port), "--public-url", "https://w.eksempel.dk", *wifi) as host:
        first = (await asyncio.to_thread(host.stdout.readline)).decode("utf-8")
        async with attached(order_for(path)) as face:
            assert "https://w.eksempel.dk" in first
            assert face.live.access.code in first
            assert "kører" in first
            assert "hemmeligt" not in first
            assert (face.port, face.live.wifi.name) == (port, "Gæster")
        host.send_signal(number)
        out, err = await asyncio.to_thread(host.communicate, timeout=60)
    assert host.returncode == 0
    assert "Alt er gemt" in out.decode("utf-8")
    assert err == b""
    assert not path.with_name(path.name + "-wal").exists()
    assert SessionLock(path).acquire(datetime.now(UTC)) is None


@pytest.mark.wide
async def test_it_goes_on_where_nobody_reads_what_it_prints(path: Path) -> None:
    with started_host(path, "--port", "0") as host:
        host.stdout.close()
        found = None
        while found is None and host.poll() is None:
            found = await find_host(path)
            await asyncio.sleep(0.05)
        assert found is not None, host.stderr.read().decode()
        found.line.abort()
        host.send_signal(signal.SIGTERM)
        await until(lambda: host.poll() is not None)
        assert (host.returncode, host.stderr.read()) == (0, b"")


@pytest.mark.wide
def test_a_port_that_is_taken_is_said(path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, sentence = failed(path, "--port", str(port))
    assert (code, str(port) in sentence) == (NETWORK, True)


@pytest.mark.wide
def test_a_file_that_is_open_elsewhere_is_said(path: Path) -> None:
    with opened(path):
        assert failed(path, "--port", "0")[0] == LOCKED


@pytest.mark.wide
def test_a_second_host_of_the_same_workshop_is_refused_and_the_first_goes_on(path: Path) -> None:
    with kept_host(path, "--port", "0") as first:
        assert failed(path, "--port", "0")[0] == LOCKED
        assert first.poll() is None


def test_a_damaged_file_is_said_and_left_alone(path: Path) -> None:
    harmed = b"x" * 5_000
    path.write_bytes(harmed)
    assert failed(path, "--port", "0")[0] == DAMAGED
    assert path.read_bytes() == harmed


@pytest.mark.wide
def test_it_is_closed_with_workshop_stop(path: Path) -> None:
    with kept_host(path, "--port", "0") as host:
        command = [sys.executable, "-m", "workshop", "--data-dir", str(path.parents[1]), "stop", path.stem]
        subprocess.run(command, check=True, capture_output=True)
        assert host.wait(60) == 0
