"""A form is saved that another screen overtook: nobody's words are lost without a word."""

import asyncio

import pytest

from sessions import commands as do

THEIRS, OWN = "Fra den anden", "Fra den her"


async def card(driver):
    await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
    await driver.ask(do.RevealInput())
    made = await asyncio.to_thread(driver.room.write, "Begyndelsen")
    await driver.settle()

    async def theirs():
        await driver.ask(do.EditCard(made, THEIRS))

    return ("e",), theirs, lambda: driver.state.cards.get(made).text


async def note(driver):
    await card(driver)
    made = next(iter(driver.state.cards)).id
    await asyncio.to_thread(driver.room.go_to, "tal-om-de-delte")
    await driver.settle()

    async def theirs():
        await driver.ask(do.NoteDisagreement(made, THEIRS))

    return ("x",), theirs, lambda: driver.state.cards.get(made).disagreement


async def parked(driver):
    await driver.ask(do.ParkItem("Begyndelsen", "Eva"))
    (item,) = driver.state.parked_items

    async def theirs():
        await driver.ask(do.EditParkedItem(item.id, THEIRS, "Eva"))

    return ("p", "e"), theirs, lambda: next(iter(driver.state.parked_items)).text


async def title(driver):
    async def theirs():
        now = driver.state.workshop
        await driver.ask(
            do.EditWorkshop(THEIRS, now.organisation, now.group_name, now.dots, now.max_per_item)
        )

    return ("d", "e"), theirs, lambda: driver.state.workshop.title


async def person(driver):
    await driver.join("Begyndelsen")
    (known,) = driver.state.participants

    async def theirs():
        await driver.ask(do.RenameParticipant(known.id, THEIRS))

    return ("D", "e"), theirs, lambda: next(iter(driver.state.participants)).alias


FORMS = (card, note, parked, title, person)


@pytest.mark.wide
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
async def test_the_other_screens_words_are_shown_before_they_are_replaced(drive, form):
    async with drive(size=(120, 40)) as driver:
        keys, theirs, now = await form(driver)
        await driver.press(*keys)
        await driver.type(OWN)
        await theirs()
        await driver.press("ctrl+s")
        assert now() == THEIRS
        assert f"“{THEIRS}” er gemt her imens" in " ".join(driver.text().split())
        assert OWN in driver.text()
        await driver.press("ctrl+s")
        assert OWN in now()


@pytest.mark.wide
async def test_a_parked_text_of_several_lines_keeps_them(drive):
    """As a phone parks it when it comes too late: somebody else is to take it on, and a line is added."""
    async with drive(size=(120, 40)) as driver:
        await driver.ask(do.ParkItem("Første linje\nAnden linje"))
        await driver.press("p", "e")
        await driver.type("r")
        await driver.press("ctrl+s")
        (item,) = driver.state.parked_items
        assert item.text == "Første linje\nAnden linjer"


async def test_a_field_that_was_left_alone_keeps_what_the_other_saved(drive):
    async with drive(size=(120, 40)) as driver:
        keys, _, _ = await parked(driver)
        (item,) = driver.state.parked_items
        await driver.press(*keys)
        await driver.type(OWN)
        await driver.ask(do.EditParkedItem(item.id, "Begyndelsen", "Bo"))
        await driver.press("ctrl+s")
        (item,) = driver.state.parked_items
        assert (item.text, item.who) == (OWN, "Bo")


@pytest.mark.wide
async def test_minutes_given_meanwhile_are_kept_where_other_minutes_are_planned(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("pagedown")
        row = driver.state.current()
        await driver.press("d", "m")
        await driver.ask(do.SetMinutes(row.id, 33))
        await driver.type("21")
        await driver.press("ctrl+s")
        assert driver.state.current().minutes == 33
        await driver.press("ctrl+s")
        assert driver.state.current().minutes == 21
