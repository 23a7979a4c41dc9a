"""The export menu: what is written, for whom, remembered; and the mail's text on the clipboard."""

import pytest
from waiting import until

from workshop.facilitating.export_choices import ExportChoices


async def test_the_menu_shows_what_is_chosen_and_writes_it(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("W")
        assert "Tag med hjem" in driver.text()
        assert "Filer: docx, xlsx" in driver.text()
        await driver.press("enter")
        assert driver.session.exported == ((ExportChoices(), False),)


@pytest.mark.wide
async def test_version_and_names_are_changed_and_offered_again(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("W", "down", "down", "enter")
        assert "Hvilken udgave?" in driver.text()
        await driver.press("up", "enter")
        assert "Udgave: kort: forsiden" in driver.text()
        await driver.press("down", "down", "down", "enter")
        await driver.press("down", "enter")
        assert "Navne: initialer" in driver.text()
        await driver.press("enter")
        assert driver.session.exported == ((ExportChoices((), "short", "initials"), False),)
        await driver.press("W")
        assert "Navne: initialer" in driver.text()


async def test_without_names_the_menu_says_that_those_responsible_stand_by_initials(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("W", "down", "down", "down", "enter")
        assert "ingen navne; ansvarlige som initialer" in driver.text()


async def test_formats_are_ticked(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("W", "down", "enter")
        assert "Handleplan, regneark" in driver.text()
        await driver.press("down", "space", "enter")
        assert "Skriv 3 filer" in driver.text()
        await driver.press("escape")
        assert driver.session.exported == ()


async def test_the_mail_goes_to_the_clipboard(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("W", *["down"] * 7, "enter")
        assert driver.app.clipboard == "Referat: Prøve\n\nKære alle\n"
        assert "udklipsholderen" in driver.text()
        assert driver.session.exported == ()


async def test_the_head_of_the_minutes_is_filled_in_from_the_menu_and_kept(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("W")
        assert "Referatets hoved: ikke udfyldt" in driver.text()
        await driver.press(*["down"] * 5, "enter")
        await driver.press("tab", *"Salen", "ctrl+s")
        assert "Referatets hoved: 1 felt udfyldt" in driver.text()
        assert [row.place for row in driver.state.meeting_details] == ["Salen"]


@pytest.mark.wide
async def test_a_list_is_found_in_the_palette_previewed_and_written_in_one_act(drive, tmp_path):
    (tmp_path / "liste.csv").write_bytes("Tiltag;Ejer\nFærre møder;HR\nFaste teams;BK\n".encode("cp1252"))
    async with drive(size=(120, 40)) as driver:
        await driver.press("ctrl+p")
        await driver.type("hent en liste")
        await driver.press("enter", "enter")
        await driver.type(str(tmp_path / "liste.csv"))
        await driver.press("ctrl+s")
        await until(lambda: "Skal det skrives?" in driver.text())
        assert "læst som Windows-1252" in driver.text()
        await driver.press("enter")
        await until(lambda: len(driver.state.cards) == 2)


async def test_the_minutes_are_shown_as_text_before_anything_is_written(drive):
    async with drive(size=(120, 40)) as driver:
        await driver.press("W", *["down"] * 6, "enter")
        assert "Sådan bliver referatet" in driver.text()
        assert "# Prøve" in driver.text()
        await driver.press("escape")
        assert "Tag med hjem" in driver.text()
        assert driver.session.exported == ()


async def test_what_takes_long_says_how_far_it_is_and_esc_stops_it(drive):
    async with drive(size=(120, 40)) as driver:
        driver.session.slow = 1.6
        await driver.press("W", "enter")
        await until(lambda: "1 af 2: docx" in driver.text(), between=driver.pilot.pause)
        assert "Esc stopper" in driver.text()
        await driver.press("escape")
        await until(lambda: "1 af 2 filer er skrevet" in driver.text(), between=driver.pilot.pause)
        await until(lambda: "Esc stopper" not in driver.text(), between=driver.pilot.pause)
