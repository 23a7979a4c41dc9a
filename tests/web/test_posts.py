"""What a post is answered: taken, or refused in one shape with the reason that is promised."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

GOOD = {"text": "Et kort"}
TAKEN = {
    "a card": ("/api/cards", GOOD, {}),
    "finished": ("/api/done", {"done": True}, {}),
    "a query": ("/api/cards?x=1", GOOD, {}),
    "half an emoji": ("/api/cards", b'{"text": "\\ud83d"}', {}),
    "no page": ("/api/cards", GOOD, {"Origin": None}),
    "letters named": ("/api/cards", GOOD, {"Content-Type": "application/json; charset=utf-8"}),
    "a cookie": ("/api/cards", GOOD, {"Cookie": "a=b"}),
    "closing": ("/api/cards", GOOD, {"Connection": "close"}),
}
REFUSED = {
    "empty": ("/api/cards", {"text": "  "}, {}, 422, "empty-text"),
    "too long": ("/api/cards", {"text": "x" * 10_000}, {}, 422, "bad-fields"),
    "no such card": ("/api/cards/abc123", GOOD, {}, 404, "unknown-card"),
    "not one's own": ("/api/cards/abc123/withdraw", {}, {}, 404, "unknown-card"),
    "no such path": ("/api/kort", GOOD, {}, 404, "not-found"),
    "no id": ("/api/cards/a%20b", GOOD, {}, 404, "not-found"),
    "wrong activity": ("/api/votes", {"card": "x", "dots": 1}, {}, 409, "activity-closed"),
    "no JSON": ("/api/cards", b"{", {}, 422, "bad-json"),
    "no text at all": ("/api/cards", b"", {}, 422, "bad-json"),
    "half a letter": ("/api/cards", b'{"text": "\xff"}', {}, 422, "bad-json"),
    "two equal keys": ("/api/cards", b'{"text": "a", "text": "b"}', {}, 422, "bad-json"),
    "too deep": ("/api/cards", b'{"text": [[[[[[[[1]]]]]]]]}', {}, 422, "bad-json"),
    "unknown field": ("/api/cards", GOOD | {"x": 1}, {}, 422, "bad-fields"),
    "wrong type of field": ("/api/cards", {"text": 1}, {}, 422, "bad-fields"),
    "no key": ("/api/cards", GOOD, {"Idempotency-Key": None}, 400, "missing-key"),
    "a short key": ("/api/cards", GOOD, {"Idempotency-Key": "kort"}, 400, "missing-key"),
    "nobody's token": ("/api/cards", GOOD, {"Authorization": "Bearer nobody"}, 401, "not-joined"),
    "no token": ("/api/cards", GOOD, {"Authorization": None}, 401, "not-joined"),
    "no bearer": ("/api/cards", GOOD, {"Authorization": "Basic abc"}, 401, "not-joined"),
    "another site": ("/api/cards", GOOD, {"Origin": "http://evil.example"}, 403, "bad-origin"),
    "neither page nor token": (
        "/api/cards",
        GOOD,
        {"Origin": None, "Authorization": None},
        403,
        "bad-origin",
    ),
    "a form": (
        "/api/cards",
        GOOD,
        {"Content-Type": "application/x-www-form-urlencoded"},
        415,
        "bad-type",
    ),
    "letters we do not read": (
        "/api/cards",
        GOOD,
        {"Content-Type": "application/json; charset=latin-1"},
        415,
        "bad-type",
    ),
    "no type": ("/api/cards", GOOD, {"Content-Type": "text/plain"}, 415, "bad-type"),
    "packed": ("/api/cards", GOOD, {"Content-Encoding": "gzip"}, 415, "bad-type"),
}


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("name", TAKEN)
async def test_a_post_is_taken(house, name: str) -> None:
    path, body, headers = TAKEN[name]
    phone = await house.phone()
    await house.open("collect")
    answer = await phone.ask("POST", path, body, **headers)
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert set(answer.data) == {"seq", "id", "repeated"}
    assert len(house.live.state.cards) == (0 if name == "finished" else 1)


@pytest.mark.wide(short=3)
@pytest.mark.parametrize("name", REFUSED)
async def test_a_post_is_refused_with_its_reason(house, name: str) -> None:
    path, body, headers, status, code = REFUSED[name]
    phone = await house.phone()
    await house.open("collect")
    answer = await phone.ask("POST", path, body, **headers)
    assert (answer.status, answer.code) == (status, code)
    assert set(answer.data["error"]) == {"code", "sentence"}
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert len(house.live.state.cards) == 0


async def test_a_card_is_written_changed_and_withdrawn(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    path = f"/api/cards/{(await phone.post('/api/cards', GOOD)).data['id']}"
    assert (await phone.post(path, {"text": "Et andet"})).status == 200
    assert [card.text for card in house.live.state.cards] == ["Et andet"]
    assert (await phone.post(f"{path}/withdraw", {})).status == 200
    assert (await phone.post("/api/cards", {"text": ""})).status == 422


async def test_a_key_means_one_text(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    key = "k" * 20
    first = await phone.post("/api/cards", GOOD, key)
    again = await phone.post("/api/cards", GOOD, key)
    assert again.data == first.data | {"repeated": True}
    assert (await phone.post("/api/cards", {"text": "x"}, key)).code == "other-payload"
    assert len(house.live.state.cards) == 1


async def test_who_is_too_fast_is_told_when_to_come_again(house) -> None:
    phone = await house.phone()
    answers = [await phone.post("/api/done", {"done": True}) for _ in range(70)]
    late = [answer for answer in answers if answer.status == 429]
    assert 0 < len(late) < 12
    assert {answer.code for answer in late} == {"too-fast"}
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in late)


async def test_a_defect_is_a_small_500(house, monkeypatch, caplog) -> None:
    phone = await house.phone()

    def broken(*_):
        raise ValueError("HEMMELIG " + "TEKST")

    monkeypatch.setattr(house.live, "ask", broken)
    answer = await phone.post("/api/done", {"done": True})
    assert (answer.status, answer.code) == (500, "defect")
    assert "HEMMELIG TEKST" not in answer.text + caplog.text


def card(house, phone, text: str, key: str) -> bytes:
    body = json.dumps({"text": text}).encode()
    head = (
        "POST /api/cards HTTP/1.1",
        f"Host: 127.0.0.1:{house.server.port}",
        f"Authorization: Bearer {phone.token}",
        f"Origin: {house.base}",
        "Content-Type: application/json",
        f"Idempotency-Key: {key}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


async def test_posts_that_come_in_one_piece_are_answered_in_their_order(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    for number in range(3):
        writer.write(card(house, phone, f"Kort {number}", f"{'k' * 20}{number}"))
    answers = []
    for _ in range(3):
        head = await reader.readuntil(b"\r\n\r\n")
        size = int(re.search(rb"Content-Length: (\d+)", head)[1])
        answers.append(json.loads(await reader.readexactly(size)))
    writer.close()
    assert [house.live.state.cards.get(answer["id"]).text for answer in answers] == [
        f"Kort {number}" for number in range(3)
    ]


async def test_a_phone_that_hangs_up_before_its_answer_has_its_card_all_the_same(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    _, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    writer.write(card(house, phone, "Et kort", "k" * 20))
    await writer.drain()
    writer.transport.abort()
    again = await phone.post("/api/cards", {"text": "Et kort"}, "k" * 20)
    assert again.status == 200
    assert len(house.live.state.cards) == 1


@pytest.mark.wide
async def test_who_sends_far_ahead_is_held_back_and_answered(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    more = f"GET /nothing HTTP/1.1\r\nHost: 127.0.0.1:{house.server.port}\r\n\r\n".encode()
    writer.write(card(house, phone, "Et kort", "k" * 20) + more * 8_000)
    statuses = []
    async with asyncio.timeout(60):
        while len(statuses) < 8_001:
            head = await reader.readuntil(b"\r\n\r\n")
            statuses.append(head[9:12])
            await reader.readexactly(int(re.search(rb"Content-Length: (\d+)", head)[1]))
    writer.close()
    assert statuses == [b"200"] + [b"404"] * 8_000
