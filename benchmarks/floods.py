"""Floods from computers that have no business in the room, while thirty phones work and newcomers join.

`python benchmarks/floods.py` plays every flood for half a minute against `workshop run` in a terminal and
prints one table; `--seconds 600` for as long as a whole activity, `--only NAME` for one, `--quick` for three
seconds each. Each flood comes from a process of its own and from other loopback addresses than the phones
(Linux only). It exits with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import resource
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from crowd import Crowd, Phone
from figure import Figure, at_most, percentile, table
from prepared import prepared
from served import Served, free_port, on_screen, product_command

PHONES, POSTS_PER_SECOND = 30, 6
SECONDS, QUICK_SECONDS = 30.0, 3.0
NEWCOMERS_EVERY = 1.0
NEWCOMER_MS, HONEST_MS, MEMORY_MB, LOG_MB = 2_000, 100, 50, 1
WARM_SECONDS, AFTER_SECONDS = 2.0, 3.0
ADDRESSES = [f"127.0.0.{number}" for number in range(2, 10)]
MANY_SOCKETS, TLS_SOCKETS, FEW_SOCKETS = 512, 6_000, 4


# --- the floods: each is a loop that runs in a process of its own until it is ended ---


def page(port: int) -> bytes:
    """A request that anybody may make, with a large answer."""
    return f"GET /page.js HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()


def refused(port: int) -> bytes:
    """A post with nobody's token."""
    return (
        f"POST /api/cards HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer nobody\r\n"
        f"Content-Type: application/json\r\nIdempotency-Key: {'k' * 20}\r\nContent-Length: 2\r\n\r\n{{}}"
    ).encode()


def join(port: int, secret: str) -> bytes:
    """A join with the QR code's secret."""
    body = json.dumps({"secret": secret})
    return (
        f"POST /api/join HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


def kept_open(port: int, many: int, packet: bytes, *, again: bool, read: bool) -> None:
    """Hold `many` sockets open and send `packet` on each, once or `again` and again.

    What is closed is opened anew.
    """
    addresses = itertools.cycle(ADDRESSES if many > FEW_SOCKETS else ADDRESSES[:1])
    sockets: list[socket.socket] = []
    while True:
        while len(sockets) < many:
            try:
                sock = socket.create_connection(("127.0.0.1", port), 2, source_address=(next(addresses), 0))
            except OSError:
                time.sleep(0.01)
                break
            sock.setblocking(False)
            with contextlib.suppress(OSError):
                sock.send(packet or b"")
            sockets.append(sock)
        for sock in tuple(sockets):
            if again:
                with contextlib.suppress(BlockingIOError, ConnectionError):
                    sock.send(packet)
            if read or not again:
                _read(sock, sockets, keep=not read)
        time.sleep(0.005 if again else 0.1)


def opened_and_reset(port: int) -> None:
    """Open one socket after the other as fast as they come, and reset each at once."""
    for address in itertools.cycle(ADDRESSES):
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port), 2, (address, 0)) as sock,
        ):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _read(sock: socket.socket, sockets: list[socket.socket], *, keep: bool) -> None:
    """Notice that it was closed; unless `keep`, take what was answered."""
    flags = socket.MSG_PEEK if keep else 0
    try:
        closed = not sock.recv(65_536, flags)
    except BlockingIOError:
        return
    except OSError:
        closed = True
    if closed:
        sock.close()
        sockets.remove(sock)


Flood = Callable[[int, str], None]
FLOODS: dict[str, Flood] = {
    "512 silent sockets": lambda port, _: kept_open(port, MANY_SOCKETS, b"", again=False, read=False),
    "512 sockets, 60 pages each, unread": lambda port, _: kept_open(
        port, MANY_SOCKETS, page(port) * 60, again=False, read=False
    ),
    "refused posts, answers unread": lambda port, _: kept_open(
        port, 45, refused(port) * 40, again=True, read=False
    ),
    "197 refused posts a packet": lambda port, _: kept_open(
        port, 20, refused(port) * 197, again=True, read=True
    ),
    "joins with the right secret": lambda port, secret: kept_open(
        port, FEW_SOCKETS, join(port, secret), again=True, read=True
    ),
    "sockets opened and reset": lambda port, _: opened_and_reset(port),
    "6,000 silent sockets before TLS": lambda port, _: kept_open(
        port, TLS_SOCKETS, b"", again=False, read=False
    ),
}
TLS = {"6,000 silent sockets before TLS"}


# --- what it is for the others ---


class Room:
    """Thirty phones that work, and one newcomer after the other."""

    def __init__(self, crowd: Crowd, tokens: tuple[str, ...], secret: str) -> None:
        """Nobody is there yet."""
        self.crowd, self.secret = crowd, secret
        self.phones = [Phone(crowd, number, token) for number, token in enumerate(tokens)]
        self.joined: list[float] = []

    async def work(self, seconds: float) -> list[float]:
        """Post, and let newcomers in. Returns the milliseconds to each answer."""
        end = time.perf_counter() + seconds
        newcomers = asyncio.create_task(self._newcomers(end))
        posts = []
        for number in itertools.count():
            if time.perf_counter() >= end:
                break
            posts.append(asyncio.create_task(self.phones[number % len(self.phones)].post()))
            await asyncio.sleep(1 / POSTS_PER_SECOND)
        done = await asyncio.gather(*posts)
        await newcomers
        return [(sent.acknowledged - sent.at) * 1_000 for sent, _ in done]

    async def _newcomers(self, end: float) -> None:
        for number in itertools.count(len(self.phones)):
            if time.perf_counter() >= end:
                return
            phone, began = Phone(self.crowd, number), time.perf_counter()
            await phone.join(self.secret)
            await phone.picture()
            self.joined.append((time.perf_counter() - began) * 1_000)
            phone.leave()
            await asyncio.sleep(NEWCOMERS_EVERY)


@contextlib.contextmanager
def flooded(name: str, port: int, secret: str) -> Iterator[None]:
    """The flood, in a process of its own."""
    process = subprocess.Popen([sys.executable, __file__, f"--attack={json.dumps([name, port, secret])}"])
    try:
        yield
        if process.poll() is not None:
            raise RuntimeError(f"the flood {name!r} ended by itself")
    finally:
        process.kill()
        process.wait(10)


def measured(name: str, seconds: float) -> list[Figure]:
    """One flood against a fresh product."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data = Path(folder)
        made = prepared(data, PHONES, 20)
        port = free_port()
        command, tls = product_command(data, made.path, port), None
        if name in TLS:
            options, tls = certificate(data)
            command += options
        with on_screen(command, port) as served:
            time.sleep(WARM_SECONDS)
            room = Room(Crowd(port, tls=tls), made.tokens, made.secret)
            return asyncio.run(_figures(name, served, room, data, seconds))


async def _figures(name: str, served: Served, room: Room, data: Path, seconds: float) -> list[Figure]:
    for phone in room.phones:
        await phone.listen()
    await room.work(WARM_SECONDS)
    room.joined.clear()
    before = served.memory_mb()
    with flooded(name, served.port, room.secret):
        answers = await room.work(seconds)
        during = served.memory_mb()
    await asyncio.sleep(AFTER_SECONDS)
    crowd = room.crowd
    return [
        at_most(f"{name}: newcomer is in, longest", max(room.joined), NEWCOMER_MS),
        at_most(f"{name}: honest answer p95", percentile(answers, 0.95), HONEST_MS),
        at_most(f"{name}: memory more than before, while it lasts", during - before, MEMORY_MB, "MB"),
        at_most(f"{name}: memory more than before, afterwards", served.memory_mb() - before, MEMORY_MB, "MB"),
        at_most(f"{name}: log", log_mb(data), LOG_MB, "MB"),
        Figure(
            f"{name}: honest phones refused or cut off",
            sum(crowd.refused.values()) + crowd.resets,
            "",
        ),
    ]


def log_mb(data: Path) -> float:
    """Megabytes that the product has logged."""
    return sum(file.stat().st_size for file in data.rglob("*.log*")) / (1 << 20)


def certificate(data: Path) -> tuple[list[str], ssl.SSLContext]:
    """Options for the product, and what its phones trust: a certificate of its own."""
    cert, key = data / "cert.pem", data / "key.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    return ["--tls-cert", str(cert), "--tls-key", str(key)], ssl.create_default_context(cafile=str(cert))


def main() -> int:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description="Floods, and what they are for the others.")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--quick", action="store_true", help="three seconds each")
    parser.add_argument("--only", choices=FLOODS, action="append")
    parser.add_argument("--attack", type=json.loads, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if asked.attack:
        name, port, secret = asked.attack
        FLOODS[name](port, secret)
    figures = []
    for name in asked.only or FLOODS:
        figures += measured(name, QUICK_SECONDS if asked.quick else asked.seconds)
    print(table(figures))
    return int(any(figure.reached is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
