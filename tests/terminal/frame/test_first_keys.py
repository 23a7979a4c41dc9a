"""The line of first keys: until a few actions are found, then never again on this computer."""

from workshop.facilitating.first_keys import FirstKeys
from workshop.terminal.frame.first_keys_line import FirstKeysLine

LINE = "n videre · ? alle taster"


async def told(driver, memory):
    """As if the program had been started with this memory."""
    driver.app.first_keys = memory
    driver.screen.query_one(FirstKeysLine).on_mount()
    await driver.settle()


async def test_three_different_actions_are_enough_and_the_same_one_thrice_is_not(drive, tmp_path):
    memory = FirstKeys(tmp_path / "data")
    async with drive(size=(60, 18)) as driver:
        assert LINE not in driver.text(), "nobody remembers: nothing to tell"
        await told(driver, memory)
        assert LINE in driver.text()
        await driver.press("pagedown", "pagedown", "pagedown")
        assert LINE in driver.text()
        await driver.press("plus", "pageup")
        assert LINE not in driver.text()
        assert not memory.wanted
        await told(driver, memory)
        assert LINE not in driver.text()


async def test_the_room_does_not_see_it_in_presentation_mode(drive, tmp_path):
    async with drive() as driver:
        await told(driver, FirstKeys(tmp_path))
        await driver.press("m")
        assert LINE not in driver.text()
        await driver.press("m")
        assert LINE in driver.text()


def test_a_folder_that_cannot_be_written_to_troubles_nobody(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    memory = FirstKeys(in_the_way / "data")
    memory.found()
    assert memory.wanted
