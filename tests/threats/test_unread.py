"""Clients that ask and never read the answer, against the product's own two processes."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from hosted import hosted
from logged import said
from waiting import until

from prompts.language.words import load_words
from sessions.commands import OpenActivity
from sessions.rules.meeting.creation import NewWorkshop
from workshop.channel.network_options import NetworkOptions
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.phone_server import serving
from workshop.machine.addresses import LOOPBACK
from workshop.machine.logs import HOST_LOG

PLACES = 512
MEGABYTES_FOR_A_FLOOD = 60
NEWCOMERS_WAIT = 2.0


@contextlib.asynccontextmanager
async def on_air(folder: Path):
    """A workshop that takes cards, and what serves it."""
    with opened(create_session(folder, NewWorkshop("Prøve", run_sheet="180"))) as session:
        async with serving(session, NetworkOptions(LOOPBACK, 0)) as running:
            sheet = session.live.state.run_sheet()
            await session.live.send(
                OpenActivity(next(row.id for row in sheet if row.activity == "skriv-tiltag"))
            )
            yield running


def get(port: int, path: str = "/page.js") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}:{port}\r\n\r\n".encode()


def last(port: int) -> bytes:
    """The last request on its socket."""
    return get(port, "/page.js").replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")


def refused_post(port: int, body: bytes = b"{}") -> bytes:
    """A post with nobody's token."""
    head = (
        "POST /api/cards HTTP/1.1",
        f"Host: {LOOPBACK}:{port}",
        "Authorization: Bearer nobody",
        "Content-Type: application/json",
        f"Idempotency-Key: {'k' * 20}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


class Deaf:
    """A client that sends and never reads."""

    def __init__(self, port: int, address: str = LOOPBACK) -> None:
        self.sock = socket.create_connection((LOOPBACK, port), 5, source_address=(address, 0))
        self.sock.setblocking(False)

    def send(self, data: bytes) -> int:
        with contextlib.suppress(OSError):
            return self.sock.send(data)
        return 0

    def close(self) -> None:
        self.sock.close()


async def join(running) -> tuple[SimulatedPhone, aiohttp.ClientSession]:
    client = aiohttp.ClientSession()
    phone = SimulatedPhone(client, f"http://{LOOPBACK}:{running.port}", "Ada")
    await phone.join(running.session.live.access.secret)
    return phone, client


def megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


@pytest.mark.wide
async def test_row_24_five_hundred_unread_sockets_shut_nobody_out(tmp_path: Path, caplog) -> None:
    async with on_air(tmp_path) as running:
        first, client = await join(running)
        deaf: list[Deaf] = []
        for _ in range(PLACES):
            deaf.append(Deaf(running.port))
            deaf[-1].send(get(running.port) * 60)
        waits = []
        try:
            for number in range(6):
                started = time.monotonic()
                phone, another = await join(running)
                await phone.send("/api/cards", {"text": f"Nyt {number}"})
                await first.send("/api/cards", {"text": f"Kort {number}"})
                waits.append(time.monotonic() - started)
                await another.close()
                await asyncio.sleep(0.3)
        finally:
            for each in deaf:
                each.close()
            await client.close()
        assert max(waits) < NEWCOMERS_WAIT
    assert said(caplog) == []


@pytest.mark.wide
async def test_row_23_the_facilitator_is_told_of_a_flood_of_sockets(tmp_path: Path) -> None:
    async with on_air(tmp_path) as running:
        assert running.alarm is None
        quiet = [Deaf(running.port, f"127.0.0.{2 + number % 8}") for number in range(PLACES)]
        await until(lambda: running.alarm is not None)
        assert running.alarm.key == "pressed"
        assert "forbindelser" in load_words()(f"warned.{running.alarm.key}")
        for each in quiet:
            each.close()


async def test_row_24_strangers_that_do_not_read_go_before_those_that_are_quiet(make_house) -> None:
    """A phone that has loaded the page and types its name is as silent as they are, and for longer."""
    async with make_house({"sockets": 12, "strangers_per_address": 8, "strangers": 8}) as house:
        port = house.server.port
        reader, writer = await asyncio.open_connection(LOOPBACK, port)
        writer.write(get(port, "/page.css"))
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(int(re.search(rb"Content-Length: (\d+)", head)[1]))
        await asyncio.sleep(0.3)
        deaf = [Deaf(port) for _ in range(11)]
        for each in deaf:
            each.send(get(port) * 60)
        await asyncio.sleep(0.5)
        more = [Deaf(port) for _ in range(3)]
        await asyncio.sleep(1.4)
        assert house.server.open_sockets <= 8
        writer.write(get(port, "/page.css"))
        assert b"HTTP/1.1 200 " in await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 3)
        writer.close()
        for each in (*deaf, *more):
            each.close()


async def read_slowly(port: int) -> bytes:
    """Six times the page's script, a little at a time."""
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8_192)
        sock.connect((LOOPBACK, port))
        sock.setblocking(False)
        sock.send(get(port) * 5 + last(port))
        received = b""
        while chunk := await asyncio.get_running_loop().sock_recv(sock, 8_192):
            received += chunk
            await asyncio.sleep(0.06)
        return received


@pytest.mark.parametrize("sent", [get, refused_post], ids=("read", "post"))
async def test_row_24_unread_answers_have_a_deadline_and_slow_readers_have_none(make_house, sent) -> None:
    async with make_house({"unread_seconds": 1.5, "idle_seconds": 60.0}) as house:
        deaf = Deaf(house.server.port)
        for _ in range(200):
            deaf.send(sent(house.server.port) * 40)
            await asyncio.sleep(0.001)
        slow = asyncio.create_task(read_slowly(house.server.port))
        started = time.monotonic()
        await until(lambda: house.server.open_sockets == 2, 3)
        await until(lambda: house.server.open_sockets == 1, 4)
        assert (await slow).count(b"HTTP/1.1 200 ") == 6
        assert time.monotonic() - started > 2
        await until(lambda: house.server.open_sockets == 0, 3)
        deaf.close()


@pytest.mark.wide
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
@pytest.mark.parametrize("seconds", [4, pytest.param(60, marks=pytest.mark.long)])
async def test_row_24_unread_refusals_do_not_grow_memory(tmp_path: Path, seconds: int) -> None:
    async with hosted(tmp_path) as (face, _):
        packet = refused_post(face.port) * 40
        deaf = [Deaf(face.port, f"127.0.0.{n}") for n in (2, 3, 4) for _ in range(15)]
        before = megabytes(face._host)
        end, sent = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            for each in deaf:
                sent += each.send(packet)
            await asyncio.sleep(0.005)
        after = megabytes(face._host)
        for each in deaf:
            each.close()
        assert sent > 100_000
        assert after - before < MEGABYTES_FOR_A_FLOOD
        log = face.path.parent / "log" / HOST_LOG
    assert not log.exists() or not log.read_text(encoding="utf-8")


@pytest.mark.wide
async def test_row_25_two_hundred_posts_in_one_packet_are_refused_one_by_one(tmp_path: Path, caplog) -> None:
    async with on_air(tmp_path) as running:
        for count in (40, 197, 1_000):
            reader, writer = await asyncio.open_connection(LOOPBACK, running.port)
            writer.write(refused_post(running.port) * count)
            for _ in range(count):
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
                assert head.startswith(b"HTTP/1.1 401 ")
                await reader.readexactly(int(re.search(rb"Content-Length: (\d+)", head)[1]))
            writer.close()
    assert said(caplog) == []


async def test_row_25_answers_come_in_the_order_of_the_requests(house, raw) -> None:
    port = house.server.port
    answer = await raw((get(port) + refused_post(port)) * 30 + last(port), wait=20)
    expected = [b"200", b"401"] * 30 + [b"200"]
    assert re.findall(rb"HTTP/1\.1 (\d+) ", answer) == expected


async def test_row_25_what_follows_a_last_request_is_not_carried_out(house, raw) -> None:
    phone = await house.phone()
    await house.open("collect")
    port = house.server.port
    post = refused_post(port, b'{"text": "Efter"}').replace(b"nobody", phone.token.encode())
    assert (await raw(last(port) + post)).count(b"HTTP/1.1 ") == 1
    assert len(house.live.state.cards) == 0
