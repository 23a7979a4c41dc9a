"""Small things that the facilitator and the group read and rely on."""

import asyncio

import pytest
from waiting import until

from sessions import commands as do
from sessions.visibility import LEAST_ANSWERS, LEAST_COUNTED
from workshop.terminal.app import WorkshopApp
from workshop.terminal.screens.home_screen import HomeScreen
from workshop.terminal.screens.new_workshop import NewWorkshopScreen


async def test_arrows_choose_the_duration_beside_the_chosen_one(home):
    app = WorkshopApp(home)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("n")
        await until(lambda: isinstance(app.screen, NewWorkshopScreen) and app.screen.query("#run-sheet"))
        await pilot.press(*"Titel", *["tab"] * 5, "up", "ctrl+s")
        await until(lambda: bool(home.wishes))
    assert home.wishes[0].run_sheet == "90"


async def test_escape_at_home_does_not_leave_the_program(home):
    app = WorkshopApp(home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("escape", "escape")
        await pilot.pause(0.2)
        assert app.return_code is None
        assert app.is_running


async def test_hiding_a_card_goes_on_to_the_next_and_not_to_the_first(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(tuple(f"Kort {number}" for number in range(5))))
        await driver.ask(do.RevealInput())
        canvas = driver.screen.middle.canvas
        by_text = {card.text: card.id for card in driver.state.cards}
        canvas.choose(by_text["Kort 2"])
        await driver.press("h")
        await until(lambda: by_text["Kort 2"] not in set(canvas.keys()))
        assert canvas.chosen == by_text["Kort 3"]
        await driver.press("u")
        await until(lambda: by_text["Kort 2"] in set(canvas.keys()))
        await until(lambda: canvas.chosen == by_text["Kort 2"])


async def test_the_result_of_the_vote_begins_at_its_first_proposal(drive):
    async with drive(size=(120, 40)) as driver:
        people = ("mette", "ditte", "birgit")
        for person in people:
            await driver.join(person)
        await asyncio.to_thread(driver.room.go_to, "forslag")
        await driver.ask(do.WriteCards(("Et", "To", "Tre")))
        ids = [card.id for card in driver.state.cards]
        await asyncio.to_thread(driver.room.go_to, "stem")
        for person in people:
            await driver.ask(do.CastVote(ids[2], 2), person)
        assert driver.screen.middle.canvas.chosen == ids[0]
        await driver.press("ctrl+r")
        await until(lambda: driver.screen.middle.canvas.chosen == ids[2])


async def test_what_is_not_agreed_is_not_called_unplaced(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(("Et", "To")))
        await asyncio.to_thread(driver.room.go_to, "tal-om-de-delte")
        await driver.settle()
        assert "2 er ikke aftalt endnu" in driver.text()


async def test_two_quick_moves_past_a_wall_of_cards_leave_the_screen_whole(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await asyncio.to_thread(driver.room.go_to, "aftaler")
        await driver.settle()
        assert driver.current == "aftaler"
        assert "Tryk a" in driver.text()


async def follow_up(driver, activity):
    """A follow-up at one of its activities, with one agreement from before."""
    await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
    card = await asyncio.to_thread(driver.room.write, "Ringe før mødet")
    await asyncio.to_thread(driver.room.go_to, "aftaler")
    await driver.ask(do.AddNextStep("Eva", "Ringer", None, "En liste", card=card))
    await driver.ask(do.CloseWorkshop())
    await driver.ask(do.StartMeeting("opfoelgning"))
    await asyncio.to_thread(driver.room.go_to, activity)
    await driver.settle()


@pytest.mark.wide
async def test_another_approach_is_not_told_as_something_learned(drive):
    async with drive(size=(120, 40)) as driver:
        await follow_up(driver, "status-paa-aftaler")
        await driver.press("c", "2")
        assert "Aftalt: " in driver.text()
        assert "Lært:" not in driver.text()


@pytest.mark.wide
async def test_agreements_from_before_are_not_said_to_be_none(drive):
    async with drive(size=(120, 40)) as driver:
        await follow_up(driver, "nye-aftaler")
        assert "1 aftale fra før er åben" in driver.text()
        assert "Ingen aftaler endnu" not in driver.text()


@pytest.mark.parametrize(("activity", "least"), [("evne", LEAST_ANSWERS), ("stem", LEAST_COUNTED)])
async def test_numbers_that_too_few_have_given_are_not_said_to_be_seen_by_all(drive, activity, least):
    async with drive(size=(120, 40)) as driver:
        await driver.join("mette")
        await asyncio.to_thread(driver.room.go_to, activity)
        await driver.press("ctrl+r")
        assert f"tallene kommer først ved {least} svar" in " ".join(driver.text().split())
        assert "Nu kan alle se" not in driver.text()


@pytest.mark.wide
async def test_other_limits_after_voting_are_asked_about(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.join("mette")
        await asyncio.to_thread(driver.room.go_to, "forslag")
        card = await asyncio.to_thread(driver.room.write, "Et")
        await asyncio.to_thread(driver.room.go_to, "stem")
        await driver.ask(do.CastVote(card, 1), "mette")
        dots = driver.state.workshop.dots
        await driver.press("d", "e", "tab", "tab", "tab")
        await driver.type(str(dots + 4))
        await driver.press("ctrl+s")
        assert "1 har stemt" in driver.text()
        assert driver.state.workshop.dots == dots
        await driver.press("escape")
        assert driver.state.workshop.dots == dots
        await driver.press("ctrl+s", "enter")
        assert driver.state.workshop.dots == dots + 4


async def test_the_screen_does_not_ask_for_silence_where_the_group_talks(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.settle()
        assert "Skriv først, tal bagefter." in driver.text()
        await asyncio.to_thread(driver.room.go_to, "saml-i-grupper")
        await driver.settle()
        assert "Tal sammen" in driver.text()
        assert "Skriv først, tal bagefter." not in driver.text()


async def test_the_footer_says_what_the_key_does_now(drive):
    async with drive(size=(120, 40)) as driver:
        assert "PgDn Begynd" in driver.text()
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(("Et", "To")))
        await asyncio.to_thread(driver.room.go_to, "tal-om-de-delte")
        await driver.settle()
        assert "PgDn Næste" in driver.text()
        assert "^l 2. runde" in driver.text()
        await driver.ask(do.StartSecondRound())
        await driver.settle()
        assert "^l Slut 2. runde" in driver.text()
        await driver.ask(do.EndSecondRound())
        await asyncio.to_thread(driver.room.go_to, driver.state.run_sheet()[-1].activity)
        await driver.settle()
        assert "PgDn Afslut" in driver.text()


@pytest.mark.wide
async def test_nobody_without_a_phone_is_said_to_be_done(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.settle()
        assert "færdig" not in driver.text()
        await driver.join("Anna")
        assert "0 af 1" in driver.text()
