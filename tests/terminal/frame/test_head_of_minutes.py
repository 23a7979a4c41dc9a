"""The form for a new workshop takes what stands at the top of the minutes."""

from __future__ import annotations

import pytest
from waiting import until_on_screen

from sessions.model import MeetingDetails
from workshop.terminal.app import WorkshopApp
from workshop.terminal.screens.new_workshop import NewWorkshopScreen


@pytest.mark.wide
async def test_purpose_and_place_are_kept_and_leaving_the_form_asks_first(home, painted):
    app = WorkshopApp(home)
    async with app.run_test(size=(120, 45)) as pilot:
        await pilot.press("n")
        await until_on_screen(pilot, lambda: isinstance(app.screen, NewWorkshopScreen))
        await pilot.press("f5")
        await until_on_screen(pilot, lambda: "Det, der står øverst i referatet" in painted(app))
        await pilot.press(*"Ro", "enter", *"Sal 2", "ctrl+s")
        await until_on_screen(pilot, lambda: "2 felter udfyldt" in painted(app))
        await pilot.press("escape")
        await until_on_screen(pilot, lambda: "Kassér det, du har skrevet?" in painted(app))
        await pilot.press("n")
        await until_on_screen(pilot, lambda: isinstance(app.screen, NewWorkshopScreen))
        await pilot.press(*"Lederdag", "ctrl+s")
        await until_on_screen(pilot, lambda: bool(home.wishes))
        assert home.wishes[0].details == MeetingDetails(1, purpose="Ro", place="Sal 2")
