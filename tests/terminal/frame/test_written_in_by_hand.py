"""People and hands that the facilitator writes in: several at once, and confirmed with numbers."""

import asyncio

from textual import events
from textual.widgets import TextArea

from sessions import commands as do


async def test_several_names_are_written_in_at_once_and_a_pasted_list_too(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("D", "a", *"Anna,Bo", "comma", *"Carl", "enter")
        assert [person.alias for person in driver.state.participants] == ["Anna", "Bo", "Carl"]
        driver.app.screen.query(TextArea).first().post_message(events.Paste("Dina\nEmil\n"))
        await driver.settle()
        await driver.press("ctrl+s")
        assert [person.alias for person in driver.state.participants][3:] == ["Dina", "Emil"]
        assert all(person.typed_in for person in driver.state.participants)


async def test_one_name_after_the_other_is_saved_by_enter_and_the_table_stays(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press(
            "D", "a", *"Lone", "tab", *"Bord 1", "shift+tab", "enter", *"Henrik", "enter", "escape"
        )
        told = [(person.alias, person.table_name) for person in driver.state.participants]
        assert told == [("Lone", "Bord 1"), ("Henrik", "Bord 1")]


async def test_hands_that_are_saved_are_confirmed_with_their_numbers(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(("Et", "To", "Tre")))
        await asyncio.to_thread(driver.room.go_to, "tal-om-de-delte")
        await driver.settle()
        await driver.press("k", *"2100", "enter", *"0200", "ctrl+s")
        assert "Håndsoprækningen er gemt: 5 hænder, på 2 af 3 kort." in driver.text()
