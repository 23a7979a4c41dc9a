"""Two of one name in the list of participants: the facilitator is offered to make them one."""


async def test_two_of_one_name_are_pointed_out_and_become_one_after_a_question(drive):
    async with drive() as driver:
        await driver.join("Mette", "Bo")
        await driver.press("D")
        assert "to gange" not in driver.text()
        assert "Samme person" not in driver.text()
        await driver.press("escape")
        await driver.join("mette")
        await driver.press("D")
        assert "Mette er med to gange? j samler dem" in driver.text()
        await driver.press("j", "1")
        assert "Er Mette og mette (2) den samme person?" in driver.text()
        await driver.press("j")
        names = [row.alias for row in driver.session.live.state.participants if not row.removed]
        assert names == ["Bo", "Mette"]
        assert "to gange" not in driver.text()
