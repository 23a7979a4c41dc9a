"""The group's agreed text begins with what one person proposed, and goes on below it."""

import asyncio

from sessions import commands as do
from sessions.group_subject import GROUP


async def test_writing_goes_on_below_the_proposal_and_a_proposal_may_stand_as_it_is(drive):
    async with drive(size=(120, 40), run_sheet="240") as driver:
        await driver.join("Anna")
        anna = next(iter(driver.state.participants)).id
        await asyncio.to_thread(driver.room.go_to, "moenstre")
        for field in ("tre-styrker", "tre-udfordringer"):
            await driver.ask(do.FillField(GROUP, field, "Vi er gode til"), anna)
        await driver.press("e", "V", "i", "ctrl+s")
        stands = {row.question: row.text for row in driver.state.agreed_answers}
        assert stands == {"tre-styrker": "Vi er gode til\nVi", "tre-udfordringer": "Vi er gode til"}
