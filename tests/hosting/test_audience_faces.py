"""A face of the audience looks on: it starts no host, keeps none, ends none, and asks for nothing."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import aiohttp
import pytest
from hosted import hosted, order_for, texts
from in_terminal import InTerminal
from waiting import until

from sessions.commands import AddNextStep, ExtendTime, OpenActivity, OpenNext, ParkItem
from sessions.errors import NotStoredError
from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching.attached_workshop import attach, attach_audience
from workshop.attaching.host_finding import NoHostError, find_host
from workshop.channel import codec
from workshop.channel.endpoint import find_endpoint
from workshop.channel.messages import CommandRequest, Leave, Watch
from workshop.hosting.open_sessions import create_session
from workshop.live.other_faces import Attached
from workshop.machine.addresses import LOOPBACK

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals end the process")


async def painted(screen: InTerminal) -> None:
    """Return once block letters are on the screen."""
    seen = b""
    while "▙".encode() not in seen:
        assert screen.process.poll() is None, seen
        seen += screen.read()
        await asyncio.sleep(0.05)


@pytest.mark.wide
async def test_the_host_ends_with_the_last_face_that_leads_and_the_audience_is_told(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, _):
        audience = await attach_audience(order_for(leading.path))
        await leading.close()
        assert find_endpoint(leading.path) is None
        await until(lambda: audience.has_ended)
        await audience.close()


@pytest.mark.wide
@pytest.mark.parametrize("politely", [True, False])
async def test_a_face_of_the_audience_may_go_as_it_likes(tmp_path: Path, politely: bool) -> None:
    async with hosted(tmp_path) as (leading, phone):
        audience = await attach_audience(order_for(leading.path))
        await phone.send("/api/cards", {"text": "Et kort"})
        await until(lambda: texts(audience.live) == ["Et kort"])
        if not politely:
            audience._line.abort()
            audience._closing = True
        await audience.close()
        await phone.send("/api/cards", {"text": "Et til"})
        await until(lambda: texts(leading.live) == ["Et kort", "Et til"])
        assert not leading.is_away


@pytest.mark.wide
async def test_a_host_gives_up_though_somebody_of_the_audience_still_looks(tmp_path: Path) -> None:
    async with hosted(tmp_path, patience=1.0) as (leading, _):
        audience = await attach_audience(order_for(leading.path))
        await leading.close(hung_up=True)
        await until(lambda: audience.has_ended)
        await audience.close()


async def test_the_audience_starts_no_host(tmp_path: Path) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    with pytest.raises(NoHostError) as told:
        await attach_audience(order_for(path))
    assert "workshop run" in told.value.sentence()
    assert find_endpoint(path) is None


@pytest.mark.wide
async def test_the_audience_waits_for_the_one_who_leads_to_host_it_again(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, phone):
        audience = await attach_audience(order_for(leading.path))
        before = leading._host
        os.kill(before, signal.SIGKILL)
        await until(lambda: not leading.is_away and leading._host != before)
        await until(lambda: not audience.is_away and audience._host == leading._host)
        await phone.send("/api/cards", {"text": "Efter"})
        await until(lambda: texts(audience.live) == ["Efter"])
        await audience.close()
        assert not leading.has_ended


@pytest.mark.wide
async def test_what_a_face_of_the_audience_asks_for_is_not_done(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, phone):
        audience = await attach_audience(order_for(leading.path))
        with pytest.raises(NotStoredError):
            await audience.live.send(ParkItem("Fra salen"))
        await audience.close()
        found = await find_host(leading.path)
        assert found is not None
        found.line.send(Watch())
        name, fields = codec.command_message(ParkItem("Fra salen"))
        found.line.send(CommandRequest(1, name, fields))
        found.line.send(Leave(stop=True))
        while await found.line.receive() is not None:
            pass
        await phone.send("/api/cards", {"text": "Et kort"})
        await until(lambda: texts(leading.live) == ["Et kort"])
        assert not list(leading.live.state.parked_items)


@pytest.mark.wide
async def test_the_audience_follows_the_cursor_of_the_one_who_leads(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, _):
        audience = await attach_audience(order_for(leading.path))
        second = await attach(order_for(leading.path))
        leading.live.pointing("et kort")
        await until(lambda: audience.live.pointed == second.live.pointed == "et kort")
        audience.live.pointing("et andet")
        leading.live.pointing("et tredje")
        await until(lambda: second.live.pointed == "et tredje")
        assert audience.live.pointed in ("et kort", "et tredje")
        # The time to talk about one card is on every screen.
        leading.live.time_talk(90)
        await until(lambda: 80 < (audience.live.talk_left or 0) <= 90 and second.live.talk_left is not None)
        leading.live.time_talk(None)
        await until(lambda: audience.live.talk_left is second.live.talk_left is None)
        # Whoever leads knows how large the group's screen is, so that it can be shown what is on it.
        audience.show_in(200, 50)
        await until(lambda: (leading.live.attached.columns, leading.live.attached.rows) == (200, 50))
        audience.show_in(80, 24)
        await until(lambda: (second.live.attached.columns, second.live.attached.rows) == (80, 24))
        assert second.live.attached.audience == 1
        await second.close()
        await audience.close()


@pytest.mark.wide
async def test_the_audience_is_held_still_until_it_is_let_go_or_the_workshop_moves(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, _):
        assert leading.live.attached == Attached(1, 0, False)
        audience = await attach_audience(order_for(leading.path))
        await until(lambda: leading.live.attached == Attached(1, 1, False))
        leading.freeze(True)
        await until(lambda: audience.live.attached.frozen and leading.live.attached.frozen)
        late = await attach_audience(order_for(leading.path))
        assert late.live.attached.frozen
        audience.freeze(False)  # it only looks on
        await leading.live.send(ExtendTime(2))
        await until(lambda: leading.live.attached.audience == 2)
        assert leading.live.attached.frozen
        leading.freeze(False)
        await until(lambda: not (audience.live.attached.frozen or late.live.attached.frozen))
        leading.freeze(True)
        await until(lambda: audience.live.attached.frozen)
        await leading.live.send(OpenNext())
        await until(lambda: not (audience.live.attached.frozen or leading.live.attached.frozen))
        assert audience.live.state.workshop.current == leading.live.state.workshop.current
        await late.close()
        await audience.close()
        await until(lambda: leading.live.attached == Attached(1, 0, False))


@pytest.mark.wide
async def test_a_host_that_takes_the_place_of_another_holds_the_audience_still_too(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, _):
        audience = await attach_audience(order_for(leading.path))
        leading.freeze(True)
        await until(lambda: audience.live.attached.frozen)
        before = leading._host
        os.kill(before, signal.SIGKILL)
        await until(lambda: not leading.is_away and leading._host != before)
        await until(lambda: not audience.is_away and audience._host == leading._host)
        await until(lambda: audience.live.attached.frozen and leading.live.attached.frozen)
        await audience.close()


@pytest.mark.wide
async def test_a_phone_notices_nothing_when_the_audience_s_screen_is_killed(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, phone), aiohttp.ClientSession() as client:
        headers = {"Authorization": f"Bearer {phone.token}"}
        base = f"http://{LOOPBACK}:{leading.port}"
        async with client.get(f"{base}/api/stream", headers=headers) as stream:
            screen = InTerminal("screen", str(leading.path), "--data-dir", str(tmp_path))
            try:
                await painted(screen)
                os.kill(screen.process.pid, signal.SIGKILL)
                screen.process.wait(10)
                await phone.send("/api/cards", {"text": "Bagefter"})
                await leading.live.send(ExtendTime(2))
                heard = b""
                while b"event: clock" not in heard:
                    heard += await asyncio.wait_for(stream.content.readany(), 10)
            finally:
                screen.kill()
        assert not leading.is_away
        assert texts(leading.live) == ["Bagefter"]


@pytest.mark.wide
async def test_one_key_leaves_the_audience_s_screen_and_everything_goes_on(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, phone):
        before = leading.live.state.seq
        screen = InTerminal("screen", str(leading.path), "--data-dir", str(tmp_path))
        try:
            await painted(screen)
            screen.press(b"n\r ")  # keys that would lead
            screen.press(b"q")
            await until(lambda: screen.read() is not None and screen.process.poll() is not None)
            assert screen.process.returncode == 0
        finally:
            screen.kill()
        await phone.send("/api/cards", {"text": "Et kort"})
        await until(lambda: texts(leading.live) == ["Et kort"])
        assert leading.live.state.seq == before + 1


@pytest.mark.wide
async def test_phones_mark_what_the_cursor_of_a_face_is_on(tmp_path: Path) -> None:
    async with hosted(tmp_path) as (leading, _), aiohttp.ClientSession() as http:
        live = leading.live
        origin = live.origin
        headers = {"Origin": origin}
        join = {"secret": live.access.secret}
        async with http.post(f"{origin}/api/join", json=join, headers=headers) as answer:
            headers["Authorization"] = f"Bearer {(await answer.json())['token']}"
        step = (await live.send(AddNextStep("Anne", "Ringe", None, ""))).id
        agree = next(
            row.id for row in live.state.run_sheet() if live.method.activity(row.activity).kind == "agree"
        )
        await live.send(OpenActivity(agree))
        leading.point(step)
        async with asyncio.timeout(5):
            while True:
                async with http.get(f"{origin}/api/state", headers=headers) as answer:
                    if (await answer.json())["pointed"]["id"] == step:
                        break
                await asyncio.sleep(0.05)
