"""What the web server's library would let through, and ours does not; and what is left to the library.

docs/security.md gives each rule's reason. Where the library begins to refuse one of these requests, its rule
can go.
"""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from aiohttp import web
from logged import said

HOST = b"Host: 127.0.0.1:%d\r\n"
POST = b"POST /api/done HTTP/1.1\r\n" + HOST

ALONE = {
    "another address in the line": (b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a fragment": (b"GET /#x HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "no path": (b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "a tunnel": (b"CONNECT a:1 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
    "signs that no address has": (b'GET /"<>\\^`{|} HTTP/1.1\r\n' + HOST + b"\r\n", 400),
    "another version": (b"GET / HTTP/2.0\r\n" + HOST + b"\r\n", 400),
    "an old version": (b"GET / HTTP/0.9\r\n" + HOST + b"\r\n", 400),
    "another protocol": (b"GET / HTTP/1.1\r\n" + HOST + b"Upgrade: h2c\r\n\r\n", 400),
    "a web socket": (
        b"GET / HTTP/1.1\r\n" + HOST + b"Upgrade: websocket\r\nConnection: upgrade\r\n\r\n",
        400,
    ),
    "two tokens": (
        b"GET / HTTP/1.1\r\n" + HOST + b"Authorization: Bearer a\r\nAuthorization: b\r\n\r\n",
        400,
    ),
    "two origins": (b"GET / HTTP/1.1\r\n" + HOST + b"Origin: http://a\r\nOrigin: http://b\r\n\r\n", 400),
    "many headers": (b"GET / HTTP/1.1\r\n" + b"X: 1\r\n" * 64 + HOST + b"\r\n", 431),
    "long headers": (b"GET / HTTP/1.1\r\n" + (b"X: " + b"x" * 1_000 + b"\r\n") * 17 + HOST + b"\r\n", 431),
    "no length": (POST + b"\r\n", 411),
    "chunks": (POST + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 411),
    "a body over the limit": (POST + b"Content-Length: 32769\r\n\r\n" + b" " * 32_769, 413),
}
WAITS = {
    "a body of any size": (POST + b"Content-Length: 2000000000\r\n\r\n", 413),
    "a length of many digits": (POST + b"Content-Length: 9999999999999999999\r\n\r\n", 413),
    "asking whether to go on": (POST + b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n", 400),
}
LEFT = {
    "two lengths": (POST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
    "the same length twice": (POST + b"Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400),
    "a list of lengths": (POST + b"Content-Length: 2, 2\r\n\r\n{}", 400),
    "a signed length": (POST + b"Content-Length: +2\r\n\r\n{}", 400),
    "an empty length": (POST + b"Content-Length:\r\n\r\n{}", 400),
    "chunks and a length": (POST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
    "a space before the colon": (b"GET / HTTP/1.1\r\n" + HOST + b"Content-Length : 2\r\n\r\n{}", 400),
    "a folded line": (b"GET / HTTP/1.1\r\n" + HOST + b" folded: line\r\n\r\n", 400),
    "a bare line feed": (b"GET / HTTP/1.1\r\nX: a\nY: b\r\n" + HOST + b"\r\n", 400),
    "a bare return": (b"GET / HTTP/1.1\r\nX: a\rb\r\n" + HOST + b"\r\n", 400),
    "NUL in a header": (b"GET / HTTP/1.1\r\nX: a\x00b\r\n" + HOST + b"\r\n", 400),
    "a control sign": (b"GET / HTTP/1.1\r\nX: a\x01b\r\n" + HOST + b"\r\n", 400),
    "a header without a name": (b"GET / HTTP/1.1\r\n: x\r\n" + HOST + b"\r\n", 400),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: a\r\n" + HOST + b"\r\n", 400),
    "no host": (b"GET / HTTP/1.1\r\n\r\n", 400),
    "an unknown method": (b"BREW / HTTP/1.1\r\n" + HOST + b"\r\n", 405),
}


@pytest.fixture
async def library():
    """The port of the library's own server, which takes everything it can read."""

    async def take(request: web.BaseRequest) -> web.Response:
        await request.read()
        return web.Response()

    runner = web.ServerRunner(web.Server(take, access_log=None))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield runner.addresses[0][1]
    await runner.cleanup()


async def first_line(port: int, request: bytes, patience: float) -> bytes:
    """What is answered first, or nothing where no answer has come in time."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request % port if b"%d" in request else request)
    try:
        return await asyncio.wait_for(reader.readline(), patience)
    except TimeoutError:
        return b""
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("name", ALONE)
async def test_the_library_would_take_what_the_guard_refuses(house, library, name: str) -> None:
    request, status = ALONE[name]
    assert b" 200 " in await first_line(library, request, 3)
    assert b" %d " % status in await first_line(house.server.port, request, 3)


@pytest.mark.parametrize("name", WAITS)
async def test_the_library_would_wait_for_what_the_guard_refuses(house, library, name: str) -> None:
    request, status = WAITS[name]
    assert await first_line(library, request, 0.3) in (b"", b"HTTP/1.1 100 Continue\r\n")
    assert b" %d " % status in await first_line(house.server.port, request, 3)


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("name", LEFT)
async def test_what_is_left_to_the_library_is_refused_in_our_words(
    house, library, raw, caplog, name: str
) -> None:
    request, status = LEFT[name]
    assert b" 400 " in await first_line(library, request, 3)
    caplog.clear()
    answer = await raw(request.replace(b"%d", b"%d" % house.server.port) + b"x" * 300_000)
    assert answer.startswith(b"HTTP/1.1 %d " % status)
    assert answer.count(b"HTTP/1.1 ") == 1, "nothing after it is carried out"
    assert b'"error"' in answer
    assert b"Content-Security-Policy" in answer
    assert b"Server:" not in answer
    assert not said(caplog)
