"""Two workshops behind one nginx, with the configuration that docs/hosting.md tells servers to use."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver
from hosted import order_for, row_of, texts
from kept_hosts import free_port, kept_host, started_host
from nginx_in_front import find_nginx, nginx_in_front
from waiting import until

from sessions.commands import OpenActivity, RevealInput
from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching.attached_workshop import AttachedWorkshop, attached
from workshop.demo.simulated_phone import SimulatedPhone
from workshop.hosting.open_sessions import create_session
from workshop.web.contract.rate_limits import Limits

NAMES = ("ledelse.eksempelby.dk", "skole.eksempelby.dk")
MOST_SECONDS = 1.0

pytestmark = [
    pytest.mark.skipif(find_nginx() is None, reason="nginx is not installed"),
    pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed"),
]


class Here(AbstractResolver):
    """Every name is this computer's."""

    async def resolve(self, host, port=0, family=socket.AF_INET):
        here = {"host": "127.0.0.1", "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}
        return [here | {"hostname": host}]

    async def close(self) -> None:
        pass


@dataclass
class Behind:
    """One workshop behind nginx: its host, a face on the server, and the address that phones open."""

    path: Path
    origin: str
    options: tuple[str, ...]
    face: AttachedWorkshop
    host: int


def client(address: str = "127.0.0.1") -> aiohttp.ClientSession:
    """Phones at one address; they trust every certificate."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=Here(), ssl=False, local_addr=(address, 0))
    )


@pytest.fixture
async def workshops(tmp_path: Path) -> AsyncIterator[tuple[Behind, Behind]]:
    """Both of them, with cards open and shown to everybody."""
    port, ports = free_port(), {name: free_port() for name in NAMES}
    async with contextlib.AsyncExitStack() as stack:
        stack.enter_context(nginx_in_front(tmp_path, port, free_port(), ports))
        made = []
        for name, own in ports.items():
            path = create_session(tmp_path / "sessions", NewWorkshop(name, run_sheet="180"))
            origin = f"https://{name}:{port}"
            options = ("--port", str(own), "--public-url", origin)
            host = stack.enter_context(kept_host(path, *options))
            face = await stack.enter_async_context(attached(order_for(path)))
            await face.live.send(OpenActivity(row_of(face, "skriv-tiltag")))
            await face.live.send(RevealInput())
            made.append(Behind(path, origin, options, face, host.pid))
        yield tuple(made)


async def heard(phone: SimulatedPhone, text: str, ready: asyncio.Event) -> float:
    """When a text came over the phone's event stream, on the monotonic clock."""
    headers = {"Authorization": f"Bearer {phone.token}"}
    async with phone._client.get(phone._origin + "/api/stream", headers=headers) as answer:
        assert answer.status == 200
        async for line in answer.content:
            ready.set()
            if text in line.decode():
                return time.monotonic()
    raise AssertionError("the stream has ended")


@pytest.mark.wide
async def test_cards_of_both_workshops_arrive_as_they_are_written(workshops) -> None:
    async with client() as phones:
        for number, behind in enumerate(workshops):
            assert behind.face.live.access.origin == behind.origin
            ada, bo = (SimulatedPhone(phones, behind.origin, name) for name in ("Ada", "Bo"))
            await ada.join(behind.face.live.access.secret)
            await bo.join(behind.face.live.access.secret)
            ready = asyncio.Event()
            hearing = asyncio.create_task(heard(bo, f"Kort {number}", ready))
            await asyncio.wait_for(ready.wait(), 5)
            began = time.monotonic()
            await ada.send("/api/cards", {"text": f"Kort {number}"})
            assert await asyncio.wait_for(hearing, 10) - began < MOST_SECONDS
            await until(lambda behind=behind, text=f"Kort {number}": texts(behind.face.live) == [text])


@pytest.mark.wide
async def test_a_host_that_was_killed_and_started_again_is_found_by_phones_and_faces(workshops) -> None:
    behind = workshops[0]
    async with client() as phones:
        ada = SimulatedPhone(phones, behind.origin, "Ada")
        await ada.join(behind.face.live.access.secret)
        await ada.send("/api/cards", {"text": "Før"})
        os.kill(behind.host, signal.SIGKILL)
        sending = asyncio.create_task(ada.send("/api/cards", {"text": "Efter"}))
        await until(lambda: behind.face.is_away)
        await asyncio.sleep(2)  # a service takes its time, and the face does not come before it
        with started_host(behind.path, *behind.options) as again:
            await asyncio.wait_for(sending, 20)
            await until(lambda: not behind.face.is_away)
            assert behind.face._host == again.pid
            await until(lambda: texts(behind.face.live) == ["Før", "Efter"])
            assert behind.face.live.access.origin == behind.origin
            again.terminate()


@pytest.mark.wide
async def test_other_names_are_refused_by_nginx_and_by_the_workshop(workshops) -> None:
    origin = workshops[0].origin
    async with client() as phones:
        for host, by in (("evil.example", "nginx"), (NAMES[0], ""), (f"{NAMES[0]}:1", "")):
            async with phones.get(origin + "/", headers={"Host": host}) as answer:
                assert answer.status == 421, host
                assert by in answer.headers.get("Server", "") + (await answer.text()), host
        async with phones.get(origin + "/") as answer:
            assert answer.status == 200


async def test_one_who_guesses_the_code_shuts_out_nobody_else(workshops) -> None:
    behind = workshops[0]
    statuses = []
    async with client("127.0.0.2") as guessing, client("127.0.0.3") as other:
        for number, phones in enumerate((*[guessing] * (Limits().wrong_per_address + 1), other)):
            body, headers = (
                {"code": f"AAAAA{number}"},
                {"Origin": behind.origin, "X-Forwarded-For": "127.0.0.3"},
            )
            async with phones.post(behind.origin + "/api/join", json=body, headers=headers) as answer:
                statuses.append(answer.status)
        assert statuses[-2] == 429
        assert 429 not in (*statuses[:-2], statuses[-1])


@pytest.mark.wide
async def test_fifty_phones_come_at_once(workshops) -> None:
    behind = workshops[1]
    async with client() as phones:
        crowd = [SimulatedPhone(phones, behind.origin, f"Nr. {n}") for n in range(50)]
        await asyncio.gather(*(phone.join(behind.face.live.access.secret) for phone in crowd))
        await asyncio.gather(*(phone.send("/api/cards", {"text": phone.alias}) for phone in crowd))
        await until(lambda: len(texts(behind.face.live)) == len(crowd))
