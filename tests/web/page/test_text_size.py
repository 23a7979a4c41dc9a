"""The text size that people have chosen in their phone or browser is the page's text size."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest
from conftest import ARGUMENTS, chromium_path
from phone_hand import Hand
from phone_tour import KINDS, furnish
from playwright.async_api import async_playwright
from test_for_everyone import measure

import workshop.web
from workshop.web.page.assets import styles

ROOT = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
SIZES = """() => ['h1', '.small', 'button', 'input[type=text]', 'label'].map(name =>
  parseFloat(getComputedStyle(document.querySelector(name)).fontSize))"""
STYLE = "".join(file.read_text(encoding="utf-8") for file in styles(resources.files(workshop.web) / "page"))


async def scaled_by_the_phone(hand, scale: float) -> None:
    """What Android's setting does to Chromium, through the browser's own tools."""
    tools = await hand.page.context.new_cdp_session(hand.page)
    await tools.send("Emulation.setEmulatedOSTextScale", {"scale": scale})


@pytest.mark.wide
@pytest.mark.parametrize("scale", [0.85, 1.25, 1.5, 2.0])
async def test_the_size_chosen_in_the_phone_counts_for_every_text(make_hand, scale) -> None:
    async with make_hand() as hand:
        await hand.page.goto(hand.house.base)
        await hand.page.get_by_label(hand.word("join.code")).wait_for()
        root, sizes = await hand.page.evaluate(ROOT), await hand.page.evaluate(SIZES)
        await scaled_by_the_phone(hand, scale)
        await hand.page.reload()
        await hand.page.get_by_label(hand.word("join.code")).wait_for()
        grown = await hand.page.evaluate(ROOT) / root
        assert grown == pytest.approx(scale, rel=0.06), "the browser rounds the size it begins with"
        assert await hand.page.evaluate(SIZES) == pytest.approx([size * grown for size in sizes], rel=0.01)


@pytest.mark.wide
@pytest.mark.parametrize("width", [320, 390])
async def test_every_kind_fits_at_twice_the_text_size_of_the_phone(make_hand, house, width) -> None:
    await furnish(house)
    async with make_hand(viewport={"width": width, "height": 720}) as hand:
        await hand.scan()
        await scaled_by_the_phone(hand, 2.0)
        await hand.page.reload()
        await hand.press("join.button")
        await hand.sees("link.connected_short")
        assert await hand.page.evaluate(ROOT) == pytest.approx(34, rel=0.01)
        for key, phase in KINDS:
            await hand.open(key, phase)
            await measure(hand, width)


@pytest.mark.wide
async def test_the_size_chosen_in_the_browser_counts(house, words, tmp_path) -> None:
    """Chromium's setting *Font size*, as it stands in a profile that somebody uses."""
    profile = tmp_path / "profile" / "Default"
    profile.mkdir(parents=True)
    chosen = {"webkit": {"webprefs": {"default_font_size": 32, "default_fixed_font_size": 26}}}
    (profile / "Preferences").write_text(json.dumps(chosen), encoding="utf-8")
    async with async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium_path(playwright.chromium.executable_path),
            args=ARGUMENTS,
            viewport={"width": 320, "height": 720},
        )
        try:
            hand = Hand(await context.new_page(), house, words)
            await hand.join()
            assert await hand.page.evaluate(ROOT) == pytest.approx(34)
            for key, phase in (("skriv-tiltag", ""), ("place", "alone"), ("evne", ""), ("vote", "")):
                await hand.open(key, phase)
                await measure(hand, 320)
        finally:
            await context.close()


def test_iphones_get_the_size_of_their_settings() -> None:
    """No engine here follows iOS: only that the page asks for the one font that carries that size."""
    asked = r"@supports \(font: -apple-system-body\)[^{]*\{\s*html \{ font: -apple-system-body"
    assert re.search(asked, STYLE)


def test_no_text_has_a_size_that_stands_still() -> None:
    sizes = re.findall(r"font(?:-size)?:\s*([^;}]+)", STYLE)
    assert sizes
    assert [size for size in sizes if re.search(r"\d(px|pt|vw|vh)", size)] == []
