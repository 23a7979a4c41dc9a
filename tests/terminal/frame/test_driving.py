"""Driving a workshop with the keys: the state first, the picture last."""

from sessions.model import WorkshopStatus


async def test_the_lobby_shows_who_joins(drive):
    async with drive() as driver:
        assert "Ingen er med endnu" in driver.text()
        await driver.join("Anna", "Bo")
        assert "2 er med" in driver.text()
        assert "Anna" in driver.text()


async def test_n_and_b_go_through_the_run_sheet(drive):
    async with drive() as driver:
        await driver.press("n")
        assert driver.current == "velkomst"
        await driver.press("n")
        second = driver.current
        assert second not in ("", "velkomst")
        await driver.press("b")
        assert driver.current == "velkomst"
        assert driver.state.workshop.status is WorkshopStatus.RUNNING
