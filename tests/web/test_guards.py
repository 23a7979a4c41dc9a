from __future__ import annotations

import asyncio
import itertools
import json
import logging

import pytest

from workshop.web.views.view_registry import ROUTES

PATHS = sorted({route.path.replace("{id}", "abc") for route in ROUTES} | {"/nothing"})


def request_text(line: str, *headers: str, body: str = "") -> bytes:
    return "\r\n".join((line, *headers, "", body)).encode("latin-1")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "[::1"]
)
async def test_a_name_that_is_not_ours_gets_421_and_nothing_else(house, host) -> None:
    phone = await house.phone()
    for method, path in itertools.product(("GET", "POST"), PATHS):
        answer = await phone.ask(method, path, Host=host.format(port=house.server.port))
        # An empty name and a broken one do not reach the framework.
        assert answer.status in (421, 400)
        assert answer.text == "" or answer.code == "bad-request"


async def test_our_own_names_are_known(house) -> None:
    for name in ("127.0.0.1", "localhost", "LOCALHOST", "[::1]"):
        answer = await house.stranger().ask("GET", "/", Host=f"{name}:{house.server.port}")
        assert answer.status == 200


async def test_more_names_and_a_public_address_can_be_allowed(make_house) -> None:
    async with make_house(allowed_hosts=("pc.kommune.dk",), public_url="https://ws.kommune.dk") as house:
        port = house.server.port
        for host in (f"pc.kommune.dk:{port}", "ws.kommune.dk"):
            assert (await house.stranger().ask("GET", "/", Host=host)).status == 200
        assert (await house.stranger().ask("GET", "/", Host="pc.kommune.dk")).status == 421
        assert house.live.access.url.startswith("https://ws.kommune.dk/#")
        phone = house.stranger()
        secret = {"secret": house.live.access.secret}
        joined = await phone.ask("POST", "/api/join", secret, Origin="https://ws.kommune.dk")
        assert joined.status == 200


@pytest.mark.wide(short=1)
@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1", "", "file://"]
)
async def test_another_sites_page_cannot_post(house, origin) -> None:
    phone = await house.phone()
    await house.open("collect")
    before = house.live.state.seq
    given = origin.format(port=house.server.port)
    for path, body in (("/api/cards", {"text": "x"}), ("/api/join", {"secret": house.live.access.secret})):
        answer = await phone.ask("POST", path, body, Origin=given)
        assert (answer.status, answer.code) == (403, "bad-origin")
    assert house.live.state.seq == before


async def test_without_an_origin_only_a_token_may_post(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    assert (await phone.ask("POST", "/api/cards", {"text": "x"}, Origin=None)).status == 200
    stranger = await house.stranger().ask(
        "POST", "/api/join", {"secret": house.live.access.secret}, Origin=None
    )
    assert (stranger.status, stranger.code) == (403, "bad-origin")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW"])
async def test_only_get_and_post_are_spoken(house, method) -> None:
    phone = await house.phone()
    for path in ("/", "/api/state", "/api/cards", "/api/join"):
        answer = await phone.ask(method, path)
        assert answer.status == 405
        assert answer.headers["Allow"] in ("GET", "POST", "GET, POST")
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_a_get_never_changes_anything_and_a_post_reads_nothing(house) -> None:
    phone = await house.phone()
    for route in ROUTES:
        other = "GET" if route.method == "POST" else "POST"
        assert (await phone.ask(other, route.path.replace("{id}", "abc"))).status == 405


ELSEWHERE = [
    "/docs",
    "/openapi.json",
    "/page",
    "/page.js.map",
    "/index.html",
    "/kinds/vote.js",
    "/api",
    "/api/",
    "/favicon.ico",
    "//evil",
    "/..%2f..%2fetc%2fpasswd",
    "/%00",
    "/%ff",
    "/./..//",
    "/api/cards/%2e%2e/withdraw",
    "/api/cards/a%20b",
]


async def test_there_is_nothing_else_here(house, raw) -> None:
    host = f"Host: 127.0.0.1:{house.server.port}"
    for path in ELSEWHERE:
        answer = await raw(request_text(f"GET {path} HTTP/1.1", host, "Connection: close"))
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 404"), path
        assert json.loads(body)["error"]["code"] == "not-found"


TYPES = [
    ("text/plain", 415),
    ("application/x-www-form-urlencoded", 415),
    ("multipart/form-data", 415),
    ("application/octet-stream", 415),
    ("", 415),
    ("application/json; charset=latin-1", 415),
    ("application/json; charset=utf-16", 415),
    ("application/json; charset=UTF-8", 200),
    ("APPLICATION/JSON", 200),
]


async def test_only_json_in_utf_8_is_read(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    for kind, status in TYPES:
        answer = await phone.ask("POST", "/api/cards", b'{"text":"x"}', Content_Type=kind)
        assert answer.status == status, kind


async def test_a_packed_body_is_not_unpacked(house) -> None:
    phone = await house.phone()
    answer = await phone.ask("POST", "/api/done", b'{"done":true}', Content_Encoding="gzip")
    assert (answer.status, answer.code) == (415, "bad-type")


AMBIGUOUS = [
    b"",
    b"{",
    b"nonsense",
    b'\xef\xbb\xbf{"text":"x"}',
    '{"text":"x"}'.encode("utf-16"),
    b'{"text":"\xff"}',
    b'{"text":"x","text":"y"}',
    b'{"text":NaN}',
    b'{"text":Infinity}',
    b'{"text":-Infinity}',
    b'{"text":1e999}',
    b'{"text":' + b"9" * 5_000 + b"}",
    b'{"text":' + b"[" * 6 + b"]" * 6 + b"}",
    b'{"text":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    b'{"text":[' + b",".join(b'{"k%d":1}' % n for n in range(51)) + b"]}",
    b'{"text":"x"}{"text":"y"}',
    b"{'text':'x'}",
    b'{"text":"a\nb"}',
    b'{"text":"\\ud83d","\\ud83d":"x","\\ud83e":"y"}',
]
MISSHAPEN = [b'{"text":{"__proto__":1}}', b'{"__proto__":{},"text":"x"}', b'"x"', b"5", b"null", b"true"]


async def test_json_with_two_meanings_or_none_is_refused(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    for body in AMBIGUOUS:
        answer = await phone.ask("POST", "/api/cards", body)
        assert (answer.status, answer.code) == (422, "bad-json"), body[:40]


async def test_json_of_another_shape_is_refused(house) -> None:
    phone = await house.phone()
    for body in MISSHAPEN:
        answer = await phone.ask("POST", "/api/cards", body)
        assert (answer.status, answer.code) == (422, "bad-fields"), body


async def test_brackets_in_a_text_are_only_text(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    text = '[[[[[[[[{{{{{{{{ "citat" \\ ]]}}'
    assert (await phone.post("/api/cards", {"text": text})).status == 200
    assert (await phone.kind())["mine"][0]["text"] == text


async def test_every_answer_carries_the_headers_and_says_nothing_about_the_server(house, raw) -> None:
    phone = await house.phone()
    answers = [await phone.ask("GET", path) for path in ("/", "/page.js", "/api/state", "/nothing")]
    answers += [await phone.post("/api/done", {"done": 1}), await phone.ask("GET", "/", Host="evil.example")]
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in answer.headers
        assert "Server" not in answer.headers
        whole = (answer.text + repr(answer.headers)).lower()
        assert not [word for word in ("aiohttp", "python/", "traceback", "site-packages") if word in whole]
    refusal = await raw(b"nonsense\r\n\r\n")
    assert b"Content-Security-Policy" in refusal
    assert b"Server:" not in refusal


async def test_forwarded_headers_are_ignored(house) -> None:
    for number in range(5):
        await house.stranger().ask(
            "POST",
            "/api/join",
            {"code": f"AAAAA{number}"},
            X_Forwarded_For=f"10.0.0.{number}",
            X_Real_IP="127.0.0.1",
        )
    answer = await house.stranger().ask("POST", "/api/join", {"code": "AAAAAA"}, X_Forwarded_For="10.9.9.9")
    assert answer.status == 429
    phone = await house.phone()
    override = await phone.ask("GET", "/api/cards", X_HTTP_Method_Override="POST")
    assert override.status == 405
    evil = await phone.ask("GET", "/", Host="evil.example", X_Forwarded_Host=f"127.0.0.1:{house.server.port}")
    assert evil.status == 421


async def test_nothing_about_people_is_logged(house, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    phone = await house.phone(alias="SENTINELNAVN")
    await house.open("collect")
    await phone.post("/api/cards", {"text": "SENTINELTEKST\n2026-01-01 ERROR falsk linje"})
    await phone.post("/api/cards", {"text": 5})
    await phone.listen()
    await phone.leave()
    await asyncio.sleep(0.05)
    text = "\n".join(record.getMessage() for record in caplog.records)
    for secret in (phone.token, "SENTINEL", "127.0.0.1", house.live.access.secret, house.live.access.code):
        assert secret not in text
