"""In a laptop's browser the page tells in words what the projector shows; on a phone it is one tap away."""

from __future__ import annotations

import contextlib

import pytest
from conftest import new_hand

from sessions.commands import OpenInput, RevealInput, WriteCard
from workshop.live.live_workshop import BOARD
from workshop.terminal.audience.screen_in_words import screen_in_words

WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


@pytest.fixture
def house_hand(make_house, browser, words):
    """Opens a house that tells phones what its projector shows, and the page on a screen of a size."""

    @contextlib.asynccontextmanager
    async def opened(size: dict):
        houses = []

        def shown():
            return screen_in_words(houses[0].live, houses[0].session.clock.now())

        async with make_house(screen=shown) as house, new_hand(browser, house, words, viewport=size) as hand:
            houses.append(house)
            yield house, hand
            assert hand.trouble == []

    return opened


async def told(hand, *texts: str) -> None:
    """What the projector shows is told, and those texts are in it."""
    part = hand.page.locator("details", has=hand.page.get_by_text(hand.word("screen.title"), exact=True))
    for text in texts:
        await part.get_by_text(text, exact=False).first.wait_for(state="visible", timeout=8000)


@pytest.mark.wide
async def test_a_laptop_is_told_what_the_projector_turns_to(house_hand) -> None:
    async with house_hand(WIDE) as (house, hand):
        await hand.join()
        await told(hand, house.live.words("terminal.lobby.count", n=1))
        await house.open("skriv-tiltag")
        await house.do(WriteCard("Fælles mødeplan"))
        await hand.open("place", "talk")
        await house.do(RevealInput())
        await told(hand, house.live.words("panels.place.nobody"), "Fælles mødeplan")
        house.live.pointing(BOARD)
        await told(hand, house.live.words("panels.place.rest"))
        await hand.open("pause")
        await told(hand, screen_in_words(house.live, house.session.clock.now()).parts[0].lines[0])
        await hand.open("forslag")
        await house.do(OpenInput(False))
        await told(hand, house.live.words("audience.closed.wait"))


@pytest.mark.wide
async def test_a_phone_asks_for_it_only_once_it_is_unfolded(house_hand) -> None:
    async with house_hand(NARROW) as (house, hand):
        await hand.join()
        await hand.open("skriv-tiltag")
        assert [url for url in hand.requests if url.endswith("/api/screen")] == []
        await hand.page.get_by_text(hand.word("screen.title"), exact=True).click()
        await told(hand, house.live.method.activity("skriv-tiltag").body[0])
        await hand.page.get_by_text(hand.word("screen.title"), exact=True).click()
        await hand.page.wait_for_timeout(2_200)
        asked = len(hand.requests)
        await hand.page.wait_for_timeout(2_500)
        assert len(hand.requests) == asked, "folded, it is not asked for"


@pytest.mark.wide
async def test_without_a_projector_nothing_is_promised(phone) -> None:
    await phone.open("skriv-tiltag")
    assert await phone.page.get_by_text(phone.word("screen.title")).count() == 0
