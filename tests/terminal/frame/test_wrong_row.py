"""A row of the table of hands that cannot be so is named, and the cursor stays in it."""

import asyncio

from textual.widgets import Input

from sessions import commands as do


async def test_more_hands_than_people_stop_at_their_row_and_name_it(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(("Et", "To", "Tre")))
        await driver.ask(do.AddPeople((("Anna", ""), ("Bo", ""))))
        await asyncio.to_thread(driver.room.go_to, "tal-om-de-delte")
        await driver.settle()
        await driver.press("k", *"2000", "enter", *"1200", "enter")
        fields = list(driver.app.screen.query(Input))
        assert driver.app.focused is fields[1]
        assert "To”: 3 i alt" in driver.text()
        assert "højst give 2" in driver.text()
        await driver.press(
            "home", "delete", "1", "end", "backspace", "backspace", "backspace", "1", "0", "0", "ctrl+s"
        )
        assert sum(row.count for row in driver.state.hand_counts) == 4
