from __future__ import annotations

import asyncio
import contextlib
import time
from datetime import date

import pytest

from sessions.commands import (
    AgreePlacement,
    CloseWorkshop,
    EditWorkshop,
    ExtendTime,
    MarkDone,
    ReopenWorkshop,
    RevealInput,
    RotateAccess,
    SetNextMeeting,
    SetPort,
    Undo,
)
from workshop.web.contract.rate_limits import Limits
from workshop.web.stream.phone_stream import Stream


async def test_a_stream_begins_with_hello_and_beats(make_house) -> None:
    async with make_house({"heartbeat_seconds": 0.1}) as house:
        phone = await house.phone()
        headers = {"Authorization": f"Bearer {phone.token}"}
        async with house.http.get(house.base + "/api/stream", headers=headers) as answer:
            assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
            assert "Content-Encoding" not in answer.headers
            received = b""
            while received.count(b": \n\n") < 2:
                received += await asyncio.wait_for(answer.content.readany(), 2)
        assert received.startswith(b'event: hello\nid: 1\ndata: {"seq":1}\n\n')


async def test_what_the_facilitator_does_is_told(house) -> None:
    phone = await house.phone()
    await phone.listen()
    for act, heard in (
        (None, "refresh"),
        (ExtendTime(2), "clock"),
        (RevealInput(), "refresh"),
        (Undo(), "refresh"),
        (EditWorkshop("Ny titel", "", "", 3, 2), "refresh"),
        (SetNextMeeting(date(2090, 1, 26)), "refresh"),
        (CloseWorkshop(), "closed"),
        (ReopenWorkshop(), "refresh"),
    ):
        phone.heard.clear()
        await (house.open("collect") if act is None else house.do(act))
        await phone.hears(heard)
        await asyncio.sleep(0.12)
        assert phone.names() == [heard]
    assert "26. januar 2090" in (await phone.picture())["workshop"]["next_meeting"]


async def test_what_is_no_business_of_the_phones_is_not_told(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    await phone.listen()
    await house.do(SetPort(8140))
    await asyncio.sleep(0.15)
    assert phone.names() == ["hello"]
    await house.do(RotateAccess("s" * 22, "ABCDEF"))
    await phone.hears("refresh")
    assert (await phone.picture())["workshop"]["sign"] == house.live.access.sign != ""


async def test_who_is_finished_is_counted(house) -> None:
    one, other = await house.phone(), await house.phone()
    await house.open("collect")
    await other.listen()
    await one.post("/api/done", {"done": True})
    told = await other.hears("presence")
    assert (told["people"], told["done"]) == (2, 1)
    await house.live.send(MarkDone(False), one.id)
    await asyncio.sleep(0.15)
    assert other.heard[-1][1]["done"] == 0


async def test_a_phone_that_missed_nothing_visible_is_not_asked_to_refresh(house) -> None:
    phone, other = await house.phone(), await house.phone()
    await house.open("place", "alone")
    seen = (await phone.picture())["seq"]
    await other.post("/api/done", {"done": False})
    seen_later = house.live.state.seq
    await phone.listen(since=seen_later)
    await asyncio.sleep(0.1)
    assert phone.names() == ["hello"]
    assert seen_later > seen


@pytest.mark.parametrize("since", [0, 10**9, 10**14])
async def test_a_phone_that_has_missed_something_is_asked_to_refresh(house, since) -> None:
    phone = await house.phone()
    await house.open("collect")
    await phone.listen(since=since)
    await phone.hears("refresh")


@pytest.mark.parametrize("header", ["abc", "-1", "٣", "1e3", "9" * 50])
async def test_a_strange_last_event_id_only_means_a_refresh(house, header) -> None:
    phone = await house.phone()
    await house.open("collect")
    headers = {"Authorization": f"Bearer {phone.token}", "Last-Event-ID": header.encode().decode("latin-1")}
    if header.isascii():
        async with house.http.get(house.base + "/api/stream", headers=headers) as answer:
            first = await answer.content.readuntil(b"refresh")
            assert b"hello" in first


async def test_news_between_two_streams_is_not_lost(house) -> None:
    """The hub has something in its tick when a phone opens its stream and loses it at once."""
    phone, other = await house.phone(), await house.phone()
    await house.open("collect")
    await house.do(RevealInput())
    await asyncio.sleep(0.15)
    house.server._hub._budget = -1e9
    house.server._hub._told_at = asyncio.get_running_loop().time() + 0.3
    await other.post("/api/cards", {"text": "Nyt"})
    await phone.listen()
    seen = phone.heard[0][1]["seq"]
    await phone.leave()
    await asyncio.sleep(0.5)
    phone.heard.clear()
    await phone.listen(since=seen)
    await phone.hears("refresh")


async def test_two_streams_are_kept_and_the_newest_wins(house) -> None:
    phones = []
    first = await house.phone()
    for _ in range(12):
        tab = house.stranger()
        tab.token = first.token
        await tab.listen()
        phones.append(tab)
    await phones[0].hears("replaced")
    await asyncio.sleep(0.1)
    assert ["replaced" in tab.names() for tab in phones] == [True] * 10 + [False] * 2
    assert all(tab.stream.done() for tab in phones[:10])
    assert house.server.connected == 1


async def test_another_tab_hears_of_ones_own_input_and_a_single_tab_does_not(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    await phone.listen()
    await phone.post("/api/cards", {"text": "En"})
    await house.do(RevealInput())
    await phone.hears("refresh")
    assert "mine" not in phone.names()
    tab = house.stranger()
    tab.token = phone.token
    await tab.listen()
    await phone.post("/api/cards", {"text": "To"})
    await tab.hears("mine")


async def test_streams_cannot_be_opened_a_thousand_times(house) -> None:
    phone = await house.phone()
    headers = {"Authorization": f"Bearer {phone.token}"}
    statuses = []
    for _ in range(30):
        async with house.http.get(house.base + "/api/stream", headers=headers) as answer:
            statuses.append(answer.status)
    assert statuses.count(429) >= 8


async def test_many_cards_at_once_are_few_messages(house) -> None:
    phones = [await house.phone() for _ in range(30)]
    await house.open("collect")
    await house.do(RevealInput())
    for phone in phones:
        await phone.listen()
    house.server._hub._budget = -1e9
    await asyncio.gather(*(phone.post("/api/cards", {"text": f"{n}"}) for phone in phones for n in range(3)))
    await asyncio.sleep(0.3)
    for phone in phones:
        seen = [data["card"]["id"] for name, data, _ in phone.heard if name == "card"]
        assert len(seen) == len(set(seen)) == 90


async def test_a_card_costs_its_own_bytes_and_not_those_of_the_board(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    await house.do(RevealInput())
    for number in range(50):
        await house.live.send(write(f"kort {number}"))
    await phone.listen()
    await house.live.send(write("det sidste"))
    await phone.hears("card")
    assert sum(len(line) for _, _, line in phone.heard) < 400


def write(text: str):
    from sessions.commands import WriteCard

    return WriteCard(text)


async def test_what_everybody_sees_change_is_echoed_at_most_once_a_second(house) -> None:
    phones = [await house.phone() for _ in range(6)]
    await house.open("reflect", "alone")
    await house.do(RevealInput())
    await phones[0].listen()
    await asyncio.sleep(1.1)
    for value in range(1, 7):
        for phone in phones[1:]:
            answer = {"category": "sammen", "question": "works", "text": f"Svar {value}"}
            await phone.post("/api/answers", answer)
    await asyncio.sleep(1.2)
    assert 1 <= phones[0].names().count("refresh") <= 3


async def test_agreeing_all_is_one_refresh(house) -> None:
    phone = await house.phone()
    await house.open("collect")
    cards = [(await phone.post("/api/cards", {"text": f"{n}"})).data["id"] for n in range(10)]
    await house.open("place", "talk")
    await phone.listen()
    house.server._hub._budget = -1e9
    for card in cards:
        await house.do(AgreePlacement(card, "sammen"))
    await asyncio.sleep(0.3)
    assert phone.names().count("refresh") <= 4


def test_a_queue_that_nobody_empties_becomes_one_refresh() -> None:
    limits = Limits()
    for chunk, times in ((b"x", limits.queue_messages + 1), (b"x" * 100_000, 3)):
        stream = Stream("p", limits)
        for _ in range(times):
            stream.put(chunk)
        assert list(stream._chunks) == [b'event: refresh\ndata: {"seq":0}\n\n']
        assert stream._bytes < 100


async def test_a_reader_that_does_not_read_is_closed_and_the_others_notice_nothing(make_house) -> None:
    async with make_house({"stuck_seconds": 0.3}) as house:
        slow, quick = await house.phone(), await house.phone()
        await house.open("collect")
        await house.do(RevealInput())
        await quick.listen()
        _, writer = await asyncio.open_connection("127.0.0.1", house.server.port, limit=1_024)
        host = f"Host: 127.0.0.1:{house.server.port}"
        writer.write(
            f"GET /api/stream HTTP/1.1\r\n{host}\r\nAuthorization: Bearer {slow.token}\r\n\r\n".encode()
        )
        await asyncio.sleep(0.1)
        assert house.server.connected == 2
        writer.transport.pause_reading()
        started = time.monotonic()
        while house.server.connected == 2 and time.monotonic() - started < 10:
            house.server._hub._give_all(b": " + b"x" * 100_000 + b"\n\n")
            await asyncio.sleep(0.01)
        assert house.server.connected == 1
        await quick.post("/api/cards", {"text": "Nyt"})
        await quick.hears("card", 5)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


async def test_a_phone_that_goes_away_leaves_nothing_behind(house) -> None:
    phone = await house.phone()
    await phone.listen()
    assert house.server.connected == 1
    await phone.leave()
    async with asyncio.timeout(2):
        while house.server.connected:  # noqa: ASYNC110 - the server has no event for a test to wait on
            await asyncio.sleep(0.01)
    assert house.server._hub._streams == {}


async def test_the_disks_trouble_is_told_and_taken_back(house) -> None:
    phone = await house.phone()
    await phone.listen()
    house.live.on_trouble(True)
    assert (await phone.hears("trouble"))["trouble"] is True
    assert (await phone.picture())["trouble"] is True
    phone.heard.clear()
    house.live.on_trouble(False)
    assert (await phone.hears("trouble"))["trouble"] is False


async def test_phones_hear_that_the_host_ends_and_not_that_it_changes_its_address(make_house) -> None:
    for for_good in (False, True):
        async with make_house({}) as house:
            phone = await house.phone()
            headers = {"Authorization": f"Bearer {phone.token}"}
            async with house.http.get(house.base + "/api/stream", headers=headers) as answer:
                received = await answer.content.readany()
                await house.server.stop(for_good=for_good)
                received += await asyncio.wait_for(answer.content.read(), 2)
            assert (b"event: away" in received) is for_good
