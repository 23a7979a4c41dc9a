from __future__ import annotations

import asyncio
import contextlib
import random
import time

import pytest
from logged import said

SHORT = {"head_seconds": 0.3, "body_seconds": 0.4, "idle_seconds": 0.5, "linger_seconds": 0.2}


def head(port: int, line: str = "GET / HTTP/1.1", *headers: str) -> bytes:
    return "\r\n".join((line, f"Host: 127.0.0.1:{port}", *headers, "", "")).encode()


async def status(raw, data: bytes) -> int:
    answer = await raw(data)
    return int(answer.split(b" ", 2)[1]) if answer else 0


REFUSED = [
    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), 0),
    (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    (b"\x00\x01\x02\x03 garbage", 400),
    (b"get / http/1.1\r\nHost: x\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
    (b"GET / HTTP/1.1\nHost: a\n\n\r\n\r\n", 400),
    (b"GET http://evil/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    (b"GET /\x00 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    (b"GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    (b"GET /\xc3\xa6 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: a\r\n folded: line\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: a\r\nBad Name: x\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\n\r\n", 400),
    (b"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    (b"CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    (b"GET /" + b"x" * 2_100 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    (b"GET /" + b"x" * 100_000, 414),
    (b"GET / HTTP/1.1\r\nX: " + b"x" * 20_000 + b"\r\nHost: a\r\n\r\n", 431),
    (b"GET / HTTP/1.1\r\n" + b"X: 1\r\n" * 100 + b"Host: a\r\n\r\n", 431),
    (b"GET / HTTP/1.1\r\nX: " + b"x" * 1_000_000, 431),
    (b"POST /api/join HTTP/1.1\r\nHost: a\r\n\r\n", 411),
    (b"POST /api/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n", 411),
    (b"POST /api/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400),
    (b"POST /api/join HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", 400),
    (b"POST /api/join HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
    (b"POST /api/join HTTP/1.1\r\nHost: a\r\nContent-Length: 1e3\r\n\r\n", 400),
    (b"POST /api/join HTTP/1.1\r\nHost: a\r\nContent-Length: 200000000\r\n\r\n" + b"x" * 300_000, 413),
    (b"POST /api/join HTTP/1.1\r\nHost: a\r\nContent-Length: 32769\r\nExpect: 100-continue\r\n\r\n", 400),
]


async def test_what_is_not_http_as_we_speak_it_is_refused_at_once(raw, capfd, caplog) -> None:
    for data, expected in REFUSED:
        started = time.monotonic()
        assert await status(raw, data) == expected, data[:60]
        assert time.monotonic() - started < 1.5
    assert capfd.readouterr() == ("", "")
    assert not said(caplog)


async def test_a_body_of_exactly_the_limit_is_read(house, raw) -> None:
    phone = await house.phone()
    await house.open("collect")
    fill = 32_768 - len(b'{"text":"x"}')
    assert (await phone.ask("POST", "/api/cards", b'{"text":"x"}' + b" " * fill)).status == 200
    answer = await phone.ask("POST", "/api/cards", b'{"text":"x"}' + b" " * (fill + 1))
    assert (answer.status, answer.code) == (413, "too-large")
    assert "intet er slettet" in answer.data["error"]["sentence"]


async def test_a_request_in_single_bytes_is_understood(house, raw) -> None:
    data = head(house.server.port, "GET /page.css HTTP/1.1", "Connection: close")
    answer = await raw(*(data[n : n + 1] for n in range(len(data))))
    assert answer.startswith(b"HTTP/1.1 200 ")


async def test_requests_sent_without_waiting_are_answered_in_order(house, raw) -> None:
    port = house.server.port
    answer = await raw(
        head(port, "GET /nothing HTTP/1.1") + head(port, "GET /page.css HTTP/1.1", "Connection: close")
    )
    first, second = answer.index(b"HTTP/1.1 404"), answer.index(b"HTTP/1.1 200")
    assert first < second


async def test_random_bytes_and_broken_requests_never_make_a_500_or_a_traceback(
    house, raw, caplog, capfd
) -> None:
    dice = random.Random(7)  # noqa: S311 - the same bytes each time
    good = head(
        house.server.port, "GET /api/cards/%41?x=%zz&y[]=1 HTTP/1.1", "Authorization: Bearer x", "X: \xe6"
    )
    for _ in range(150):
        data = bytearray(good if dice.random() < 0.8 else dice.randbytes(200))
        for _ in range(dice.randrange(4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        answer = (
            await raw(bytes(data) + b"\r\n\r\n", wait=5)
            if dice.random() < 0.1
            else await one_answer(house, data)
        )
        assert b"Server:" not in answer
        assert not answer.startswith(b"HTTP/1.1 5")
    assert not said(caplog)
    assert capfd.readouterr().err == ""


async def one_answer(house, data: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    writer.write(bytes(data))
    with contextlib.suppress(TimeoutError, ConnectionError):
        return await asyncio.wait_for(reader.read(4_096), 0.02)
    writer.close()
    return b""


@pytest.mark.parametrize(
    ("first", "drip", "longest"),
    [
        (b"", b"", 2.5),
        (b"GET / HT", b"", 2.5),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: ", b"a", 2.5),
        (b"POST /api/join HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{", b" ", 2.5),
    ],
    ids=["silent", "half a line", "dripping head", "dripping body"],
)
async def test_who_keeps_us_waiting_is_closed_however_it_drips(make_house, first, drip, longest) -> None:
    async with make_house(SHORT) as house:
        reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
        writer.write(first)
        started = time.monotonic()
        closed = asyncio.create_task(reader.read(1))
        while not closed.done() and time.monotonic() - started < 3:
            writer.write(drip)
            await asyncio.wait({closed}, timeout=0.05)
        with contextlib.suppress(ConnectionError):
            assert await closed == b""
        assert 0.2 < time.monotonic() - started < longest
        writer.close()
        await asyncio.sleep(0.05)
        assert house.server.open_sockets == 0


async def test_an_idle_socket_is_closed_and_a_stream_is_not(make_house) -> None:
    async with make_house(SHORT | {"heartbeat_seconds": 0.3}) as house:
        phone = await house.phone()
        await phone.listen()
        _, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
        writer.write(head(house.server.port))
        await asyncio.sleep(1.2)
        assert house.server.open_sockets == 1
        assert house.server.connected == 1
        writer.close()


async def test_five_hundred_silent_sockets_do_not_keep_joined_phones_waiting(house) -> None:
    phones = [await house.phone() for _ in range(5)]
    await house.open("collect")
    silent = [await asyncio.open_connection("127.0.0.1", house.server.port) for _ in range(500)]
    waits = []
    for number in range(50):
        started = time.monotonic()
        answer = await phones[number % 5].post("/api/cards", {"text": f"kort {number}"})
        waits.append(time.monotonic() - started)
        assert answer.status == 200
    await phones[0].listen()
    new = await house.phone()
    assert (await new.picture())["people"] == 6
    assert sorted(waits)[47] < 1.0
    await asyncio.sleep(1.4)
    assert house.server.open_sockets < 64 + 20
    for _, writer in silent:
        writer.close()


async def test_the_last_place_is_never_a_strangers(make_house) -> None:
    async with make_house({"sockets": 10}) as house:
        phone = await house.phone()
        await phone.listen()
        strangers = [await asyncio.open_connection("127.0.0.1", house.server.port) for _ in range(30)]
        assert house.server.open_sockets <= 10
        assert (await phone.ask("GET", "/api/state")).status == 200
        assert house.server.connected == 1
        for _, writer in strangers:
            writer.close()


async def test_one_token_cannot_take_all_places(house) -> None:
    phone = await house.phone()
    request = head(house.server.port, "GET /api/state HTTP/1.1", f"Authorization: Bearer {phone.token}")
    opened = []
    for _ in range(30):
        reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
        writer.write(request)
        await reader.readuntil(b"\r\n\r\n")
        opened.append(writer)
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.3)
    assert house.server.open_sockets <= 25
    for writer in opened:
        writer.close()


async def test_stopping_is_quick_with_two_hundred_streams(house) -> None:
    phones = [await house.phone() for _ in range(40)]
    streams = await asyncio.gather(*(raw_stream(house, phones[n % 40].token) for n in range(80)))
    more = [await house.phone() for _ in range(60)]
    streams += await asyncio.gather(*(raw_stream(house, more[n % 60].token) for n in range(120)))
    assert house.server.connected == 100
    started = time.monotonic()
    await house.server.stop()
    assert time.monotonic() - started < 0.5
    for _, writer in streams:
        writer.close()


async def raw_stream(house, token: str):
    reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    writer.write(head(house.server.port, "GET /api/stream HTTP/1.1", f"Authorization: Bearer {token}"))
    await reader.readuntil(b"event: hello")
    return reader, writer
