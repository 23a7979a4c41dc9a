"""The room sees what it is asked: the activity's own text stands above the cards, in every kind."""

import pytest

from prompts.methods.kinds import BUILT_IN
from prompts.methods.model import Kind
from sessions import commands as do

ASKED = "det næste halve til hele år"


def flat(text):
    return "".join(text.split())


@pytest.mark.wide
async def test_the_text_of_every_kind_is_on_the_projector_and_a_key_shows_all_of_it(drive):
    async with drive(size=(120, 44), run_sheet="180") as driver:
        seen = set()
        for row in driver.state.run_sheet():
            activity = driver.room.method.activity(row.activity)
            if activity.pause or activity.kind is Kind.PRESENT:
                continue
            await driver.ask(do.OpenActivity(row.id))
            shown = flat(driver.text())
            assert flat(activity.body[0]) in shown, activity.key
            await driver.press("r")
            shown = flat(driver.text())
            assert [line for line in activity.body if flat(line) not in shown] == [], activity.key
            await driver.press("r")
            if len(activity.body) > 2:
                assert flat(activity.body[-1]) not in flat(driver.text()), activity.key
            seen.add(activity.kind)
        assert seen == set(BUILT_IN) - {Kind.PRESENT, Kind.REVIEW}


async def test_a_small_projector_shows_the_question_in_one_line_or_when_asked(drive):
    async with drive(size=(80, 24), run_sheet="90") as driver:
        await driver.press("pagedown", "pagedown", "pagedown")
        assert driver.current == "skriv-tiltag"
        assert flat(ASKED) in flat(driver.text())
        await driver.press("r")
        assert "Ingen snak endnu." in driver.text()
        await driver.press("pagedown", "pageup")
        assert "Ingen snak endnu." not in driver.text(), "another activity begins folded"


async def test_the_question_for_the_day_stands_where_people_wait(drive):
    async with drive(size=(120, 40)) as driver:
        for word in driver.room.method.before_the_day.split():
            assert word in driver.text()
