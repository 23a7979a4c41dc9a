"""What one person wrote is never begun with where the group agrees; for a card it may stand as proposed."""

import asyncio

from sessions import commands as do
from sessions.group_subject import GROUP


async def test_the_groups_text_begins_empty_and_a_cards_with_what_one_proposed(drive):
    async with drive(size=(120, 40), run_sheet="240") as driver:
        await driver.join("Anna")
        anna = next(iter(driver.state.participants)).id
        await asyncio.to_thread(driver.room.go_to, "moenstre")
        await driver.ask(do.FillField(GROUP, "tre-styrker", "Vi er gode til"), anna)
        await driver.press("ctrl+r", "e", "V", "i", "ctrl+s")
        assert [row.text for row in driver.state.agreed_answers] == ["Vi"]
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCard("Fælles sprog"))
        (card,) = [row.id for row in driver.state.cards]
        await asyncio.to_thread(driver.room.go_to, "adfaerdsmaal")
        await driver.ask(do.FillField(card, "adfaerd-maal", "Alle spørger"), anna)
        for goal in ("", "Alle spørger"):
            await driver.press("e", "ctrl+s", "escape", "ctrl+r")
            assert driver.state.cards.get(card).behaviour_goal == goal
