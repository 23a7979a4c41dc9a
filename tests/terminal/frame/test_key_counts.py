"""How many keys the most common acts take."""

import asyncio

from sessions import commands as do

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
