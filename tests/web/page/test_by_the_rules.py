"""axe-core looks at every screen, on every width, in every colour scheme, with large text, in every language.

`pytest -m long -n 0 tests/web/page/test_by_the_rules.py` looks at all of it and prints what it has seen.
"""

from __future__ import annotations

import contextlib
from collections import Counter

import pytest
from phone_hand import Hand, missing
from phone_screens import screens

from prompts.language.words import LANGUAGES, load_words
from sessions.rules.meeting.creation import NewWorkshop
from workshop.live.minutes_page import minutes_page
from workshop.terminal.audience.screen_in_words import screen_in_words

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
WIDTHS = (320, 390, 768)
TEXT_SIZES = {"100 %": "106.25%", "200 %": "212.5%"}
EXPLAINED = {
    "color-contrast",  # the signs are one character each; the word stands beside them
    "label-content-name-mismatch",  # plus and minus are named by what they do
}
# What the foot covers depends on how far the page is scrolled, and is no smaller for it.
RUN = """async ([width, size, rules]) => {
  document.documentElement.style.fontSize = size;
  document.querySelectorAll('details').forEach(each => each.open = true);
  document.querySelectorAll('.foot').forEach(each => each.style.position = 'static');
  const found = await axe.run({runOnly: rules});
  const told = each => [each.id, each.nodes.length, each.nodes[0].html.slice(0, 200)];
  return {violations: found.violations.map(told), incomplete: found.incomplete.map(told),
    beyond: document.documentElement.scrollWidth - window.innerWidth};
}"""
SPREAD = """() => {
  for (const each of document.querySelectorAll('body *')) {
    Object.assign(each.style, {lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em'});
    if (each.tagName === 'P') each.style.marginBottom = '2em';
  }
  const cut = [...document.querySelectorAll('button, label, h1, h2, h3, p, .choice-face')].filter(each =>
    getComputedStyle(each).overflow !== 'visible' && !each.classList.contains('unseen') &&
    each.scrollHeight > each.clientHeight + 1);
  return [document.documentElement.scrollWidth - window.innerWidth, cut.map(each => each.outerHTML)];
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    try:
        from axe_playwright_python.base import AXE_FILE_PATH
    except ImportError:
        missing("axe-core is not installed (pip install axe-playwright-python)")
    return AXE_FILE_PATH.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def looked_at(request):
    """How many pages were looked at and how much was found, by language and scheme."""
    seen: dict[tuple[str, str], Counter] = {}
    yield seen
    lines = [f"{'language':10} {'colours':8} {'screens':>8} {'pages':>8} {'violations':>11}"]
    for (language, scheme), found in sorted(seen.items()):
        numbers = f"{found['screens']:>8} {found['pages']:>8} {found['violations']:>11}"
        lines.append(f"{language:10} {scheme:8} {numbers}")
    with request.config.pluginmanager.get_plugin("capturemanager").global_and_fixture_disabled():
        print("", *lines, sep="\n")


@contextlib.asynccontextmanager
async def opened_hand(browser, make_house, language: str, scheme: str):
    wish = NewWorkshop("Workshop", run_sheet="180", group_name="Nordby", language=language)
    minutes = []
    houses: list = []

    def shown():
        return screen_in_words(houses[0].live, houses[0].session.clock.now())

    async with make_house(wish=wish, minutes_html=lambda: minutes[0](), screen=shown) as house:
        houses.append(house)
        minutes.append(lambda: minutes_page(house.live.state, house.live.method))
        still = {"viewport": {"width": 390, "height": 720}, "reduced_motion": "reduce"}
        context = await browser.new_context(**still, **SCHEMES[scheme])
        try:
            yield Hand(await context.new_page(), house, load_words(language)), house
        finally:
            await context.close()


async def look(hand, axe: str, width: int, size: str) -> dict:
    await hand.page.set_viewport_size({"width": width, "height": 720})
    if not await hand.page.evaluate("'axe' in window"):
        await hand.page.evaluate(axe)
    return await hand.page.evaluate(RUN, [width, size, RULES])


def faults_of(found: dict) -> list:
    unexplained = [each for each in found["incomplete"] if each[0] not in EXPLAINED]
    wide = [f"{found['beyond']} px too wide"] if found["beyond"] > 0 else []
    return [*found["violations"], *unexplained, *wide]


@pytest.mark.timeout(300)
async def test_axe_finds_nothing(make_house, browser, axe) -> None:
    """The thin slice: every screen once, the looks taken in turn."""
    turns = [(width, size) for width in WIDTHS for size in TEXT_SIZES.values()]
    async with opened_hand(browser, make_house, "da", "light") as (hand, house):
        number = 0
        async for name in screens(hand, house):
            width, size = turns[number % len(turns)]
            number += 1
            assert faults_of(await look(hand, axe, width, size)) == [], (name, width, size)


@pytest.mark.long
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
async def test_axe_finds_nothing_anywhere(make_house, browser, axe, looked_at, scheme, language) -> None:
    seen = looked_at.setdefault((language, scheme), Counter())
    faults = []
    async with opened_hand(browser, make_house, language, scheme) as (hand, house):
        async for name in screens(hand, house):
            seen["screens"] += 1
            for width in WIDTHS:
                for text, size in TEXT_SIZES.items():
                    found = await look(hand, axe, width, size)
                    seen["pages"] += 1
                    seen["violations"] += len(faults_of(found))
                    faults += [(name, width, text, fault) for fault in faults_of(found)]
    assert faults == []


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_text_that_is_set_wide_is_neither_cut_nor_wider_than_the_phone(
    make_house, browser, language
) -> None:
    """Lines, letters and words as far apart as WCAG 1.4.12 asks for."""
    async with opened_hand(browser, make_house, language, "light") as (hand, house):
        await hand.page.set_viewport_size({"width": 320, "height": 720})
        async for name in screens(hand, house):
            assert await hand.page.evaluate(SPREAD) == [0, []], name
