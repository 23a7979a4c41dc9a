"""axe-core looks at every kind, on every width, in every colour scheme, also with large text."""

from __future__ import annotations

import pytest
from phone_hand import missing
from phone_tour import KINDS, furnish

from sessions.commands import RevealInput

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ["light", "dark", "forced"]
EXPLAINED = {
    "color-contrast",  # the signs are one character each; the word stands beside them
    "label-content-name-mismatch",  # plus and minus are named by what they do
}


@pytest.fixture(scope="session")
def axe() -> str:
    try:
        from axe_playwright_python.base import AXE_FILE_PATH
    except ImportError:
        missing("axe-core is not installed (pip install axe-playwright-python)")
    return AXE_FILE_PATH.read_text(encoding="utf-8")


async def look(hand, axe: str, where: str) -> None:
    await hand.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    await hand.page.evaluate(axe)
    found = await hand.page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    told = [(where, each["id"], each["nodes"][0]["html"]) for each in found["violations"]]
    assert told == []
    assert {each["id"] for each in found["incomplete"]} <= EXPLAINED


async def walk(make_hand, house, axe: str, scheme: str, width: int, text: str) -> None:
    colours = {"forced_colors": "active"} if scheme == "forced" else {"color_scheme": scheme}
    await furnish(house)
    async with make_hand(viewport={"width": width, "height": 720}, **colours) as hand:
        await hand.scan()
        await hand.page.evaluate("size => document.documentElement.style.fontSize = size", text)
        await look(hand, axe, "join")
        await hand.press("join.button")
        await hand.sees("link.connected_short")
        for key, phase in KINDS:
            await hand.open(key, phase)
            await look(hand, axe, f"{key} {phase}")
            if key in ("saml-i-grupper", "opbakning", "vote"):
                await house.do(RevealInput())
                await look(hand, axe, f"{key} revealed")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing(make_hand, house, axe, scheme) -> None:
    await walk(make_hand, house, axe, scheme, 390, "106.25%")


@pytest.mark.long
@pytest.mark.timeout(600)
@pytest.mark.parametrize("text", ["106.25%", "212.5%"])
@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing_on_any_screen(make_hand, house, axe, scheme, width, text) -> None:
    await walk(make_hand, house, axe, scheme, width, text)
