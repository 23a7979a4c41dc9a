"""Going straight to a card, a line or a field by the letters that stand beside it."""

import pytest
from textual.widgets import Input, OptionList

from sessions import commands as do
from workshop.terminal.dialogs.form import FieldsDialog
from workshop.terminal.dialogs.jump import JumpScreen, labels
from workshop.terminal.overlays.parking import ParkingOverlay


@pytest.mark.parametrize("count", [0, 1, 26, 27, 300, 676])
def test_no_label_begins_another_and_there_is_one_for_each(count):
    made = labels(count)
    assert len(set(made)) == count
    assert not any(a != b and b.startswith(a) for a in made for b in made)


async def with_cards(driver, count):
    row = next(row for row in driver.state.run_sheet() if row.activity == "skriv-tiltag")
    await driver.ask(do.OpenActivity(row.id))
    for number in range(count):
        await driver.ask(do.WriteCard(f"tiltag {number}"))
    await driver.ask(do.RevealInput())


async def test_two_keys_choose_any_card_that_is_seen(drive):
    async with drive(size=(100, 30)) as driver:
        await with_cards(driver, 6)
        spots = sorted(driver.screen.middle.canvas.spots(), key=lambda spot: (spot[1].y, spot[1].x))
        keys = [key for key, _ in spots]
        await driver.press("ctrl+g")
        assert isinstance(driver.app.screen, JumpScreen)
        await driver.press("e")
        assert driver.screen.middle.canvas.chosen == keys[4]
        await driver.press("ctrl+g", "escape")
        assert driver.screen.middle.canvas.chosen == keys[4]
        await driver.press("ctrl+g", "z")
        assert driver.screen.middle.canvas.chosen == keys[4]
        assert driver.app.screen is driver.screen


@pytest.mark.wide
async def test_a_field_of_a_form_and_a_line_of_a_list(drive):
    async with drive(size=(80, 24)) as driver:
        await driver.press("pagedown", "p", "a")
        assert isinstance(driver.app.screen, FieldsDialog)
        await driver.press("ctrl+g", "b")
        assert isinstance(driver.app.focused, Input)
        await driver.type("Anna")
        await driver.press("ctrl+g", "a")
        await driver.type("Printeren")
        await driver.press("ctrl+s")
        await driver.ask(do.ParkItem("Budget", ""))
        assert isinstance(driver.app.screen, ParkingOverlay)
        await driver.press("ctrl+g", "b")
        assert driver.app.screen.query_one(OptionList).highlighted == 1
        await driver.press("ctrl+g", "a")
        items = {item.text: item.who for item in driver.state.parked_items}
        assert items == {"Printeren": "Anna", "Budget": ""}
        assert driver.app.screen.query_one(OptionList).highlighted == 0


async def test_where_there_is_nothing_to_go_to_nothing_happens(drive):
    async with drive() as driver:
        await driver.press("ctrl+g")
        assert driver.app.screen is driver.screen
