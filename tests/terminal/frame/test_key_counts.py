"""How many keys the most common acts take."""

import asyncio
from datetime import date

import pytest

from sessions import commands as do
from workshop.terminal.widgets.limited_input import LimitedInput

CARDS, THEMES = 17, 4


class Counted:
    """Presses keys and counts them."""

    def __init__(self, driver):
        self.driver, self.keys = driver, 0

    async def press(self, *keys):
        self.keys += len(keys)
        await self.driver.press(*keys)


async def clustering(driver, texts):
    await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
    await driver.ask(do.WriteCards(tuple(texts)))
    await asyncio.to_thread(driver.room.go_to, "grupper")
    await driver.settle()
    return [card.id for card in driver.state.cards]


async def test_seventeen_loose_cards_into_four_themes_take_seventeen_keys(drive):
    async with drive(size=(120, 40)) as driver:
        ids = await clustering(driver, [f"Kort {number}" for number in range(CARDS + THEMES)])
        for number, card in enumerate(ids[CARDS:]):
            await driver.ask(do.NameTheme(f"Tema {number + 1}", (card,)))
        counted = Counted(driver)
        for number in range(CARDS):
            await counted.press(str(number % THEMES + 1))
        themes = sorted(driver.state.themes, key=lambda theme: theme.position)
        given = [driver.state.cards.get(card).theme for card in ids[:CARDS]]
        assert given == [themes[number % THEMES].id for number in range(CARDS)]
        assert counted.keys == CARDS


async def test_the_cursor_goes_on_to_the_first_loose_card_after_the_last(drive):
    async with drive(size=(120, 40)) as driver:
        ids = await clustering(driver, ["Et", "To", "Tre", "Fire"])
        await driver.ask(do.NameTheme("Tema", (ids[3],)))
        driver.screen.middle.canvas.choose(ids[2])
        await driver.press("1")
        assert driver.screen.middle.canvas.chosen == ids[0]


async def test_a_suggested_pair_of_equal_texts_is_merged_by_one_key(drive):
    async with drive(size=(120, 40)) as driver:
        first, second = await clustering(driver, ["Færre møder", "færre  møder"])
        await driver.press("o")
        counted = Counted(driver)
        await counted.press("j")
        assert driver.state.cards.get(second).merged_into == first
        assert counted.keys == 1
        assert driver.app.screen is driver.screen


async def test_a_pair_of_different_texts_still_asks_which_text_stays(drive):
    async with drive(size=(120, 40)) as driver:
        first, second = await clustering(driver, ["Færre møder", "Færre møder om året"])
        for card in (first, second):
            driver.screen.middle.canvas.pick(card)
        await driver.press("s")
        assert "Færre møder om året" in driver.text()
        assert driver.app.screen is not driver.screen
        await driver.press("2")
        assert {driver.state.cards.get(card).merged_into for card in (first, second)} == {None, second}


@pytest.mark.wide
async def test_five_cards_for_people_without_a_phone_take_seven_keys(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.settle()
        counted = Counted(driver)
        await counted.press("a")
        for number in range(5):
            await driver.type(f"Kort {number}")
            await counted.press("enter")
        await counted.press("escape")
        assert len(driver.state.cards) == 5
        assert counted.keys == 7


async def proposals(driver, *texts):
    """Proposals with dots, the first with most of them, and the vote shown."""
    await asyncio.to_thread(driver.room.go_to, "forslag")
    await driver.ask(do.WriteCards(texts))
    await asyncio.to_thread(driver.room.go_to, "stem")
    for dots, card in enumerate(reversed([card.id for card in driver.state.cards]), start=1):
        await driver.ask(do.CountHands(card, "dots", dots * 10))  # dots of fewer than three are covered
    await driver.ask(do.RevealInput())
    await driver.settle()


@pytest.mark.wide
async def test_an_agreement_from_the_top_proposal_takes_five_keys_and_three_texts(drive):
    async with drive(size=(120, 40)) as driver:
        await proposals(driver, "Ring før mødet", "Skriv bagefter")
        await asyncio.to_thread(driver.room.go_to, "aftaler")
        await driver.settle()
        counted = Counted(driver)
        await counted.press("a")
        assert "prikker · Ring før mødet" in driver.text()
        await counted.press("1")
        # What is known stands above the cursor, so that Enter passes nothing by.
        assert driver.app.focused.id == "field-1"
        assert driver.app.screen.query_one("#field-0").value == "Ring før mødet"
        await driver.type("Eva")
        await counted.press("enter")
        await driver.type("18.3.2026")
        await counted.press("enter")
        await driver.type("En liste")
        await counted.press("ctrl+s")
        (step,) = driver.state.next_steps
        assert (step.who, step.what, step.due, step.first_visible_result) == (
            "Eva",
            "Ring før mødet",
            date(2026, 3, 18),
            "En liste",
        )
        assert counted.keys == 5
        # The proposal is marked, beside the agreements and where the next one is chosen.
        assert "✓ Ring før mødet" in driver.text()
        await driver.press("a")
        assert "prikker · har en aftale · Ring før mødet" in driver.text()
        assert "prikker · Skriv bagefter" in driver.text()
        # Who begins to write has words of their own.
        await driver.type("Ida")
        assert [field.value for field in driver.app.screen.query(LimitedInput)][:2] == ["Ida", ""]


@pytest.mark.wide
@pytest.mark.parametrize("key", ["tab", "right"])
async def test_a_name_is_completed_from_those_present_and_from_earlier_owners(drive, key):
    async with drive(size=(120, 40)) as driver:
        await driver.join("Mette Holm")
        await driver.ask(do.AddNextStep("Sekretariatet", "Skriver", None, ""))
        await asyncio.to_thread(driver.room.go_to, "aftaler")
        await driver.settle()
        await driver.press("a")
        await driver.type("met")
        await driver.press(key)
        if key == "tab":  # goes on to the next field as well
            await driver.press("shift+tab", "end")
        await driver.type("/sek")
        await driver.press("tab")
        await driver.type("Ringer")
        await driver.press("ctrl+s", "3")  # one of the two, or both as written
        assert {step.who for step in driver.state.next_steps} == {
            "Sekretariatet",
            "Mette Holm/Sekretariatet",
        }


@pytest.mark.wide
async def test_the_initiative_is_chosen_in_the_form_of_the_agreement(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(("Nyt fagsystem", "Færre møder")))
        wanted = next(card.id for card in driver.state.cards if card.text == "Færre møder")
        await asyncio.to_thread(driver.room.go_to, "aftaler")
        await driver.settle()
        await driver.press("a", "tab")
        await driver.type("Holder kortere")
        await driver.press("tab", "tab", "tab", "tab", "tab")
        await driver.type("findes ikke")
        await driver.press("enter")
        assert not driver.state.next_steps
        assert "“findes ikke” er ingen af dem" in driver.text()
        await driver.press("home", "shift+end")
        await driver.type("møder")
        await driver.press("enter")
        (step,) = driver.state.next_steps
        assert step.card == wanted


async def test_parking_takes_two_keys_and_a_text(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("pagedown")
        counted = Counted(driver)
        await counted.press("P")
        await driver.type("Budgettet")
        await counted.press("enter")
        (item,) = driver.state.parked_items
        assert item.text == "Budgettet"
        assert driver.app.screen is driver.screen
        assert counted.keys == 2


INITIATIVES, APPROACHES = 15, 4


@pytest.mark.wide
async def test_hands_for_fifteen_initiatives_are_one_table_and_one_undo(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(tuple(f"Tiltag {number}" for number in range(INITIATIVES))))
        await asyncio.to_thread(driver.room.go_to, "tal-om-de-delte")
        await driver.settle()
        counted = Counted(driver)
        await counted.press("k")
        for number in range(INITIATIVES):
            await counted.press("3", "1", "0", str(number % 10))
            await counted.press("enter")
        hands = {(row.subject, row.choice): row.count for row in driver.state.hand_counts if row.count}
        assert sum(hands.values()) == INITIATIVES * 4 + sum(number % 10 for number in range(INITIATIVES))
        assert counted.keys == 1 + INITIATIVES * (APPROACHES + 1)
        await driver.press("u")
        assert not any(row.count for row in driver.state.hand_counts)


@pytest.mark.wide
async def test_the_table_of_hands_begins_at_the_chosen_card_and_says_what_it_reads(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.ask(do.WriteCards(("Et", "To", "Tre")))
        await asyncio.to_thread(driver.room.go_to, "tal-om-de-delte")
        await driver.settle()
        wanted = driver.screen.middle.canvas.keys()[1]
        driver.screen.middle.canvas.choose(wanted)
        await driver.press("k")
        await driver.type("12 1")
        assert "Gør det! 12 · " in driver.text()
        await driver.press("ctrl+s")
        counts = [row.count for row in driver.state.hand_counts.where("subject", wanted) if row.count]
        assert counts == [12, 1]
        await driver.press("k")
        await driver.type("1 2 3 4 5")
        await driver.press("ctrl+s")
        assert "To”: skriv 4 tal" in driver.text()


async def test_dots_by_hand_are_one_table(drive):
    async with drive(size=(120, 40)) as driver:
        await asyncio.to_thread(driver.room.go_to, "forslag")
        await driver.ask(do.WriteCards(("Et", "To", "Tre")))
        await asyncio.to_thread(driver.room.go_to, "stem")
        await driver.settle()
        await driver.press("k", "3", "enter", "1", "2", "enter", "0", "enter")
        hands = {row.subject: row.count for row in driver.state.hand_counts}
        assert [hands.get(card.id, 0) for card in driver.state.cards] == [3, 12, 0]


async def test_two_proposals_become_one_before_the_vote_and_one_undo_parts_them(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.join("mette")
        await asyncio.to_thread(driver.room.go_to, "forslag")
        await driver.ask(do.WriteCards(("Ring før mødet", "Skriv bagefter", "Ring før mødet")))
        await driver.ask(do.RevealInput())
        first, other, twin = (card.id for card in driver.state.cards)
        await asyncio.to_thread(driver.room.go_to, "stem")
        await driver.ask(do.CastVote(first, 2), "mette")
        await driver.ask(do.CastVote(twin, 1), "mette")
        await driver.press("pageup")
        driver.screen.middle.canvas.choose(first)
        await driver.press("space")
        driver.screen.middle.canvas.choose(twin)
        counted = Counted(driver)
        await counted.press("space", "s")
        assert driver.state.cards.get(twin).merged_into == first
        assert "1 prik på det er fri igen" in driver.text()
        assert counted.keys == 2
        assert {vote.card: vote.dots for vote in driver.state.votes}[first] == 2
        await driver.press("u")
        assert driver.state.cards.get(twin).merged_into is None
        assert {vote.card: vote.dots for vote in driver.state.votes} == {first: 2, twin: 1}
        assert driver.state.cards.get(other).merged_into is None


async def test_choosing_what_goes_on_takes_one_dialog_and_the_rest_stand_apart(drive):
    async with drive(size=(120, 40)) as driver:
        await clustering(driver, [f"Tiltag {number}" for number in range(1, 5)])
        await driver.press("V", "space", "down", "space", "enter")
        state = driver.state
        aside = {row.card for row in state.set_aside}
        texts = [card.text for card in state.cards if card.id in aside]
        assert texts == ["Tiltag 1", "Tiltag 2"]
        assert "Ikke valgt nu · 2" in driver.text()
        await driver.press("u")
        assert len(driver.state.set_aside) == 0


@pytest.mark.wide
async def test_a_card_becomes_two_by_writing_a_line_for_each(drive):
    async with drive(size=(120, 40)) as driver:
        await clustering(driver, ["Vagtplan", "Kalender"])
        await driver.press("X", "end", "ctrl+j", *"Skemaer", "enter")
        assert [card.text for card in driver.state.cards] == ["Vagtplan", "Kalender", "Skemaer"]


async def test_more_cards_than_the_run_sheet_bears_are_told_where_they_are_grouped(drive):
    async with drive(size=(100, 30)) as driver:
        bears = next(
            sheet.initiatives
            for sheet in driver.session.live.method.run_sheets
            if sheet.key == driver.state.workshop.run_sheet
        )
        await clustering(driver, [f"Tiltag {number}" for number in range(bears + 2)])
        assert "2 flere, end I når: slå dubletter sammen (o), eller vælg ud (V)" in driver.text()
