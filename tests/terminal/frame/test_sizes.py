"""Sizes: from 60 by 18 everything fits; below, a sentence; resizing loses nothing."""

import random

import pytest
from waiting import until

from workshop.terminal.dialogs.form import FieldsDialog
from workshop.terminal.screens.too_small import TooSmallScreen


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 30), (200, 50)])
async def test_every_line_of_the_frame_fits(drive, size):
    async with drive(size=size) as driver:
        await driver.press("pagedown")
        lines = driver.text().split("\n")
        assert len(lines) == size[1]
        assert "Velkommen" in "\n".join(lines[:4])
        assert "? Hjælp" in lines[-1]
        assert "tilbage" in driver.text()
        assert "Alt er gemt" in driver.text()


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("size", [(59, 24), (80, 17), (1, 1), (20, 5)])
async def test_below_the_smallest_size_there_is_a_sentence(drive, size):
    async with drive() as driver:
        await driver.press("pagedown")
        await driver.pilot.resize_terminal(*size)
        await driver.settle()
        assert isinstance(driver.app.screen, TooSmallScreen)
        if size[0] > 40:
            assert "for lille" in driver.text()
        await driver.press("pagedown")
        assert driver.current == "velkomst"
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert driver.app.screen is driver.screen
        assert "Velkommen" in driver.text()


@pytest.mark.wide
async def test_a_form_keeps_what_is_written_through_any_size(drive):
    async with drive() as driver:
        await driver.press("p", "a")
        await driver.type("Halvt skrevet")
        for size in ((40, 10), (120, 30), (60, 18), (1, 1), (80, 24)):
            await driver.pilot.resize_terminal(*size)
            await driver.settle()
        assert isinstance(driver.app.screen, FieldsDialog)
        await driver.press("ctrl+s")
        assert [item.text for item in driver.state.parked_items] == ["Halvt skrevet"]


async def test_starting_in_a_small_window_waits_for_a_larger_one(drive):
    async with drive(size=(40, 10)) as driver:
        assert isinstance(driver.app.screen, TooSmallScreen)
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert driver.app.screen is driver.screen


@pytest.mark.wide
@pytest.mark.parametrize("steps", [30, pytest.param(60, marks=pytest.mark.long)])
async def test_random_sizes_under_load_never_crash(drive, steps):
    async with drive() as driver:
        chance = random.Random(1)  # noqa: S311 - a fixed storm
        await driver.press("pagedown")
        for step in range(steps):
            await driver.pilot.resize_terminal(chance.randint(1, 160), chance.randint(1, 50))
            if step % 10 == 0:
                await driver.join(f"Deltager {step}")
        await driver.pilot.resize_terminal(80, 24)
        await driver.settle()
        assert driver.app.screen is driver.screen
        # The status line learns of its new width with the next look at the clock.
        await until(lambda: f"{steps // 10} deltagere" in driver.text())


async def test_the_words_above_a_field_are_in_sight_with_it_on_a_low_screen(drive):
    from workshop.facilitating.conversation import Field
    from workshop.terminal.dialogs.ask import ask_fields

    fields = tuple(Field(f"f{number}", f"Spørgsmål {number}") for number in range(6))
    async with drive(size=(60, 18)) as driver:
        driver.app.run_worker(ask_fields(driver.app, "Aftale", fields))
        await driver.settle()
        for number in range(6):
            assert f"Spørgsmål {number}" in driver.text()
            await driver.press("tab")
        await driver.press("shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "shift+tab")
        assert "Spørgsmål 0" in driver.text()


async def test_the_last_line_of_a_long_list_is_above_the_foot_on_a_low_screen(drive):
    from workshop.terminal.dialogs.ask import ask_many

    choices = [(str(number), f"Mulighed {number}") for number in range(30)]
    async with drive(size=(60, 18)) as driver:
        driver.app.run_worker(ask_many(driver.app, "Hvilke?", choices, note="Flere kan vælges."))
        await driver.settle()
        await driver.press("end")
        assert "Mulighed 29" in driver.text()
        assert "Tag de markerede" in driver.text()
