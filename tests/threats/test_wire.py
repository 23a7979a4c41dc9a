"""What comes over the phones' port: foreign names, guesses, stolen tokens, floods and broken JSON."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import hashlib
import json
import re
import sqlite3
import time

import pytest
from aiohttp import web
from logged import said
from waiting import until
from wire_tests import speak

from sessions.commands import JoinWorkshop, RemoveParticipant, RotateAccess
from sessions.model import FACILITATOR, ParticipantId
from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session, opened
from workshop.web.views.view_registry import ROUTES

KEY = "k" * 20


def get(path: str, host: str, *headers: str) -> bytes:
    return "\r\n".join((f"GET {path} HTTP/1.1", f"Host: {host}", *headers, "", "")).encode()


@pytest.mark.parametrize("route", [route for route in ROUTES if route.method == "GET"], ids=lambda r: r.name)
async def test_row_16_a_rebound_name_gets_421_and_nothing_else(house, raw, route) -> None:
    for host in ("evil.example", f"evil.example:{house.server.port}", "127.0.0.1:1", "192.168.1.77.nip.io"):
        head, _, body = (await raw(get(route.path, host, "Connection: close"))).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 421 ")
        assert body == b""
    assert "evil" not in house.live.access.url


async def test_row_18_guessing_closes_the_code_and_leaves_joined_phones_alone(house) -> None:
    joined = await house.phone()
    await house.open("collect")
    answers = [await house.stranger().join(code=f"AAAA{n:02}") for n in range(8)]
    assert [answer.status for answer in answers] == [403] * 5 + [429] * 3
    assert int(answers[-1].headers["Retry-After"]) > 60
    assert house.server.wrong_codes == 5, "the screen can tell that somebody is guessing"
    right = await house.stranger().join(code=house.live.access.code)
    assert right.status == 429, "a right code among too many wrong ones must not be told from them"
    assert (await joined.post("/api/cards", {"text": "Vi skriver videre"})).status == 200
    assert (await house.stranger().join(secret=house.live.access.secret)).status == 200
    await house.do(RotateAccess("n" * 22, "NEW234"))
    assert (await joined.picture())["me"]["id"] == joined.id


async def test_row_19_a_removed_token_is_dead_at_once_and_its_stream_is_closed(house) -> None:
    phone, thief, other = await house.phone(), house.stranger(), await house.phone()
    thief.token = phone.token
    await house.open("collect")
    await thief.post("/api/cards", {"text": "I dit navn"})
    assert [card.author for card in house.live.state.cards] == [phone.id], "it acts as that phone only"
    await thief.listen()
    started = time.monotonic()
    await house.do(RemoveParticipant(phone.id))
    await thief.hears("removed")
    await asyncio.wait_for(thief.stream, 1)
    assert time.monotonic() - started < 1
    for method, path, body in (("GET", "/api/state", None), ("POST", "/api/cards", {"text": "x"})):
        assert (await thief.ask(method, path, body)).status == 401
    assert (await other.ask("GET", "/api/state")).status == 200


async def test_row_19_a_phone_that_a_crafted_file_calls_the_facilitator_does_nothing_as_one(
    make_house, tmp_path
) -> None:
    """Its token is in the file; whoever made the file knows it."""
    path = create_session(tmp_path, NewWorkshop("Prøve", run_sheet="180"))
    joined = JoinWorkshop(ParticipantId("p"), hashlib.sha256(b"known").hexdigest(), "Ada")
    with opened(path) as session:
        session.room.submit(joined, ParticipantId("p")).result()
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE participants SET id = ?", (FACILITATOR,))
        database.commit()
    async with make_house(path=path) as house:
        await house.open("collect")
        phone = house.stranger()
        phone.token = "known"
        answer = await phone.post("/api/cards", {"text": "I dit navn"})
        assert answer.status == 403
        assert len(house.live.state.cards) == 0


async def test_row_20_what_belongs_to_another_is_not_there(house) -> None:
    author, other = await house.phone(), await house.phone()
    await house.open("collect")
    card = (await author.post("/api/cards", {"text": "Mit"})).data["id"]
    for path, body in ((f"/api/cards/{card}", {"text": "Dit"}), (f"/api/cards/{card}/withdraw", {})):
        mine = await other.post(path, body)
        made_up = await other.post(path.replace(card, "0" * len(card)), body)
        assert (mine.status, mine.text) == (made_up.status, made_up.text) == (404, made_up.text)
    assert house.live.state.cards.get(card).text == "Mit"


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("dots", [10**9, -1, 1.5, "5", True, None, float("nan"), 10**400])
async def test_row_21_no_vote_but_a_small_whole_number_counts(house, dots) -> None:
    phone = await house.phone()
    await house.open("forslag")
    card = (await phone.post("/api/cards", {"text": "Forslag"})).data["id"]
    assert (await phone.post("/api/votes", {"card": card, "dots": 1})).status == 409, "not open yet"
    await house.open("vote")
    assert (await phone.post("/api/votes", {"card": card, "dots": 2})).status == 200
    assert (await phone.post("/api/votes", {"card": card, "dots": dots})).status == 422
    assert (await phone.kind())["used"] == 2


async def test_row_22_a_key_is_one_act_whatever_is_sent_with_it(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    same = await asyncio.gather(*(phone.post("/api/cards", {"text": "Én"}, KEY) for _ in range(50)))
    assert {answer.status for answer in same} <= {200, 429}
    assert len({answer.data["id"] for answer in same if answer.status == 200}) == 1
    assert len(house.live.state.cards) == 1
    assert (await phone.post("/api/cards", {"text": "En anden"}, KEY)).status in (422, 429)


async def test_row_23_a_socket_costs_the_framework_nothing_before_it_has_a_whole_request(house) -> None:
    def protocols() -> int:
        return sum(isinstance(each, web.RequestHandler) for each in gc.get_objects())

    before, held = protocols(), house.server.open_sockets
    opened = [await asyncio.open_connection("127.0.0.1", house.server.port) for _ in range(12)]
    for number, (_, writer) in enumerate(opened):
        writer.write((b"", b"GET / HTTP/1.1\r\nHo", b"\x00\x01")[number % 3])
    await until(lambda: house.server.open_sockets >= held + 8)
    assert protocols() == before
    for _, writer in opened:
        writer.close()


async def test_row_23_silent_and_dripping_sockets_are_closed_and_phones_go_on(make_house) -> None:
    limits = {"head_seconds": 0.3, "body_seconds": 0.4}
    async with make_house(limits=limits) as house:
        phone, port = await house.phone(), house.server.port
        post = f"POST /api/join HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 9\r\n\r\nhalf".encode()
        hostile = [speak(port, sent, wait=5) for sent in (b"", b"GET", post) for _ in range(30)]
        waiting = asyncio.gather(*hostile, return_exceptions=True)
        times = []
        while not waiting.done():
            started = time.monotonic()
            await phone.picture()
            times.append(time.monotonic() - started)
            await asyncio.sleep(0.02)
        assert not any(isinstance(end, TimeoutError) for end in await waiting), "each was closed in time"
        assert sorted(times)[int(len(times) * 0.95)] <= 1


async def test_row_24_streams_are_few_and_an_unread_one_does_not_grow(house) -> None:
    phone = await house.phone()
    phones = []
    for _ in range(3):
        again = house.stranger()
        again.token = phone.token
        await again.listen()
        phones.append(again)
    await phones[0].hears("replaced")
    assert phones[0].stream is not None
    await asyncio.wait_for(phones[0].stream, 1)
    (own,) = house.server._hub._streams.values()
    assert len(own) == 2
    unread = own[0]
    for _ in range(1_000):
        unread.put(b"x" * 1_000)
    assert unread._bytes <= house.server._settings.limits.queue_bytes


GARBAGE = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x00\xff\x00\xff" * 64,
    b"POST /api/join HTTP/1.1\r\nHost: a\r\nContent-Length: 200000000\r\n\r\n" + b"x" * 65_536,
    b"POST /api/join HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"x" * 1_000_000,
)


@pytest.mark.parametrize("sent", GARBAGE, ids=("tls", "http2", "noise", "length", "two-lengths", "headers"))
async def test_row_25_garbage_is_refused_without_a_trace_of_trouble(house, raw, capfd, caplog, sent) -> None:
    answer = await raw(sent)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert said(caplog) == []
    assert capfd.readouterr() == ("", "")
    assert (await house.phone()).token


async def test_row_26_a_full_room_says_so_and_those_inside_stay(make_house) -> None:
    async with make_house(limits={"participants": 3}) as house:
        inside = [await house.phone() for _ in range(3)]
        late = await house.stranger().join(secret=house.live.access.secret)
        assert (late.status, late.code) == (503, "room-full")
        assert int(late.headers["Retry-After"]) > 0
        assert (await inside[0].picture())["people"] == 3
        await house.do(RemoveParticipant(inside[1].id))
        assert (await house.phone()).token, "the facilitator makes room"


BROKEN_JSON = (
    b'{"text":"a","text":"b"}',
    b'{"text":NaN}',
    b'{"text":' + b"9" * 5_000 + b"}",
    b'{"text":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    '{"text":"a"}'.encode("utf-16"),
    b"\xef\xbb\xbf" + b'{"text":"a"}',
    b'{"text":"a","__proto__":{"admin":true}}',
    b'{"text":"\xff"}',
    b"",
)


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("body", BROKEN_JSON, ids=range(len(BROKEN_JSON)))
async def test_row_28_json_that_two_readers_could_read_differently_is_refused(house, body) -> None:
    phone = await house.phone()
    await house.open("collect")
    assert (await phone.post("/api/cards", body)).status == 422
    assert len(house.live.state.cards) == 0


async def test_row_29_sql_and_wild_cards_are_letters(house) -> None:
    text = "'); DROP TABLE cards; --%_*' OR 1=1"
    phone = await house.phone(alias="x'; DELETE FROM participants")
    await house.open("collect")
    card = (await phone.post("/api/cards", {"text": text})).data["id"]
    assert (await phone.kind())["mine"][0]["text"] == text
    assert (await phone.post(f"/api/cards/{card}", {"text": text + "%"})).status == 200
    for wild in ("%25", "_", "%27%20OR%201=1"):
        assert (await phone.post(f"/api/cards/{wild}/withdraw", {})).status == 404
    assert [row.text for row in house.live.state.cards] == [text + "%"]


async def test_row_37_what_a_client_says_of_itself_is_ignored(house) -> None:
    lies = {"X_Forwarded_For": "127.0.0.1", "X_Real_IP": "10.0.0.1", "Forwarded": "for=10.0.0.2"}
    for number in range(6):
        said = {name: value + str(number) for name, value in lies.items()}
        answer = await house.stranger().ask("POST", "/api/join", {"code": f"AAAAA{number}"}, **said)
    assert answer.status == 429, "six lies are one address"
    phone = await house.phone()
    hidden = await phone.ask("GET", "/api/state", X_HTTP_Method_Override="POST", X_Forwarded_Host="evil")
    assert hidden.status == 200
    assert "evil" not in hidden.text


PROBES = (
    "/..%2f..%2fetc/passwd",
    "/%00",
    "//evil.example",
    "/docs",
    "/openapi.json",
    "/.git/config",
    "/page.js%20",
    "/static/../page.js",
    "/api",
    "/api/state/",
)


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/%23{secret}", "/#{secret}"),
        ("//%23{secret}).", "/#{secret}"),
        ("//", "/"),
        ("/%23", "/"),
        ("//%23//evil.example", ""),
        ("/%23{secret}/evil.example", ""),
        ("//evil.example/%23{secret}", ""),
        ("/{secret}", ""),
    ],
)
async def test_row_38_a_mangled_link_leads_to_the_page_and_nowhere_else(house, raw, path, there) -> None:
    secret, host = house.live.access.secret, f"127.0.0.1:{house.server.port}"
    answer = await raw(get(path.format(secret=secret), host, "Connection: close"))
    places = re.findall(rb"^location: (.*)\r$", answer, re.M | re.I)
    assert [place.decode() for place in places] == ([there.format(secret=secret)] if there else [])
    assert answer.startswith(b"HTTP/1.1 303 " if there else b"HTTP/1.1 404 ")


async def test_row_38_there_is_nothing_to_find_besides_the_routes(house, raw) -> None:
    host = f"127.0.0.1:{house.server.port}"
    for path in PROBES:
        answer = (await raw(get(path, host, "Connection: close"))).lower()
        assert answer.split(b" ", 2)[1] in (b"400", b"404"), path
        for tells in (b"python", b"aiohttp", b"server:", b"traceback", b"/work", b"site-packages"):
            assert tells not in answer
    for method in ("TRACE", "OPTIONS", "PUT", "DELETE", "PATCH"):
        sent = f"{method} /api/state HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
        assert (await raw(sent)).startswith(b"HTTP/1.1 405 ")
    assert "error" in json.loads((await house.stranger().ask("GET", "/docs")).text)
