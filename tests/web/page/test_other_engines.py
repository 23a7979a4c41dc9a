"""From the scan to the minutes in Firefox and in WebKit, where this machine has them."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import other_engines
import pytest
from phone_tour import furnish

from sessions.commands import CloseWorkshop

CONTROLS = """JSON.stringify([...document.querySelectorAll('button, input, textarea')]
  .map(each => [each.knownAs ??= Math.random(), each.getBoundingClientRect().top])
  .filter(([, top]) => top > 0 && top < innerHeight))"""
MOST = 4
MINUTES = b"<html><body><h1>Referat</h1><p>Alt, der blev sagt</p></body></html>"


async def moved(phone, selector: str, number: int = 0) -> float:
    """By how many pixels a tap moved any control in sight, before the next card comes."""
    before = dict(json.loads(await phone.comes(CONTROLS)))
    await phone.click(selector, number)
    await asyncio.sleep(0.2)
    after = dict(json.loads(await phone.comes(CONTROLS)))
    return max(abs(after[each] - top) for each, top in before.items() if each in after)


async def from_scan_to_minutes(phone, house, words) -> None:
    await phone.visit(f"{house.base}/#{house.live.access.secret}")
    await phone.click("#join-button")
    await phone.says(words("phone.lobby.welcome"))
    await phone.type("#me-alias", "Mette")
    await phone.click(".head [type=submit]")
    await phone.comes("document.querySelector('.me').innerText.includes('Mette')")
    await house.open("skriv-tiltag")
    await phone.type(".area textarea", f"Skrevet her{other_engines.ENTER}")
    await phone.says(words("phone.collect.received", n=1))
    assert [card.text for card in house.live.state.cards] == ["Skrevet her"]
    assert await phone.run("document.activeElement.tagName") == "TEXTAREA"
    await furnish(house)
    for key, selector, number in (("evne", "[type=radio]", 0), ("place", ".box", 0), ("vote", ".round", 1)):
        row = await house.open(key, "alone" if key == "place" else "")
        title = json.dumps(house.live.method.activity(row.activity).title)
        await phone.comes(f"document.querySelector('h1').innerText === {title}")
        assert await moved(phone, f".area {selector}", number) <= MOST, key
    await phone.says(words("phone.state.all_saved"))
    state = house.live.state
    assert len(state.ratings) == len(state.placements) == len(state.votes) == 1
    await house.do(CloseWorkshop())
    await phone.says(words("phone.ended.title"))
    await phone.click("main .primary")
    await phone.says("Alt, der blev sagt")
    await phone.visit(f"{house.base}/")
    await phone.says(words("phone.ended.title"))
    assert len(house.live.state.participants) == 1


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "profile"
    folder.mkdir()
    return folder


if ENGINES := other_engines.installed():

    @pytest.mark.long
    @pytest.mark.parametrize("engine", ENGINES)
    async def test_from_the_scan_to_the_minutes(make_house, words, profile, engine) -> None:
        async with (
            make_house(minutes_html=lambda: MINUTES) as house,
            other_engines.opened(engine, profile) as phone,
        ):
            await from_scan_to_minutes(phone, house, words)
