"""Nothing moves under a thumb, and nothing is placed by a tap that was meant for the card before."""

from __future__ import annotations

import pytest
from phone_hand import comes
from waiting import until

from sessions.commands import WriteCard

MOST = 4


async def top(phone, selector: str) -> float:
    return (await phone.page.locator(selector).first.bounding_box())["y"]


async def stays(phone, selector: str, act) -> None:
    before = await top(phone, selector)
    await act()
    await phone.page.wait_for_timeout(400)
    assert abs(await top(phone, selector) - before) <= MOST


async def cards(house, deck: str, number: int = 4) -> None:
    await house.open(deck)
    for each in range(number):
        await house.do(WriteCard(f"Kort {each}"))


@pytest.mark.wide
async def test_an_answer_moves_no_statement(phone, house) -> None:
    await phone.open("evne")
    await stays(phone, ".card-like:nth-of-type(2)", phone.page.get_by_role("radio").first.check)


@pytest.mark.wide
async def test_a_dot_moves_no_proposal(make_hand, house) -> None:
    await cards(house, "forslag")
    async with make_hand(viewport={"width": 360, "height": 640}) as phone:
        await phone.join()
        await phone.open("vote")
        await stays(phone, ".vote:nth-of-type(2)", lambda: phone.press("vote.plus"))


@pytest.mark.wide
async def test_an_answer_to_a_question_moves_no_other(phone, house) -> None:
    await phone.open("reflect", "alone")

    async def answer() -> None:
        await phone.page.get_by_role("textbox").first.fill("Det virkede")
        await phone.page.evaluate("document.activeElement.blur()")
        await phone.saved()

    await stays(phone, ".question:nth-of-type(3)", answer)


@pytest.mark.wide
async def test_the_last_card_placed_moves_no_box(phone, house) -> None:
    await cards(house, "skriv-tiltag", 1)
    await phone.open("place", "alone")
    await stays(phone, ".box", phone.page.locator(".box").first.click)


@pytest.mark.wide
@pytest.mark.parametrize("anchoring", [True, False])
async def test_losing_the_connection_moves_no_field(phone, house, anchoring) -> None:
    await phone.open("skriv-tiltag")
    if not anchoring:  # as in Safari
        await phone.page.evaluate("document.documentElement.style.overflowAnchor = 'none'")
    before = await top(phone, ".area textarea")
    await phone.page.context.set_offline(True)
    await phone.sees("link.advice")
    assert abs(await top(phone, ".area textarea") - before) <= MOST
    await phone.page.context.set_offline(False)
    await phone.sees("link.connected_short")
    await comes(phone.page.locator(".banner").count, 0)
    assert abs(await top(phone, ".area textarea") - before) <= MOST


def placed(house) -> int:
    return len(house.live.state.placements)


@pytest.mark.wide
@pytest.mark.parametrize("pause", [80, 480, 900])
async def test_a_second_tap_places_no_second_card(phone, house, pause) -> None:
    await cards(house, "skriv-tiltag")
    await phone.open("place", "alone")
    box = phone.page.locator(".box").first
    await box.click()
    await phone.page.wait_for_timeout(pause)
    await box.click()
    await phone.page.wait_for_timeout(600)
    await phone.answered()
    assert placed(house) == 1


async def test_the_last_card_placed_can_be_undone(phone, house) -> None:
    await cards(house, "skriv-tiltag")
    await phone.open("place", "alone")
    first = await phone.page.locator(".one .card-text").inner_text()
    await phone.page.locator(".box").first.click()
    await phone.press("place.undo")
    await comes(phone.page.locator(".one .card-text").inner_text, first)
    await until(lambda: placed(house) == 0 or [row.category for row in house.live.state.placements] == [""])
    await comes(phone.page.locator(".box[aria-pressed=true]").count, 0)
