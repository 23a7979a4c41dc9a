"""Behind a reverse proxy on this computer every phone comes from one address; limits tell them apart."""

from __future__ import annotations

import asyncio
from itertools import count, islice

import pytest

from workshop.web.contract.rate_limits import Limits

PUBLIC = {"public_url": "https://workshop.eksempel.dk"}
MANY = 40
GUESSES = (f"{number:06}" for number in count())
"""None of them can be right: a code has no zeros."""


async def wrong_codes(house, forwarded: str, times: int = 1) -> list[str]:
    """What a phone that the proxy names so is answered on wrong codes, each another one."""
    return [
        (await house.stranger().ask("POST", "/api/join", {"code": guess}, X_Forwarded_For=forwarded)).code
        for guess in islice(GUESSES, times)
    ]


async def test_one_who_guesses_the_code_shuts_out_nobody_else(make_house) -> None:
    async with make_house(**PUBLIC) as house:
        tries = Limits().wrong_per_address
        assert await wrong_codes(house, "203.0.113.5", tries) == ["wrong-code"] * tries
        assert await wrong_codes(house, "203.0.113.5") == ["too-many-tries"]
        assert await wrong_codes(house, "203.0.113.6") == ["wrong-code"]
        code = {"code": house.live.access.code}
        joined = await house.stranger().ask("POST", "/api/join", code, X_Forwarded_For="203.0.113.7")
        assert joined.status == 200


@pytest.mark.parametrize(
    "forwarded",
    ["198.51.100.{n}, 203.0.113.5", "::ffff:203.0.113.5", "2001:db8::{n}", "nobody", "", "127.0.0.{n}, x"],
)
async def test_what_a_client_claims_before_the_proxy_gives_no_more_tries(make_house, forwarded: str) -> None:
    async with make_house(**PUBLIC) as house:
        tries = Limits().wrong_per_address
        answers = [(await wrong_codes(house, forwarded.format(n=n)))[0] for n in range(1, tries + 2)]
        assert answers == ["wrong-code"] * tries + ["too-many-tries"]
        assert await wrong_codes(house, "203.0.113.9") == ["wrong-code"]


async def test_of_two_headers_the_proxys_own_counts(make_house) -> None:
    async with make_house(**PUBLIC) as house:
        tries = Limits().wrong_per_address
        answers = []
        for number in range(tries + 1):
            body = b'{"code": "AAAAA%d"}' % number
            reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
            head = (
                f"POST /api/join HTTP/1.1\r\nHost: 127.0.0.1:{house.server.port}\r\n"
                f"Origin: {PUBLIC['public_url']}\r\nContent-Type: application/json\r\nConnection: close\r\n"
                f"X-Forwarded-For: 198.51.100.{number}\r\nX-Forwarded-For: 203.0.113.5\r\n"
                f"Content-Length: {len(body)}\r\n\r\n"
            )
            writer.write(head.encode() + body)
            answers.append((await reader.read())[9:12])
            writer.close()
        assert answers[-1] == b"429"
        assert b"429" not in answers[:-1]
        assert await wrong_codes(house, "203.0.113.9") == ["wrong-code"]


async def test_the_proxys_idle_sockets_are_not_one_clients(make_house) -> None:
    """A proxy keeps sockets for the next request: closing them under it would cost phones an answer."""
    async with make_house(**PUBLIC) as house:
        request = f"GET /style.css HTTP/1.1\r\nHost: 127.0.0.1:{house.server.port}\r\n\r\n".encode()
        writers = []
        for _ in range(MANY):
            reader, writer = await asyncio.open_connection("127.0.0.1", house.server.port)
            writer.write(request)
            assert (await reader.readuntil(b"\r\n"))[9:12] in (b"200", b"404")
            writers.append(writer)
        await asyncio.sleep(2.5)
        assert house.server.open_sockets == MANY
        for writer in writers:
            writer.close()
