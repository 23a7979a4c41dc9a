"""A test page for one phone: whether it gets through the wireless network and the firewall.

Guest networks often isolate devices, and firewalls drop connections silently. Neither can be seen
from this computer: another device has to connect.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from html import escape

from prompts.language.words import Words

SECONDS = 60.0
MOST_VISITORS = 32
REQUEST_SECONDS = 3.0
MOST_BYTES = 4_096


class Reached(Enum):
    """The result; the value is the last part of the sentence's key."""

    YES = "reached"
    ONLY_CONNECTED = "connected"
    """Another device connected but did not request the page (it spoke https, or nothing)."""
    ONLY_OURSELVES = "only-ourselves"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Visit:
    """The result, which device connected, and how long after the start."""

    reached: Reached
    ip: str = ""
    seconds: float = 0.0


class PhoneTest:
    """Listens on the workshop's own port and serves a page with a single sentence."""

    def __init__(self, ip: str, port: int, words: Words) -> None:
        """Nothing is bound before `wait_for_phone`."""
        self.ip = ip
        self.port = port
        self._path = f"/{secrets.token_hex(2)}"
        self._page = _page(words)
        self._own = {ip, "127.0.0.1", "::1"}
        self._best = Visit(Reached.NOBODY)
        self._found: asyncio.Event = asyncio.Event()
        self._visitors = 0
        self._started = 0.0

    @property
    def url(self) -> str:
        """The URL for the phone. The path is new each time, so that no phone shows a cached page."""
        host = f"[{self.ip}]" if ":" in self.ip else self.ip
        return f"http://{host}:{self.port}{self._path}"

    async def wait_for_phone(self, seconds: float, listening: Callable[[], None]) -> Visit:
        """Listen until a phone has fetched the page, for at most `seconds`; `listening` is called when ready.

        Raises OSError if the port or address cannot be bound.
        """
        server = await asyncio.start_server(self._visit, self.ip, self.port, limit=MOST_BYTES)
        self.port = server.sockets[0].getsockname()[1]
        self._started = time.monotonic()
        async with server:
            listening()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._found.wait()
        return self._best

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        ip = str(writer.get_extra_info("peername", ("?",))[0])
        self._visitors += 1
        try:
            if self._visitors <= MOST_VISITORS:
                self._note(Reached.ONLY_CONNECTED, ip)
                await self._answer(reader, writer, ip)
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            return  # the client disconnected, or never meant to send a request
        finally:
            self._visitors -= 1
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, ip: str) -> None:
        async with asyncio.timeout(REQUEST_SECONDS):
            head = await reader.readuntil(b"\r\n\r\n")
            asked_for_page = head.split(b"\r\n", 1)[0].split(b" ")[:2] == [b"GET", self._path.encode()]
            writer.write(_response(b"200 OK", self._page) if asked_for_page else _response(b"404 Not Found"))
            await writer.drain()
        if asked_for_page:
            self._note(Reached.YES, ip)

    def _note(self, reached: Reached, ip: str) -> None:
        if _plain(ip) in self._own:
            reached = Reached.ONLY_OURSELVES
        order = (Reached.NOBODY, Reached.ONLY_OURSELVES, Reached.ONLY_CONNECTED, Reached.YES)
        if order.index(reached) > order.index(self._best.reached):
            self._best = Visit(reached, _plain(ip), time.monotonic() - self._started)
        if self._best.reached is Reached.YES:
            self._found.set()


def _plain(ip: str) -> str:
    """An IPv4-mapped IPv6 address as plain IPv4."""
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(ip.partition("%")[0])
        mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
        return str(mapped or address)
    return ip


def _page(words: Words) -> bytes:
    title, text = escape(words("doctor.phone-page-title")), escape(words("doctor.phone-page"))
    return (
        f'<!doctype html><html lang="{words.language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><h1>{title}</h1><p>{text}</p></html>"
    ).encode()


def _response(status: bytes, body: bytes = b"") -> bytes:
    return (
        b"HTTP/1.1 %b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n"
        b"Content-Security-Policy: default-src 'none'\r\nX-Content-Type-Options: nosniff\r\n"
        b"Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n%b"
    ) % (status, len(body), body)
