"""The overview on the screen: four lists, a search, one group alone, files, and the way to a workshop."""

from datetime import date

import pytest
from waiting import until_on_screen

from sessions import commands as do
from workshop.archive.overview import FORMATS, OverviewBook, write_overview
from workshop.terminal.app import WorkshopApp
from workshop.terminal.screens.home_screen import HomeScreen
from workshop.terminal.screens.overview_screen import OverviewScreen
from workshop.terminal.screens.workshop_screen import WorkshopScreen


@pytest.fixture
def house(home, rooms, listing, monkeypatch):
    """Home over two ended workshops of two groups; nothing else is in the folder."""
    for group, due in (("Ledelsen", date(2026, 3, 18)), ("Plejen", date(2126, 3, 18))):
        room = rooms.new(f"{group}.db", title=f"Dag for {group}", group_name=group)
        room.go_to("skriv-tiltag")
        card = room.write(f"Vagtplan i {group}")
        room.go_to("tal-om-de-delte")
        room.ask(do.AgreePlacement(card, "taet-paa"))
        room.go_to("aftaler")
        room.ask(do.AddNextStep("Anne", f"Ringer for {group}", due, "En liste", card=card))
        room.ask(do.CloseWorkshop())
        room.room.stop()
        home.listings.append(listing(room.path, f"Dag for {group}", status="closed"))
    out = home.folder / "out"
    home.overview = lambda practice=False: OverviewBook(home.folder / "practice" if practice else home.folder)
    home.write_overview = lambda found, practice=False: write_overview(found, FORMATS, out, words())
    return home


def words():
    from prompts.language.words import load_words

    return load_words()


@pytest.mark.wide
async def test_the_overview_is_walked_searched_filtered_written_and_left_for_a_workshop(house, painted):
    app = WorkshopApp(house)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "o Overblik" in painted(app))
        await pilot.press("o")
        await until_on_screen(pilot, lambda: "! Anne: Ringer for Ledelsen" in painted(app))
        assert isinstance(app.screen, OverviewScreen)
        assert "2 åbne aftaler, 1 over tiden" in painted(app)
        assert "      18. marts 2026 · over tiden" in painted(app)
        await pilot.press("tab")
        await until_on_screen(pilot, lambda: "Dag for Plejen · Plejen · 1 åben aftale" in painted(app))
        assert "skulle være holdt · Opfølgning" in painted(app)
        await pilot.press("tab")
        await until_on_screen(pilot, lambda: "Tæt på: 2 (2026 2)" in painted(app))
        assert "⏎ Åbn" not in painted(app)
        await pilot.press("tab")
        await until_on_screen(pilot, lambda: "Aftaler om tiltag i Tæt på" in painted(app))
        await pilot.press("tab", "g", "down", "enter")
        await until_on_screen(pilot, lambda: "Kun: Ledelsen" in painted(app))
        assert "Plejen" not in painted(app)
        await pilot.press("w")
        await until_on_screen(pilot, lambda: len(list((house.folder / "out").rglob("*.*"))) == 2)
        await pilot.press("g", "enter")
        await until_on_screen(pilot, lambda: "Ringer for Plejen" in painted(app))
        await pilot.press("x")
        await until_on_screen(pilot, lambda: "Øvelser og demoer · 0 åbne aftaler" in painted(app))
        await pilot.press("x")
        await until_on_screen(pilot, lambda: "Ringer for Plejen" in painted(app))
        await pilot.press("slash", *"plan plej")
        await until_on_screen(pilot, lambda: "1 tekst fundet" in painted(app))
        assert "Vagtplan i Plejen" in painted(app)
        await pilot.press("enter", "enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, WorkshopScreen))
        assert house.sessions[-1].live.state.workshop.title == "Dag for Plejen"


async def test_escape_goes_back_from_what_was_found_and_then_home(house, painted):
    (house.folder / "broken.db").write_bytes(b"ikke en database" * 9)
    app = WorkshopApp(house)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "o Overblik" in painted(app))
        await pilot.press("o")
        await until_on_screen(pilot, lambda: "1 fil er sprunget over: broken.db" in painted(app))
        await pilot.press("slash", *"xyz")
        await until_on_screen(pilot, lambda: "Intet fundet" in painted(app))
        await pilot.press("escape")
        await until_on_screen(pilot, lambda: "Ringer for Plejen" in painted(app))
        await pilot.press("escape")
        await until_on_screen(pilot, lambda: isinstance(app.screen, HomeScreen))
