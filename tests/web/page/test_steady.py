"""Nothing moves under a thumb, and nothing is placed by a tap that was meant for the card before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from phone_hand import comes
from phone_tour import LONG
from waiting import until

from sessions.commands import AddNextStep, WriteCard

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


CONTROLS = """() => [...document.querySelectorAll('button, input, textarea, summary')]
  .filter(each => each.checkVisibility()).map(each => {
    each.knownAs ??= `${each.id} ${each.textContent} ${each.ariaLabel || ''} ${Math.random()}`;
    const { top, bottom } = each.getBoundingClientRect();
    return [each.knownAs, top, bottom];
  }).filter(([, top, bottom]) => bottom > 0 && top < innerHeight)"""
"""Everything in sight that a thumb may be on its way to."""


async def moved_by_a_tap(phone, control) -> list[str]:
    """What stood still under the scrolling of a thumb's owner, and moved by more than `MOST` at the tap."""
    await control.wait_for()
    if not await control.evaluate("it => it.getBoundingClientRect().bottom < innerHeight - 70"):
        await control.scroll_into_view_if_needed()
    before = {name: top for name, top, _ in await phone.page.evaluate(CONTROLS)}
    box = await control.bounding_box()
    await phone.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    await phone.answered()
    await phone.page.wait_for_timeout(100)
    after = {name: top for name, top, _ in await phone.page.evaluate(CONTROLS)}
    shifts = {name: after[name] - top for name, top in before.items() if name in after}
    return [f"{name} {shift:+}" for name, shift in shifts.items() if abs(shift) > MOST]


@pytest.mark.wide
async def test_no_tap_moves_what_a_thumb_may_be_on_its_way_to(make_hand, house) -> None:
    await cards(house, "skriv-tiltag", 2)
    await cards(house, "forslag", 3)
    await house.do(AddNextStep("", "Ringe til alle", None, ""))
    async with make_hand(viewport={"width": 360, "height": 640}) as phone:
        await phone.join(alias="Mette")
        page = phone.page

        def named(key: str, number: int = 0):
            return page.get_by_role("button", name=phone.word(key)).nth(number)

        def found(selector: str, number: int = 0):
            return page.locator(selector).nth(number)

        radio, done = page.get_by_role("radio"), page.locator("#done-button")
        for key, phase, taps in (
            ("skriv-tiltag", "", [found(".area [type=submit]"), done, done]),
            ("evne", "", [radio.first, radio.nth(3), done]),
            ("grupper", "", [found(".marks button", number) for number in (0, 1, 2, 0)]),
            (
                "vote",
                "",
                [named("vote.plus"), named("vote.plus"), named("vote.plus", 1), named("vote.minus")],
            ),
            ("reflect", "alone", [found("textarea"), found("textarea", 1), found("textarea", 2)]),
            ("agree", "", [named("agree.take"), named("agree.give_back")]),
            ("place", "alone", [found(".box")]),
            ("place", "alone", [found(".box", 5), found(".box", 6), named("quiet.lost")]),
        ):
            await phone.open(key, phase)
            if phase or key == "skriv-tiltag":
                await page.evaluate("document.querySelector('.area textarea')?.focus()")
                await page.keyboard.type("Noget")
            if key == "place" and len(taps) > 1:
                await phone.press("place.list")
            for number, control in enumerate(taps):
                assert await moved_by_a_tap(phone, control) == [], (key, number)


@pytest.mark.wide
async def test_the_last_card_placed_moves_no_box(phone, house) -> None:
    await cards(house, "skriv-tiltag", 1)
    await phone.open("place", "alone")
    await stays(phone, ".box", phone.page.locator(".box").first.click)


@pytest.mark.wide
async def test_a_longer_card_after_a_short_one_moves_no_box(make_hand, house) -> None:
    await house.open("skriv-tiltag")
    for text in ("Kort", LONG, LONG * 2, "Et"):
        await house.do(WriteCard(text))
    async with make_hand(viewport={"width": 360, "height": 640}) as phone:
        await phone.join()
        await phone.open("place", "alone")
        tops = set()
        for number in range(4):
            await phone.sees("place.number", number=number + 1, all=4)
            tops.add(
                round(await top(phone, ".box") - await top(phone, "#heading"))
            )  # however far it is scrolled
            await phone.press("place.next")
        assert max(tops) - min(tops) <= MOST, tops


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


async def asked(question, house):
    return question(house)


def placed(house) -> int:
    return len(house.live.state.placements)


async def first_card(phone, house):
    """The first box of the first card to place, and the page's clock, which stands still."""
    await cards(house, "skriv-tiltag")
    await phone.open("place", "alone")
    box, clock = phone.page.locator(".box").first, phone.page.clock
    await clock.install()
    await clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    return box, clock


@pytest.mark.wide
async def test_a_second_tap_places_no_second_card(phone, house) -> None:
    box, clock = await first_card(phone, house)
    for number, pause in enumerate((80, 480, 900)):
        for _ in range(2):
            await box.click()
            await clock.run_for(pause)
        await clock.run_for(2000)
        await comes(lambda: asked(placed, house), number + 1)


@pytest.mark.wide
async def test_a_tap_that_places_nothing_is_told(phone, house) -> None:
    box, clock = await first_card(phone, house)
    told = phone.word("place.held")
    await box.click()
    await clock.run_for(600)
    assert await phone.page.get_by_text(told).count() == 0
    await box.click()
    await clock.run_for(200)
    assert await phone.page.locator(".foot-line").get_by_text(told).is_visible()
    assert told.rstrip(".") in await phone.page.locator("#announcer").text_content()
    await clock.run_for(900)
    await box.click()
    await clock.run_for(2000)
    await comes(lambda: asked(placed, house), 2)
    assert await phone.page.get_by_text(told).count() == 0


@pytest.mark.wide
async def test_the_last_card_placed_can_be_undone(phone, house) -> None:
    await cards(house, "skriv-tiltag")
    await phone.open("place", "alone")
    first = await phone.page.locator(".one .card-text").inner_text()
    await phone.page.locator(".box").first.click()
    await phone.press("place.undo")
    await comes(phone.page.locator(".one .card-text").inner_text, first)
    await until(lambda: placed(house) == 0 or [row.category for row in house.live.state.placements] == [""])
    await comes(phone.page.locator(".box[aria-pressed=true]").count, 0)
