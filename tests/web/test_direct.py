"""A plain post is answered on the socket, any other by the web framework: nobody can tell from the answer."""

from __future__ import annotations

import asyncio
import json

import pytest

NOT_PLAIN = {"Cookie": "a=b"}
"""What means nothing to us and sends a post the longer way."""

GOOD = {"text": "Et kort"}
POSTS = {
    "accepted": ("/api/cards", GOOD, {}),
    "finished": ("/api/done", {"done": True}, {}),
    "empty": ("/api/cards", {"text": "  "}, {}),
    "too long": ("/api/cards", {"text": "x" * 10_000}, {}),
    "no such card": ("/api/cards/abc123", GOOD, {}),
    "not one's own": ("/api/cards/abc123/withdraw", {}, {}),
    "no such path": ("/api/kort", GOOD, {}),
    "no id": ("/api/cards/a%20b", GOOD, {}),
    "a query": ("/api/cards?x=1", GOOD, {}),
    "wrong activity": ("/api/votes", {"card": "x", "dots": 1}, {}),
    "no JSON": ("/api/cards", b"{", {}),
    "no text at all": ("/api/cards", b"", {}),
    "half a letter": ("/api/cards", b'{"text": "\xff"}', {}),
    "half an emoji": ("/api/cards", b'{"text": "\\ud83d"}', {}),
    "two equal keys": ("/api/cards", b'{"text": "a", "text": "b"}', {}),
    "too deep": ("/api/cards", b'{"text": [[[[[[[[1]]]]]]]]}', {}),
    "unknown field": ("/api/cards", GOOD | {"x": 1}, {}),
    "wrong type of field": ("/api/cards", {"text": 1}, {}),
    "no key": ("/api/cards", GOOD, {"Idempotency-Key": None}),
    "a short key": ("/api/cards", GOOD, {"Idempotency-Key": "kort"}),
    "nobody's token": ("/api/cards", GOOD, {"Authorization": "Bearer nobody"}),
    "no token": ("/api/cards", GOOD, {"Authorization": None}),
    "no bearer": ("/api/cards", GOOD, {"Authorization": "Basic abc"}),
    "another site": ("/api/cards", GOOD, {"Origin": "http://evil.example"}),
    "no page": ("/api/cards", GOOD, {"Origin": None}),
    "no page and no token": ("/api/cards", GOOD, {"Origin": None, "Authorization": None}),
    "another name": ("/api/cards", GOOD, {"Host": "evil.example"}),
    "a form": ("/api/cards", GOOD, {"Content-Type": "application/x-www-form-urlencoded"}),
    "letters we do not read": ("/api/cards", GOOD, {"Content-Type": "application/json; charset=latin-1"}),
    "letters named": ("/api/cards", GOOD, {"Content-Type": "application/json; charset=utf-8"}),
    "no type": ("/api/cards", GOOD, {"Content-Type": "text/plain"}),
    "packed": ("/api/cards", GOOD, {"Content-Encoding": "gzip"}),
    "closing": ("/api/cards", GOOD, {"Connection": "close"}),
}
VARYING = {"Date", "Content-Length", "Connection"}


@pytest.fixture
def direct(house, monkeypatch):
    """For each post that was seen, whether it was answered on the socket."""
    seen = []
    answer = house.server._direct.answer

    def noting(*parts):
        seen.append(answer(*parts))
        return seen[-1]

    monkeypatch.setattr(house.server, "_direct", type("Noting", (), {"answer": staticmethod(noting)})())
    return seen


def shape(answer):
    """All that must be the same: ids and numbers differ from card to card."""
    headers = {name: value for name, value in answer.headers.items() if name not in VARYING}
    data = answer.data if "error" in answer.data else sorted(answer.data)
    return answer.status, headers, data or answer.text


@pytest.mark.parametrize("name", POSTS)
async def test_both_ways_answer_the_same(house, direct, name: str) -> None:
    path, body, headers = POSTS[name]
    phone = await house.phone()
    await house.open("collect")
    ways = []
    for more in ({}, NOT_PLAIN):
        ways.append(shape(await phone.ask("POST", path, body, **headers | more)))
    assert ways[0] == ways[1]
    assert direct[-1] is False, "the second way is the framework's"
    assert len(house.live.state.cards) == (2 if ways[0][0] == 200 and "cards" in path else 0)


async def test_a_plain_post_is_answered_on_the_socket(house, direct) -> None:
    phone = await house.phone()
    await house.open("collect")
    direct.clear()
    mine = await phone.post("/api/cards", GOOD)
    path = f"/api/cards/{mine.data['id']}"
    assert (await phone.post(path, {"text": "Et andet"})).status == 200
    assert (await phone.post(f"{path}/withdraw", {})).status == 200
    assert (await phone.post("/api/cards", {"text": ""})).status == 422
    assert direct == [True] * 4
    assert [card.text for card in house.live.state.cards] == ["Et andet"]


async def test_a_key_means_the_same_either_way(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    key = "k" * 20
    first = await phone.ask("POST", "/api/cards", GOOD, key)
    again = await phone.ask("POST", "/api/cards", GOOD, key, **NOT_PLAIN)
    assert again.data == first.data | {"repeated": True}
    other = [await phone.ask("POST", "/api/cards", {"text": "x"}, key, **more) for more in ({}, NOT_PLAIN)]
    assert [answer.code for answer in other] == ["other-payload"] * 2
    assert len(house.live.state.cards) == 1


async def test_who_is_too_fast_is_too_fast_either_way(house) -> None:
    phone = await house.phone()
    answers = [
        await phone.ask("POST", "/api/done", {"done": True}, **(NOT_PLAIN if number % 2 else {}))
        for number in range(70)
    ]
    late = [answer for answer in answers if answer.status == 429]
    assert 0 < len(late) < 12, "one bucket for both ways"
    assert {answer.code for answer in late} == {"too-fast"}
    assert all(int(answer.headers["Retry-After"]) >= 1 for answer in late)


async def test_a_defect_is_a_small_500(house, monkeypatch, caplog) -> None:
    phone = await house.phone()

    def broken(*_):
        raise ValueError("HEMMELIG " + "TEKST")

    monkeypatch.setattr(house.live, "ask", broken)
    ways = [shape(await phone.ask("POST", "/api/done", {"done": True}, **more)) for more in ({}, NOT_PLAIN)]
    assert ways[0] == ways[1]
    assert ways[0][0] == 500
    assert "HEMMELIG TEKST" not in json.dumps(ways[0]) + caplog.text


async def test_posts_that_come_in_one_piece_are_answered_in_their_order(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    for number in range(3):
        body = json.dumps({"text": f"Kort {number}"}).encode()
        head = [
            "POST /api/cards HTTP/1.1",
            f"Host: 127.0.0.1:{house.server.port}",
            f"Authorization: Bearer {phone.token}",
            f"Origin: {house.base}",
            "Content-Type: application/json",
            f"Idempotency-Key: {'k' * 20}{number}",
            f"Content-Length: {len(body)}",
        ]
        writer.write("\r\n".join(head).encode() + b"\r\n\r\n" + body)
    answers = []
    for _ in range(3):
        head = await reader.readuntil(b"\r\n\r\n")
        size = next(int(line[16:]) for line in head.split(b"\r\n") if line.startswith(b"Content-Length: "))
        answers.append(json.loads(await reader.readexactly(size)))
    writer.close()
    assert [house.live.state.cards.get(answer["id"]).text for answer in answers] == [
        f"Kort {number}" for number in range(3)
    ]


async def test_a_phone_that_hangs_up_before_its_answer_has_its_card_all_the_same(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    body = b'{"text": "Et kort"}'
    _, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
    head = (
        f"POST /api/cards HTTP/1.1\r\nHost: 127.0.0.1:{house.server.port}\r\n"
        f"Authorization: Bearer {phone.token}\r\nContent-Type: application/json\r\n"
        f"Idempotency-Key: {'k' * 20}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await writer.drain()
    writer.transport.abort()
    again = await phone.post("/api/cards", {"text": "Et kort"}, "k" * 20)
    assert again.status == 200
    assert len(house.live.state.cards) == 1
