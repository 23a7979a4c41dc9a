"""Forms keep what is written in them: nothing is thrown away, cut off or appended to unasked."""

import asyncio

import pytest
from textual import events
from textual.widgets import TextArea

from sessions import commands as do
from sessions.limits import LONGEST_PARKED
from workshop.terminal.dialogs.confirm import ConfirmDialog
from workshop.terminal.dialogs.form import FieldsDialog
from workshop.terminal.driver import typing_guard
from workshop.terminal.widgets.limited_input import LimitedInput


async def agreements(driver):
    await asyncio.to_thread(driver.room.go_to, "aftaler")
    await driver.settle()


def values(driver):
    return [field.value for field in driver.app.screen.query(LimitedInput)]


@pytest.mark.wide
async def test_esc_in_a_filled_form_asks_and_another_esc_goes_back_to_it(drive):
    async with drive() as driver:
        await agreements(driver)
        await driver.press("a", "A", "n", "n", "a", "enter")
        await driver.press("escape")
        assert isinstance(driver.app.screen, ConfirmDialog)
        assert "Kassér det, du har skrevet?" in driver.text()
        await driver.press("escape")
        assert isinstance(driver.app.screen, FieldsDialog)
        assert values(driver)[0] == "Anna"
        await driver.press("escape", "enter")
        assert isinstance(driver.app.screen, FieldsDialog)
        assert values(driver)[0] == "Anna"
        await driver.press("escape", "j")
        assert driver.app.screen is driver.screen
        assert not list(driver.state.next_steps)


async def test_esc_leaves_a_form_at_once_where_nothing_was_written(drive):
    async with drive() as driver:
        await agreements(driver)
        await driver.press("a", "escape")
        assert driver.app.screen is driver.screen


@pytest.mark.wide
async def test_the_cancel_button_asks_too(drive):
    async with drive(size=(100, 40)) as driver:
        await agreements(driver)
        await driver.press("a", "A")
        await driver.pilot.click("#cancel")
        await driver.settle()
        assert isinstance(driver.app.screen, ConfirmDialog)


@pytest.mark.wide
async def test_esc_in_a_filled_new_workshop_form_asks(drive):
    async with drive() as driver:
        await driver.press("ctrl+q", "2")
        await driver.press("n", *"Titel", "escape")
        assert "Kassér det, du har skrevet?" in driver.text()
        await driver.press("n", "escape", "j")
        assert "Kassér" not in driver.text()
        assert len(driver.home.wishes) == 1


async def test_a_prefilled_field_is_replaced_by_typing(drive):
    async with drive() as driver:
        await driver.press("pagedown", "d", "m", "7", "enter")
        assert driver.state.run_sheet()[0].minutes == 7


async def test_a_prefilled_field_is_corrected_after_an_arrow(drive):
    async with drive() as driver:
        before = driver.state.run_sheet()[0].minutes
        await driver.press("pagedown", "d", "m", "end", "7", "enter")
        assert driver.state.run_sheet()[0].minutes == int(f"{before}7")


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("length", [LONGEST_PARKED + more for more in (1, 151, 3_061)])
async def test_a_paste_over_the_limit_is_kept_and_pointed_out(drive, length):
    text = "".join(f"{number:05} " for number in range(1, 1 + length // 6))
    text += "x" * (length - len(text))
    async with drive(size=(100, 40)) as driver:
        await driver.press("p", "a")
        driver.app.screen.query_one("#field-0").post_message(events.Paste(text))
        await driver.settle()
        assert values(driver)[0] == text
        said = " ".join(driver.text().replace("│", " ").split())
        assert f"på {length} tegn, og her er plads til {LONGEST_PARKED}" in said
        beyond = text[LONGEST_PARKED:]
        assert f"De sidste {len(beyond)} tegn begynder ved “{beyond[:10].strip()}" in said
        await driver.press("ctrl+s")
        assert not list(driver.state.parked_items)
        await driver.press("backspace")
        assert values(driver)[0] == text[:-1]


async def test_more_than_the_limit_is_not_typed(drive):
    async with drive() as driver:
        await driver.press("p", "a")
        field = driver.app.screen.query_one("#field-0", LimitedInput)
        field.value = "x" * LONGEST_PARKED
        await driver.press("end", "y")
        assert field.value == "x" * LONGEST_PARKED


@pytest.mark.wide
async def test_enter_saves_in_a_form_of_several_lines_as_in_any_other(drive, monkeypatch):
    async with drive() as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCard("Nyt fagsystem"))
        await driver.ask(do.RevealInput(True))
        await driver.press("e", *" to", "enter")
        assert driver.app.screen is driver.screen
        assert [card.text for card in driver.state.cards] == ["Nyt fagsystem to"]
        await driver.press("e", "ctrl+j", *"to", "enter")
        assert [card.text for card in driver.state.cards] == ["Nyt fagsystem to\nto"]
        # What comes at once after letters was pasted, and its ends of lines are part of the text.
        monkeypatch.setattr(typing_guard, "BURST_SECONDS", 30.0)
        monkeypatch.setattr(typing_guard, "PASTE_SECONDS", 30.0)
        await driver.press("e", "end")
        await driver.press(*"tre", "enter", *"fire")
        assert driver.app.screen.query_one(TextArea).text.endswith("tre\nfire")


async def test_an_edited_card_is_kept_when_its_form_is_left_by_mistake(drive):
    async with drive() as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCard("Nyt fagsystem"))
        await driver.ask(do.RevealInput(True))
        await driver.press("e", "X", "escape", "escape")
        assert "X" in driver.app.screen.query_one(TextArea).text


async def typed_in_when(driver, text):
    await agreements(driver)
    await driver.press("a", "B", "o", "enter", "R", "enter")
    await driver.type(text)
    await driver.settle()
    return " ".join(driver.text().replace("│", " ").split())


@pytest.mark.wide
async def test_a_date_is_shown_back_with_its_weekday_while_it_is_typed(drive):
    async with drive(size=(100, 40)) as driver:
        assert "= fredag 26. marts 2027" in await typed_in_when(driver, "uge 12 2027")


@pytest.mark.wide
@pytest.mark.parametrize("text", ["snarest", "løbende", "inden påske", "as soon as possible", "fortløpende"])
async def test_words_that_are_no_date_are_pointed_out_and_kept(drive, text):
    async with drive(size=(100, 40)) as driver:
        assert f"“{text}” er ingen dato" in await typed_in_when(driver, text)
        await driver.press("ctrl+s")
        (step,) = driver.state.next_steps
        assert (step.due, step.due_words) == (None, text)
        assert f"uden dato: {text}" in driver.text()
        await driver.press("e", "ctrl+s")
        (step,) = driver.state.next_steps
        assert (step.due, step.due_words) == (None, text)
        await driver.press("e", "tab", "tab", *"fredag", "ctrl+s")
        (step,) = driver.state.next_steps
        assert (step.due.isoweekday(), step.due_words) == (5, "")


async def test_a_wrong_date_is_asked_for_alone(drive):
    async with drive(size=(100, 40)) as driver:
        await typed_in_when(driver, "31/4")
        await driver.press("ctrl+s")
        assert "er ikke en dato" in driver.text()
        assert driver.app.focused.id == "field-2"
        assert values(driver)[:3] == ["Bo", "R", "31/4"]
