"""Keys that are typed faster than the program draws go to the fields they are meant for."""

import asyncio

import pytest
from textual.events import Key
from textual.widgets import Input
from waiting import until

from sessions import commands as do

INITIATIVES = 11
NAMES = {" ": "space"}


def in_a_hurry(driver, *keys):
    """All keys at once: the program has handled none of them before the last is pressed."""
    for key in keys:
        driver.app._driver.process_message(Key(NAMES.get(key, key), key if len(key) == 1 else None))


async def shown(driver, wanted):
    for _ in range(200):
        await driver.pilot.pause(0.01)
        if wanted():
            return
    raise AssertionError(driver.text())


@pytest.mark.wide
async def test_eleven_rows_of_hands_typed_at_once_stand_in_their_rows(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(tuple(f"Tiltag {number}" for number in range(INITIATIVES))))
        await asyncio.to_thread(driver.room.go_to, "tal-om-de-delte")
        await driver.settle()
        await driver.press("k")
        rows = [f"{number % 4}{number % 3}{number % 2}1" for number in range(INITIATIVES)]
        in_a_hurry(driver, *(key for row in rows[:-1] for key in (*row, "enter")), *rows[-1])
        fields = driver.app.screen.query(Input)
        await shown(driver, lambda: fields.last().value == rows[-1])
        assert [field.value for field in fields] == rows


async def test_a_new_workshop_typed_at_once_stands_in_its_fields(drive):
    async with drive(size=(100, 40)) as driver:
        await driver.press("ctrl+q", "2")
        await driver.press("n")
        keys = (*"Titel", "tab", *"Organisationx", "backspace", "enter", *"Gruppe", "shift+tab", "end", *" A")
        in_a_hurry(driver, *keys)
        fields = list(driver.app.screen.query(Input))[:3]
        await shown(driver, lambda: fields[1].value.endswith("A"))
        assert [field.value for field in fields] == ["Titel", "Organisation A", "Gruppe"]


async def slowly_stored(driver):
    """Let the room take a while for every text, as a slow disk does."""
    send = driver.session.live.send

    async def late(*told, **more):
        await asyncio.sleep(0.05)
        return await send(*told, **more)

    driver.session.live.send = late


async def test_cards_typed_while_the_one_before_is_stored_go_into_the_next_form(drive):
    async with drive(size=(100, 30)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.settle()
        await slowly_stored(driver)
        await driver.press("a")
        for text in ("Kort et", "Og to", "Nok tre"):
            for key in (*text, "enter"):
                in_a_hurry(driver, key)
                await asyncio.sleep(0.004)
        in_a_hurry(driver, "escape")
        await driver.settle()
        assert driver.app.screen is driver.screen
        assert [card.text for card in driver.state.cards] == ["Kort et", "Og to", "Nok tre"]


async def test_keys_that_wait_are_dropped_where_the_program_is_left(drive):
    async with drive(size=(100, 30)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.settle()
        await driver.press("a")
        in_a_hurry(driver, *"Et", "enter", *"To")
        await until(lambda: driver.app.order.is_waiting)
    assert driver.app.screen_stack == []
    await driver.app.order._release()  # as its timer does, which may come when the screens have gone
    assert not driver.app.order.is_waiting
