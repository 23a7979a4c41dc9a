"""Items of the facilitator's own in the run sheet: a talk, a discussion, a lunch."""

import pytest

from exports.minutes import build_minutes
from sessions import commands as do
from sessions.errors import EmptyTextError
from sessions.model import ActivityStatus


@pytest.mark.wide
async def test_an_own_item_stands_in_the_run_sheet_is_shown_moved_cut_and_taken_back(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.join("mette")
        await driver.press("pagedown", "d", "a", "1")
        await driver.type("Oplæg ved direktøren")
        await driver.press("tab")
        await driver.type("Hvad vil vi med det?")
        await driver.press("tab")
        await driver.type("15")
        await driver.press("enter")
        sheet = driver.state.run_sheet()
        assert sheet[1].minutes == 15
        assert "Oplæg ved direktøren" in driver.text()
        await driver.press("J")
        own = driver.state.run_sheet()[2]
        assert own.id == sheet[1].id
        await driver.press("x")
        assert driver.state.scheduled.get(own.id).status is ActivityStatus.SKIPPED
        await driver.press("x")
        assert driver.state.scheduled.get(own.id).status is ActivityStatus.WAITING
        await driver.press("escape", "pagedown", "pagedown")
        assert driver.state.workshop.current == own.id
        assert "Oplæg ved direktøren" in driver.text()
        assert "Hvad vil vi med det?" in driver.text()


def test_an_own_item_is_in_the_minutes_by_its_title(room, clock):
    row = room.ask(do.AddOwnItem("Frokost", "I kantinen", 45, pause=True)).id
    room.ask(do.OpenActivity(row))
    activity = room.method.activity(room.state().current().activity)
    assert (activity.title, activity.pause) == ("Frokost", True)
    minutes = build_minutes(room.state(), room.method, clock.now(), "0")
    told = minutes.timings[-1]
    assert (told.title, told.planned_minutes) == ("Frokost", 45)


def test_an_own_item_without_a_title_is_refused(room):
    with pytest.raises(EmptyTextError):
        room.ask(do.AddOwnItem(" ", "Tekst", 5))
