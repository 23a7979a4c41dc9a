"""Thirty join a ninety: the lobby says so, until the workshop has begun."""

from prompts.methods.capacity import people_of
from workshop.terminal.frame.status_bar import StatusBar


async def test_the_lobby_says_that_more_have_come_than_the_run_sheet_has_time_for(drive):
    async with drive(run_sheet="90", size=(120, 40)) as driver:
        bar = driver.screen.query_one(StatusBar)
        method = driver.room.method
        room_for = people_of(method, method.run_sheet("90"))
        for number in range(room_for):
            driver.room.join(f"Deltager {number}")
        await driver.settle()
        driver.screen._tick()
        assert "har tid til" not in bar.text
        for number in range(room_for, 30):
            driver.room.join(f"Deltager {number}")
        await driver.settle()
        driver.screen._tick()
        assert f"30 deltagere er flere, end drejebogen har tid til ({room_for})" in bar.text
        await driver.press("pagedown")
        driver.screen._tick()
        assert "har tid til" not in bar.text
