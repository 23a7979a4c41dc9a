"""What a hand can do with the page, found the way a person or a screen reader finds it: by words."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Awaitable, Callable

import pytest

HARMLESS = ("web-share", "Failed to load resource", "net::ERR_")


def missing(what: str) -> None:
    """Skip loudly on somebody's own machine; on the build machine a missing browser is a failure."""
    reason = f"THE PHONE PAGE IS NOT TESTED: {what}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


class Hand:
    """One open page."""

    def __init__(self, page, house, words) -> None:
        self.page = page
        self.house = house
        self.words = words
        self.requests: list[str] = []
        self.trouble: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.trouble.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message) -> None:
        known = any(part in message.text for part in HARMLESS)
        if message.type in ("error", "warning") and not known:
            self.trouble.append(message.text)

    def word(self, key: str, **fields) -> str:
        return self.words(f"phone.{key}", **fields)

    async def scan(self) -> None:
        await self.page.goto(f"{self.house.base}/#{self.house.live.access.secret}")

    async def join(self, alias: str = "") -> None:
        await self.scan()
        await self.press("join.button")
        await self.sees_text(self.word("link.connected_short"))
        if alias:
            await self.call_oneself(alias)

    async def call_oneself(self, alias: str, table: str = "") -> None:
        """Give a name in the lobby, or later where names are changed."""
        field = self.page.get_by_label(self.word("join.alias"))
        if not await field.count():
            await self.press("me.change")
        await field.fill(alias)
        if table:
            await self.page.get_by_label(self.word("join.table")).fill(table)
        await self.press("edit.save")
        await self.answered()

    async def press(self, key: str, **options) -> None:
        await self.page.get_by_role("button", name=self.word(key), **options).first.click()

    async def choose(self, name: str) -> None:
        """Pick one of a few by a part of its name."""
        await self.page.get_by_role("radio", name=name).first.check()

    async def draft(self, text: str) -> None:
        """Write without sending; after the reveal one's own part is folded."""
        field = self.page.get_by_label(self.word("collect.label"))
        if not await field.is_visible() and await self.page.locator("#own-part").count():
            await self.page.locator("#own-part").click()
        await field.fill(text)

    async def write(self, text: str) -> None:
        await self.draft(text)
        await self.press("collect.send", exact=True)

    async def sees(self, key: str, **fields) -> None:
        await self.sees_text(self.word(key, **fields))

    async def sees_text(self, text: str) -> None:
        await self.page.get_by_text(text, exact=False).first.wait_for(state="visible", timeout=8000)

    async def heading(self, title: str) -> None:
        await self.page.get_by_role("heading", name=title, level=1).wait_for(timeout=8000)

    async def open(self, key: str, phase: str = ""):
        """The facilitator opens an activity, and the page follows."""
        row = await self.house.open(key, phase)
        await self.heading(self.house.live.method.activity(row.activity).title)
        return row

    async def answered(self) -> None:
        """Whatever was sent has its answer, be it a refusal."""
        await self.comes_true("JSON.parse(localStorage.getItem('tre-skridt.queue') || '[]').length === 0")

    async def saved(self) -> None:
        """Nothing waits any more."""
        await self.answered()
        await self.sees("state.all_saved")

    def unsent_panel(self):
        return self.page.get_by_role("heading", name=self.word("unsent.title"), exact=True)

    async def storage(self) -> dict:
        return json.loads(await self.page.evaluate("JSON.stringify({...localStorage})"))

    async def comes_true(self, script: str, seconds: float = 20.0) -> None:
        """Ask the page again and again: a wait inside the page is what its own rules forbid (no eval)."""
        async with asyncio.timeout(seconds):
            while True:
                if await self.page.evaluate(script):
                    return
                await asyncio.sleep(0.03)

    async def kept(self, name: str):
        return json.loads((await self.storage()).get(f"tre-skridt.{name}", "null"))

    def cards(self) -> list[str]:
        rows = self.house.live.state.cards
        return sorted(card.text for card in rows if not card.withdrawn)


async def comes(ask: Callable[[], Awaitable[object]], wanted: object, seconds: float = 8.0) -> None:
    """Ask again until the answer is `wanted`: the page draws a moment after it was touched."""
    deadline = time.monotonic() + seconds
    while (answer := await ask()) != wanted:
        assert time.monotonic() < deadline, f"{answer!r} instead of {wanted!r}"
        await asyncio.sleep(0.03)
