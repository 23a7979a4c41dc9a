"""The form for a new workshop offers the initiatives of an earlier one."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from waiting import until_on_screen

from workshop.hosting.session_listing import SessionListing
from workshop.terminal.app import WorkshopApp
from workshop.terminal.screens.new_workshop import NewWorkshopScreen


async def test_the_workshop_that_is_chosen_is_what_the_new_one_begins_with(home, painted):
    listed = SessionListing(Path("nord.db"), "Sidste år", None, "closed", 7, datetime(2025, 3, 4, tzinfo=UTC))
    home.listings.append(listed)
    app = WorkshopApp(home)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await until_on_screen(pilot, lambda: isinstance(app.screen, NewWorkshopScreen))
        await pilot.press("x", "f4")
        await until_on_screen(pilot, lambda: "Hvor skal tiltagene" in painted(app))
        await pilot.press("down", "enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, NewWorkshopScreen))
        assert "Sidste år" in painted(app)
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: bool(home.wishes))
        assert home.earlier == [Path("nord.db")]
