"""Several names in an agreement: whoever leads is asked who answers for it, and the form is kept."""

import asyncio

import pytest


@pytest.mark.wide
async def test_two_names_are_asked_about_and_the_form_is_kept(drive):
    async with drive(size=(120, 40)) as driver:
        for name in ("Mette Krogh", "Jonas Lind"):
            await driver.join(name)
        await asyncio.to_thread(driver.room.go_to, "aftaler")
        await driver.settle()
        await driver.press("a", *"Mette og Jonas", "enter", *"Ringe", "ctrl+s")
        await driver.press("escape")
        assert not list(driver.state.next_steps)
        await driver.press("ctrl+s", "2")
        await driver.press("a", *"Mette & Jonas", "enter", *"Skrive", "ctrl+s", "3")
        await driver.press("a", *"Mette Krogh", "enter", *"Spørge", "ctrl+s")
        assert {(step.who, step.what, step.help) for step in driver.state.next_steps} == {
            ("Jonas", "Ringe", "Mette"),
            ("Mette & Jonas", "Skrive", ""),
            ("Mette Krogh", "Spørge", ""),
        }


async def test_a_first_name_of_two_people_is_asked_about(drive):
    async with drive(size=(120, 40)) as driver:
        for name in ("Peter Ravn", "Peter Storm", "Hanne, HR"):
            await driver.join(name)
        await asyncio.to_thread(driver.room.go_to, "aftaler")
        await driver.settle()
        await driver.press("a", *"Peter", "enter", *"Ringe", "ctrl+s", "2")
        await driver.press("a", *"Hanne, HR", "enter", *"Skrive", "ctrl+s")
        assert {(step.who, step.help) for step in driver.state.next_steps} == {
            ("Peter Storm", ""),
            ("Hanne, HR", ""),
        }
