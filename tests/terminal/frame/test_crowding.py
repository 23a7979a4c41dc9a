"""Thirty join a ninety: the lobby says so, until the workshop has begun."""

from workshop.terminal.frame.status_bar import StatusBar


async def test_the_lobby_says_that_more_have_come_than_the_run_sheet_has_time_for(drive):
    async with drive(run_sheet="90", size=(120, 40)) as driver:
        bar = driver.screen.query_one(StatusBar)
        for number in range(7):
            driver.room.join(f"Deltager {number}")
        await driver.settle()
        driver.screen._tick()
        assert "har tid til" not in bar.text
        for number in range(7, 30):
            driver.room.join(f"Deltager {number}")
        await driver.settle()
        driver.screen._tick()
        assert "30 deltagere er flere, end drejebogen har tid til (8)" in bar.text
        await driver.press("pagedown")
        driver.screen._tick()
        assert "har tid til" not in bar.text
