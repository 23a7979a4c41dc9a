"""The network is cut in the middle of every input, in every way a network can be: all arrive, once.

Ordinarily one kind of input meets each way of cutting; the long run tries every kind with every way.
"""

from __future__ import annotations

import asyncio

import pytest
import pytest_asyncio
from cut_wire import Cut, CutWire, Held
from phone_inputs import INPUTS
from waiting import until

from workshop.web.contract.server_settings import ServerSettings
from workshop.web.server import PhoneServer

ANSWER_DEADLINE = 12_000
WATCHDOG = 13_000


class WiredHouse:
    """A house whose phones reach it by a wire that can be cut."""

    def __init__(self, house, wire: CutWire) -> None:
        self.house = house
        self.wire = wire
        self.base = f"http://{wire.host}"
        self.posts: list[str] = []

    def __getattr__(self, name: str):
        return getattr(self.house, name)

    def count_posts(self) -> None:
        people = {row.id for row in self.live.state.participants}

        def hear(events) -> None:
            self.posts.extend(event.command for event in events if event.actor in people)

        self.live.listen(hear)

    async def stop_server(self) -> None:
        await self.server.stop()

    async def start_server(self) -> None:
        settings = ServerSettings(clock=self.session.clock, allowed_hosts=(self.wire.host,))
        self.house.server = PhoneServer(self.live, settings)
        await self.server.start()
        self.wire.target = self.server.port


@pytest_asyncio.fixture(loop_scope="session")
async def house(make_house):
    async with CutWire() as wire, make_house() as opened:
        wired = WiredHouse(opened, wire)
        await wired.stop_server()
        await wired.start_server()
        try:
            yield wired
        finally:
            await wired.stop_server()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(hand):
    """A phone that has joined, and whose clock can be put forward."""
    await hand.page.clock.install()
    await hand.join()
    return hand


async def waits(phone) -> None:
    """The page has noticed, keeps the input, and does not call it saved."""
    await phone.sees("link.offline_short")
    assert await phone.kept("queue")
    body = await phone.page.inner_text("body")
    assert phone.word("state.all_saved") not in body


async def out_of_reach(phone, house, make) -> None:
    await phone.page.context.set_offline(True)
    await make()
    await waits(phone)
    await phone.page.context.set_offline(False)


async def stalled(phone, house, make, held: Held) -> None:
    house.wire.cut(Cut.STALL)
    await make()
    await phone.page.clock.fast_forward(ANSWER_DEADLINE)
    await waits(phone)
    house.wire.mend(held)


async def stalled_and_late(phone, house, make) -> None:
    """What was given up arrives after all, and then once more."""
    await stalled(phone, house, make, Held.FLOWS)


async def stalled_and_lost(phone, house, make) -> None:
    await stalled(phone, house, make, Held.LOST)


async def broken(phone, house, make, how: Cut) -> None:
    house.wire.cut(how)
    await make()
    await waits(phone)
    house.wire.mend()


async def reset_before(phone, house, make) -> None:
    await broken(phone, house, make, Cut.RESET_REQUEST)
    assert house.posts == []


async def reset_after(phone, house, make) -> None:
    await broken(phone, house, make, Cut.RESET_ANSWER)
    assert house.posts != [], "the server had it before the answer was lost"


async def half_a_request(phone, house, make) -> None:
    await broken(phone, house, make, Cut.HALF_REQUEST)
    assert house.posts == []


async def half_an_answer(phone, house, make) -> None:
    await broken(phone, house, make, Cut.HALF_ANSWER)
    assert house.posts != [], "the server had it before the answer was lost"


async def server_restarts(phone, house, make) -> None:
    await house.stop_server()
    await make()
    await waits(phone)
    await house.start_server()


ON_THE_WIRE = [stalled_and_late, stalled_and_lost, reset_before, reset_after, half_a_request, half_an_answer]
WAYS = [out_of_reach, *ON_THE_WIRE, server_restarts]


async def cut_in_the_middle(phone, house, entry, way) -> None:
    await entry.ready(phone, house)
    house.count_posts()
    await way(phone, house, lambda: entry.make(phone, house))
    await phone.saved()
    assert entry.stored(house) == entry.wanted
    assert 1 <= len(house.posts) <= entry.most, house.posts


@pytest.mark.wide
@pytest.mark.parametrize(
    ("entry", "way"), zip(INPUTS, ON_THE_WIRE, strict=False), ids=lambda each: name_of(each)
)
async def test_an_input_arrives_once(phone, house, entry, way) -> None:
    await cut_in_the_middle(phone, house, entry, way)


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("entry", INPUTS, ids=lambda entry: entry.name)
async def test_every_input_arrives_once_however_the_wire_is_cut(phone, house, entry, way) -> None:
    await cut_in_the_middle(phone, house, entry, way)


def name_of(each) -> str:
    return getattr(each, "name", "") or each.__name__


async def test_a_stream_that_went_silent_is_noticed_and_begun_anew(phone, house) -> None:
    """Nothing is closed and nothing comes: only the missing heartbeat tells."""
    await phone.open("skriv-tiltag")
    house.wire.cut(Cut.STALL)
    await house.open("pause")
    await asyncio.sleep(0.2)
    house.wire.mend(Held.SILENT)
    await phone.page.clock.fast_forward(WATCHDOG + 5_000)
    await phone.heading("Pause")
    await phone.sees("link.connected_short")


@pytest.mark.wide
async def test_a_phone_that_only_listens_says_that_nobody_is_there(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.page.wait_for_timeout(700)  # no picture is on its way
    house.wire.cut(Cut.STALL)
    await phone.page.clock.fast_forward(20_000)
    await phone.sees("link.offline_short")
    house.wire.mend(Held.SILENT)
    await phone.sees("link.connected_short")


@pytest.mark.wide
async def test_a_phone_asks_again_every_second_while_a_killed_host_is_started_anew(phone, house) -> None:
    asked: list[str] = []
    failed: list[str] = []
    await house.stop_server()
    await phone.sees("link.offline_short")
    phone.page.on("request", lambda request: asked.append(request.url))
    phone.page.on("requestfailed", lambda request: failed.append(request.url))
    for times in (1, 2):
        await phone.page.wait_for_timeout(100)  # until the page has taken in that there was no answer
        await phone.page.clock.run_for(1_600)  # a second, and up to half of one more
        assert len(asked) >= times
        await until(lambda: len(failed) >= len(asked))
    await house.start_server()
