"""A real Chromium on a real server: what a participant does with thumbs, done by Playwright."""

from __future__ import annotations

import contextlib
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from prompts.language.words import load_words

sys.path.insert(0, str(Path(__file__).parent))
from phone_hand import Hand, missing

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--in-process-gpu",
    "--disable-features=SpareRendererForSitePerProcess,Translate,OptimizationHints,MediaRouter",
]
"""Nothing that a page could notice: fewer processes, a quarter less of the processor for each new phone."""


def pytest_collection_modifyitems(items) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if pytest_asyncio.is_async_test(item):
                item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


def chromium_path(bundled: str) -> str:
    """The system's Chromium, else the one Playwright brought along."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None and not Path(bundled).exists():
        missing("no Chromium on this machine (Debian: apt install chromium)")
    return found or bundled


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator:
    """One Chromium for all tests of a worker: starting it costs more than most tests do."""
    try:
        from playwright.async_api import async_playwright
    except ImportError:
        missing("playwright is not installed")
    async with async_playwright() as playwright:
        path = chromium_path(playwright.chromium.executable_path)
        opened = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        try:
            yield opened
        finally:
            await opened.close()


@pytest.fixture
def words():
    return load_words("da")


@pytest_asyncio.fixture(loop_scope="session")
async def house(make_house) -> AsyncIterator:
    """As everywhere, on the loop that Chromium is driven from."""
    async with make_house() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def hand(browser, house, words) -> AsyncIterator[Hand]:
    """A phone in a hand, before it has joined."""
    async with new_hand(browser, house, words) as opened:
        yield opened
        assert opened.trouble == [], opened.trouble


@pytest_asyncio.fixture(loop_scope="session")
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
