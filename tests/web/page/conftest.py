"""A real Chromium on a real server: what a participant does with thumbs, done by Playwright."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from prompts.words import load_words

sys.path.insert(0, str(Path(__file__).parent))
from phone_hand import Hand

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def missing(what: str) -> None:
    """Skip loudly on somebody's own machine; on the build machine a missing browser is a failure."""
    reason = f"THE PHONE PAGE IS NOT TESTED: {what}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
async def browser() -> AsyncIterator:
    try:
        from playwright.async_api import async_playwright
    except ImportError:
        missing("playwright is not installed")
    path = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    async with async_playwright() as playwright:
        if path is None and not Path(playwright.chromium.executable_path).exists():
            missing("no Chromium on this machine (Debian: apt install chromium)")
        opened = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield opened
        finally:
            await opened.close()


@pytest.fixture
def words():
    return load_words("da")


@pytest.fixture
async def hand(browser, house, words) -> AsyncIterator[Hand]:
    """A phone in a hand, before it has joined."""
    async with new_hand(browser, house, words) as opened:
        yield opened
        assert opened.trouble == [], opened.trouble


@pytest.fixture
async def phone(hand) -> Hand:
    """A phone that has joined."""
    await hand.join()
    return hand


@contextlib.asynccontextmanager
async def new_hand(browser, house, words, **options):
    options = {"viewport": {"width": 390, "height": 800}, "locale": "da-DK"} | options
    context = await browser.new_context(**options)
    try:
        yield Hand(await context.new_page(), house, words)
    finally:
        await context.close()


@pytest.fixture
def make_hand(browser, house, words):
    return lambda **options: new_hand(browser, house, words, **options)
