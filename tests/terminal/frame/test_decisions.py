"""Decisions from anywhere on the screen, and with one key from the vote."""

import asyncio

import pytest

from sessions import commands as do
from sessions.queries.decisions import decisions, steps_of_decision


def texts(driver):
    return [row.text for row in decisions(driver.state)]


@pytest.mark.wide
async def test_a_decision_is_written_ordered_tied_removed_and_undone(drive):
    async with drive() as driver:
        await driver.ask(do.AddNextStep("BK", "Ringer", None, "Liste"))
        await driver.press("pagedown", "B")
        assert "Ingen beslutninger endnu" in driver.text()
        for text in ("Vi stopper to", "Vi går tæt på tre"):
            await driver.press("a")
            await driver.type(text)
            await driver.press("ctrl+s")
        assert texts(driver) == ["Vi stopper to", "Vi går tæt på tre"]
        await driver.press("K")
        assert texts(driver) == ["Vi går tæt på tre", "Vi stopper to"]
        await driver.press("g", "space", "enter")
        first = decisions(driver.state)[0]
        assert [step.who for step in steps_of_decision(driver.state, first.id)] == ["BK"]
        assert "BK" in driver.text()
        await driver.press("x", "j")
        assert texts(driver) == ["Vi stopper to"]
        await driver.press("escape", "u")
        assert texts(driver) == ["Vi går tæt på tre", "Vi stopper to"]


async def test_the_chosen_proposal_becomes_a_decision_with_one_key(drive):
    async with drive() as driver:
        await asyncio.to_thread(driver.room.go_to, "forslag")
        for text in ("Fast halv time", "Stop to tiltag"):
            await asyncio.to_thread(driver.room.write, text)
        await asyncio.to_thread(driver.room.go_to, "stem")
        await driver.ask(do.RevealInput(True))
        await driver.press("down", "b", "b")
        (text,) = texts(driver)
        assert text in ("Fast halv time", "Stop to tiltag")
        await driver.press("u")
        assert texts(driver) == []


async def test_the_end_shows_what_was_decided(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.ask(do.ConfirmDecision("Vi stopper to tiltag"))
        await driver.ask(do.CloseWorkshop())
        assert "1 beslutning" in driver.text()
        assert "Vi stopper to tiltag" in driver.text()
