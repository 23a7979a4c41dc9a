"""The script of a kind from elsewhere, drawn and pressed in a real Chromium."""

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from in_this_process import served

from prompts.language.words import load_words
from sessions import commands as do

sys.path.insert(0, str(Path(__file__).parents[1] / "web" / "page"))
from phone_hand import Hand, missing

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.mark.wide
@pytest.mark.browser
async def test_a_thumb_puts_the_cards_in_order_and_sees_the_order_of_all_after_the_reveal(file):
    try:
        from playwright.async_api import async_playwright
    except ImportError:
        missing("playwright is not installed")
    async with served(file) as (live, _), async_playwright() as playwright:
        found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), playwright.chromium.executable_path)
        browser = await playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        hand = Hand(await browser.new_page(), SimpleNamespace(base=live.origin, live=live), load_words("da"))
        await hand.join("Anna")
        await live.send(do.OpenNext())
        for text in ("Mål", "Møder"):
            await live.send(do.WriteCard(text))
        await live.send(do.OpenNext())
        for text in ("Møder", "Mål"):
            await hand.page.get_by_role("button", name=text, exact=True).click()
        await hand.sees_text("2 kort valgt")
        await hand.sees("state.all_saved")
        assert await hand.page.locator("ol.ranked").count() == 0
        await live.send(do.RevealInput())
        await hand.page.locator("ol.ranked").wait_for()
        assert await hand.page.locator("ol.ranked li").all_text_contents() == ["Møder", "Mål"]
        assert hand.trouble == []
        await browser.close()
