"""Sockets that have not finished a TLS handshake, by the thousand, and what they are for the others."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path

import aiohttp
import pytest
from logged import said

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="memory is read from /proc, by many addresses"
)

SOCKETS = 900
"""More than the port keeps; a test's process has a thousand descriptors for both ends."""
MEGABYTES = 60
SECONDS = 2.0
HELLO_OF_NOBODY = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 200


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificate")
    cert, key = folder / "cert.pem", folder / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-nodes",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
    ]
    names = [
        "-keyout",
        str(key),
        "-out",
        str(cert),
        "-subj",
        "/CN=x",
        "-addext",
        "subjectAltName=IP:127.0.0.1",
    ]
    subprocess.run([*command, *names], check=True, capture_output=True)
    return cert, key


@pytest.fixture
async def house(make_house, certificate):
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    async with make_house(tls_cert=certificate[0], tls_key=certificate[1]) as house:
        yield house
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def megabytes() -> float:
    return int(re.search(r"VmRSS:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))[1]) / 1024


async def opened(port: int, many: int, first: bytes = b"") -> list[socket.socket]:
    """So many sockets from eight addresses, each of which has said `first`."""
    sockets = []
    for number in range(many):
        sock = socket.socket()
        sock.bind((f"127.0.0.{2 + number % 8}", 0))
        sock.setblocking(False)
        with contextlib.suppress(ConnectionError):
            await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
            if first:
                sock.send(first)
        sockets.append(sock)
    return sockets


async def join(house, certificate) -> float:
    """Seconds until somebody new is in and has posted."""
    began = time.monotonic()
    context = ssl.create_default_context(cafile=str(certificate[0]))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as http:
        phone = house.stranger()
        phone.base, phone.session = f"https://127.0.0.1:{house.server.port}", http
        assert (await phone.join(secret=house.live.access.secret)).status == 200
        assert (await phone.post("/api/alias", {"alias": "Ny"})).status == 200
    return time.monotonic() - began


@pytest.mark.parametrize("first", [b"", HELLO_OF_NOBODY], ids=("silent", "half a hello"))
async def test_row_23_sockets_before_a_handshake_cost_little_and_shut_nobody_out(
    house, certificate, first, caplog, capfd
) -> None:
    await join(house, certificate)
    before = megabytes()
    sockets = await opened(house.server.port, SOCKETS, first)
    await asyncio.sleep(0.5)
    waits = [await join(house, certificate) for _ in range(3)]
    assert megabytes() - before < MEGABYTES
    assert max(waits) < SECONDS
    for sock in sockets:
        sock.close()
    assert said(caplog) == []
    assert capfd.readouterr().err == ""


async def test_row_23_silence_before_a_handshake_has_a_deadline(house) -> None:
    sockets = await opened(house.server.port, 5)
    await asyncio.sleep(11)
    for sock in sockets:
        assert sock.recv(1) == b"", "closed by the other side"
        sock.close()


async def test_row_23_a_room_shakes_hands_at_once(house, certificate) -> None:
    waits = await asyncio.gather(*(join(house, certificate) for _ in range(50)))
    assert max(waits) < 10
