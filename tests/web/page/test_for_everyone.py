"""Large text, small screens, no mouse, no colour, little patience: the page works for everyone."""

from __future__ import annotations

import json

import pytest
from phone_hand import comes
from phone_tour import KINDS, furnish

from sessions.commands import ExtendTime, RevealInput, WriteCard

SMALL_TARGETS = """() => [...document.querySelectorAll('button, input, textarea, summary, .choice')]
  .filter(element => { const box = element.getBoundingClientRect();
    return box.width > 0 && (box.width < 44 || box.height < 44); })
  .map(element => element.outerHTML.slice(0, 120))"""
NAMELESS = """() => [...document.querySelectorAll('input, textarea')]
  .filter(element => !element.labels.length && !element.getAttribute('aria-label'))
  .map(element => element.outerHTML)"""

BROKEN_COUNTS = """() => [...document.querySelectorAll('.count')]
  .filter(element => element.getClientRects().length > 1 || element.offsetHeight >
    2 * parseFloat(getComputedStyle(element).fontSize))
  .map(element => element.outerHTML)"""
"""Counts such as *0 af 5* that do not stand on one line."""


async def measure(hand, width: int) -> None:
    beyond = await hand.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert beyond <= 0, f"{beyond} px wider than {width}"
    assert await hand.page.evaluate(SMALL_TARGETS) == []
    assert await hand.page.evaluate(NAMELESS) == []
    assert await hand.page.evaluate(BROKEN_COUNTS) == []
    assert await hand.page.locator("h1").count() == 1
    assert await hand.page.locator("main").count() == 1


@pytest.mark.wide
@pytest.mark.parametrize(
    ("width", "text", "scheme"),
    [
        (320, "212.5%", "light"),
        (768, "106.25%", "dark"),
        *(
            pytest.param(*look, marks=pytest.mark.long)
            for look in (
                (320, "100%", "light"),
                (320, "100%", "dark"),
                (320, "212.5%", "dark"),
                (768, "106.25%", "light"),
            )
        ),
    ],
)
async def test_every_kind_fits_with_targets_for_thumbs(make_hand, house, width, text, scheme) -> None:
    await furnish(house)
    async with make_hand(viewport={"width": width, "height": 720}, color_scheme=scheme) as hand:
        await hand.scan()
        await hand.page.evaluate("size => document.documentElement.style.fontSize = size", text)
        await measure(hand, width)
        await hand.press("join.button")
        await hand.sees("link.connected_short")
        for key, phase in KINDS:
            await hand.open(key, phase)
            await hand.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            await measure(hand, width)


async def test_the_page_speaks_the_language_it_is_written_in(phone) -> None:
    assert await phone.page.evaluate("document.documentElement.lang") == "da"
    content = await phone.page.locator("meta[name=viewport]").get_attribute("content")
    assert "user-scalable" not in content
    assert "maximum-scale" not in content


@pytest.mark.wide
async def test_all_of_it_can_be_done_with_the_keyboard_alone(hand, house) -> None:
    await hand.scan()
    await walk_to(hand, hand.word("join.button"))
    await hand.page.keyboard.press("Enter")
    await hand.sees("lobby.welcome")
    await hand.open("skriv-tiltag")
    await walk_to(hand, "textarea")
    await hand.page.keyboard.type("Uden mus")
    await hand.page.keyboard.press("Control+Enter")
    await hand.saved()
    assert hand.cards() == ["Uden mus"]
    await walk_to(hand, hand.word("done.button"))
    await hand.page.keyboard.press("Space")
    await hand.sees_text(hand.word("done.count", n=1, people=1))
    await hand.open("place", "alone")
    await walk_to(hand, "Tag selv")
    await hand.page.keyboard.press("Enter")
    await hand.saved()
    assert [row.category for row in house.live.state.placements] == ["tag-selv"]


async def walk_to(hand, wanted: str) -> None:
    for _ in range(40):
        await hand.page.keyboard.press("Tab")
        here = await hand.page.evaluate(
            "() => document.activeElement.innerText || document.activeElement.tagName.toLowerCase()"
        )
        if wanted in here:
            outline = await hand.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid"
            return
    raise AssertionError(f"{wanted} cannot be reached with Tab")


@pytest.mark.wide
async def test_there_is_one_polite_voice_and_it_names_the_new_activity(phone, house) -> None:
    await phone.open("skriv-tiltag")
    await phone.open("pause")
    live = phone.page.locator("[aria-live]")
    assert await live.count() == 1
    await comes(lambda: live.get_attribute("aria-live"), "polite")
    said = json.dumps(phone.word("activity.new", title="Pause"))
    await phone.comes_true(f"document.getElementById('announcer').textContent.includes({said})")


@pytest.mark.wide
async def test_what_comes_in_one_moment_is_one_message(hand, house) -> None:
    """Joined, and the activity that is open: neither is lost, and neither waits for the other."""
    await house.open("skriv-tiltag")
    await hand.join()
    said = "document.getElementById('announcer').textContent"
    title = house.live.method.activity("skriv-tiltag").title
    parts = [hand.word("lobby.welcome").rstrip("."), hand.word("activity.new", title=title)]
    await hand.comes_true(f"{json.dumps(parts)}.every(part => {said}.includes(part))")


async def test_a_laptop_shows_the_same_page_as_large_as_there_is_room_for(make_hand, house) -> None:
    await house.open("skriv-tiltag")
    written = [(await house.do(WriteCard(f"Kort {number}"))).id for number in range(8)]
    async with make_hand(viewport={"width": 1280, "height": 800}) as hand:
        await hand.join()
        await house.do(RevealInput())
        await hand.sees_text("Kort 7")
        house.live.pointing(written[5])
        line = hand.page.locator(".pointed-line")
        await line.wait_for()
        head = await hand.page.locator(".head").bounding_box()
        places = [await hand.page.locator(".paper").nth(each).bounding_box() for each in (0, 1)]
        assert head["x"] + head["width"] <= places[0]["x"], "what it is about stands beside the cards"
        assert places[0]["y"] == places[1]["y"], "cards stand beside each other"
        size = "element => parseFloat(getComputedStyle(element).fontSize)"
        assert await line.evaluate(size) >= 1.5 * await hand.page.locator(".card-text").first.evaluate(size)
        assert await line.evaluate("element => element.scrollWidth <= element.clientWidth")
        await measure(hand, 1280)


@pytest.mark.wide
async def test_a_phone_that_is_carried_out_says_when_the_break_is_over(phone, house) -> None:
    await phone.open("pause")
    said = r"/Vi begynder igen kl\. (\d\d\.\d\d)/.exec(document.body.innerText)"
    await phone.comes_true(said)
    before = await phone.page.evaluate(f"{said}[1]")
    await house.do(ExtendTime(5))
    await phone.comes_true(f"{said} && {said}[1] !== '{before}'")
