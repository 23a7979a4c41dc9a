"""The facilitator chooses the language of a new workshop beside its length."""

from __future__ import annotations

import asyncio

import pytest
from textual.widgets import Input, Static
from waiting import until_on_screen

from prompts.language.words import LANGUAGE_NAMES, LANGUAGES
from workshop.terminal.app import WorkshopApp
from workshop.terminal.dialogs.language_choice import LanguageChoice
from workshop.terminal.screens.new_workshop import SECONDS_OF_TYPING, NewWorkshopScreen


async def form(app, pilot):
    await pilot.press("n")
    await until_on_screen(
        pilot, lambda: isinstance(app.screen, NewWorkshopScreen) and app.screen.query("#run-sheet")
    )
    await pilot.press("x")
    return app.screen


async def test_a_workshop_speaks_the_facilitators_language_unless_another_is_chosen(home):
    app = WorkshopApp(home)
    async with app.run_test(size=(120, 40)) as pilot:
        await form(app, pilot)
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: bool(home.wishes))
        assert home.wishes[-1].language == "da"


async def test_the_people_expected_propose_the_run_sheet_and_too_many_are_told(home):
    app = WorkshopApp(home)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await form(app, pilot)
        for people, key in (("4", "60"), ("7", "90"), ("12", "120")):
            screen.query_one("#people", Input).value = people
            await until_on_screen(pilot, lambda key=key: screen._sheet().key == key)
            assert "ved to borde" not in str(screen.query_one("#summary", Static).content)
        # Two digits in one burst are one number.
        for typed in ("1", "12"):
            screen.query_one("#people", Input).value = typed
        await asyncio.sleep(3 * SECONDS_OF_TYPING)
        await until_on_screen(pilot, lambda: screen._sheet().key == "120")
        assert sum(button.value for button in screen.query("#run-sheet RadioButton")) == 1
        screen.query_one("#people", Input).value = "30"
        await until_on_screen(
            pilot, lambda: "ved to borde" in str(screen.query_one("#summary", Static).content)
        )


@pytest.mark.wide
async def test_the_chosen_language_is_the_workshops_and_shows_its_run_sheets_at_once(home, painted):
    app = WorkshopApp(home)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await form(app, pilot)
        assert all(LANGUAGE_NAMES[language] in painted(app) for language in LANGUAGES)
        screen.query_one(LanguageChoice).focus()
        await pilot.press("right", "enter")
        await until_on_screen(pilot, lambda: "120 minutes" in painted(app))
        assert "The recommended version," in painted(app)
        assert screen.query_one(LanguageChoice).language == "en"
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: bool(home.wishes))
        assert home.wishes[-1].language == "en"
