"""What the projector shows, in words, for those who take part: asked for with their token."""

from __future__ import annotations

import pytest

from workshop.live.shown_screen import ScreenPart, ShownScreen

SHOWN = ShownScreen(
    "Trin 1", "Fælles overblik", "Hvad skal vi?", (ScreenPart("Samarbejde", ("t1 · Møder",)),)
)


async def test_it_is_told_to_those_who_take_part_and_to_nobody_else(make_house) -> None:
    async with make_house(screen=lambda: SHOWN) as house:
        assert (await house.stranger().ask("GET", "/api/screen")).status == 401
        phone = await house.phone()
        assert (await phone.ask("GET", "/api/screen")).data == {
            "above": "Trin 1",
            "title": "Fælles overblik",
            "question": "Hvad skal vi?",
            "parts": [{"heading": "Samarbejde", "lines": ["t1 · Møder"]}],
        }
        assert (await phone.picture())["workshop"]["screen"] is True


@pytest.mark.wide
async def test_where_no_projector_is_known_nothing_is_offered(house) -> None:
    phone = await house.phone()
    assert (await phone.ask("GET", "/api/screen")).status == 404
    assert (await phone.picture())["workshop"]["screen"] is False
