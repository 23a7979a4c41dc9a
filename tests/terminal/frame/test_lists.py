"""Lists go in: a paste becomes cards, a row an agreement, and one field takes card after card."""

import asyncio

import pytest
from textual import events
from textual.widgets import TextArea

from sessions import commands as do
from workshop.terminal.dialogs.choice import ChoiceDialog
from workshop.terminal.dialogs.form import FieldsDialog
from workshop.terminal.widgets.limited_input import LimitedInput

LINES = [f"Tiltag nummer {number}" for number in range(1, 12)]
LONG = [f"Tiltag {number}: fælles retningslinjer for brug af data i hver afdeling" for number in range(1, 41)]


async def at_cards(driver, activity="skriv-tiltag"):
    await asyncio.to_thread(driver.room.go_to, activity)
    await driver.settle()


def texts(driver):
    return [card.text for card in driver.state.cards if not card.withdrawn]


async def pasted(driver, text):
    driver.app.post_message(events.Paste(text))
    await driver.settle()
    await driver.pilot.pause(0.1)
    await driver.settle()


@pytest.mark.wide
@pytest.mark.parametrize("lines", [LINES, LONG], ids=["eleven lines", "more than a card holds"])
@pytest.mark.parametrize("key", [(), ("a",)], ids=["on the wall", "in the form"])
async def test_a_pasted_list_becomes_a_card_for_each_line_and_one_undo_takes_them_back(drive, key, lines):
    async with drive(size=(100, 30)) as driver:
        await at_cards(driver)
        await driver.press(*key)
        await pasted(driver, "\n".join(f"- {line}" for line in lines))
        await driver.press("ctrl+s")
        assert isinstance(driver.app.screen, ChoiceDialog)
        assert f"{len(lines)} linjer – {len(lines)} kort?" in driver.text()
        await driver.press("1")
        assert texts(driver) == lines
        assert [card.number for card in driver.state.cards] == list(range(1, len(lines) + 1))
        await driver.press("ctrl+u")
        assert texts(driver) == []


@pytest.mark.wide
async def test_a_list_of_another_group_keeps_its_name(drive):
    async with drive(size=(100, 30)) as driver:
        await at_cards(driver)
        await pasted(driver, "\n".join(LINES))
        await driver.press("ctrl+s", "3")
        await driver.press("escape")  # back to the list, which is kept
        await driver.press("ctrl+s", "3", *"Drift", "ctrl+s")
        assert texts(driver) == LINES
        assert {card.origin for card in driver.state.cards} == {"Drift"}
        await driver.press("ctrl+r")
        assert "Tiltag nummer 1 (Drift)" in driver.text()


@pytest.mark.wide
async def test_a_list_may_stay_one_card_and_leaving_the_question_keeps_the_text(drive):
    async with drive(size=(100, 30)) as driver:
        await at_cards(driver)
        await driver.press("a")
        await pasted(driver, "\n".join(LINES))
        await driver.press("ctrl+s", "escape")
        assert driver.app.screen.query_one(TextArea).text == "\n".join(LINES)
        await driver.press("ctrl+s", "2")
        assert texts(driver) == ["\n".join(LINES)]


@pytest.mark.wide
async def test_five_cards_are_five_texts_and_five_enters_in_one_field(drive):
    async with drive(size=(100, 30)) as driver:
        await at_cards(driver)
        await driver.press("a")
        for text in ("Et", "To", "Tre", "Fire", "Fem"):
            await driver.type(text)
            await driver.press("enter")
            assert isinstance(driver.app.screen, FieldsDialog)
        await driver.press("escape")
        assert driver.app.screen is driver.screen
        assert texts(driver) == ["Et", "To", "Tre", "Fire", "Fem"]


async def test_a_row_of_a_spreadsheet_goes_into_the_fields_of_the_agreement(drive):
    async with drive(size=(100, 40)) as driver:
        await at_cards(driver, "aftaler")
        await driver.press("a")
        await pasted(driver, "Plan for dialog med leverandører\tJN / Sekretariatet\tSnarest\n")
        values = [field.value for field in driver.app.screen.query(LimitedInput)]
        assert values[:3] == ["JN / Sekretariatet", "Plan for dialog med leverandører", "Snarest"]
        await driver.press("ctrl+s", "3")  # one of the two, or both as written
        (step,) = driver.state.next_steps
        assert (step.who, step.due, step.due_words) == ("JN / Sekretariatet", None, "Snarest")


async def test_a_list_with_a_text_that_is_too_long_writes_no_card_and_stays_in_the_form(drive):
    async with drive(size=(100, 30)) as driver:
        await at_cards(driver)
        await driver.press("a")
        await pasted(driver, "Kort\n" + "x" * 2_001)
        await driver.press("ctrl+s", "1")
        assert texts(driver) == []
        assert driver.app.screen.query_one(TextArea).text.startswith("Kort\n")


async def test_cards_of_a_list_stand_in_the_cell_of_the_grid(drive):
    async with drive(size=(100, 30)) as driver:
        grid = next(a.key for a in driver.session.live.method.activities if a.grid)
        await at_cards(driver, grid)
        await driver.press("a")
        await pasted(driver, "Et\nTo")
        await driver.press("ctrl+s", "1", "1")
        first, second = driver.state.cards
        assert first.occurred
        assert (first.occurred, first.outcome) == (second.occurred, second.outcome)


@pytest.mark.wide
async def test_the_list_is_one_line_of_the_history(drive):
    async with drive() as driver:
        await at_cards(driver)
        await driver.ask(do.WriteCards(("Et", "To")))
        await driver.press("u")
        assert "kort skrevet" in driver.text()
