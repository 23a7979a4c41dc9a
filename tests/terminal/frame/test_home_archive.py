"""Hundreds of workshops at home: those that are done lie in the archive, and the others are searched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from own_methods import put_there
from textual.widgets import Button, OptionList
from waiting import until_on_screen

from prompts.language.words import load_words
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.session_file import peek
from workshop.channel.network_options import NetworkOptions
from workshop.launch.home_services import Home
from workshop.machine.folders import Folders
from workshop.terminal.app import WorkshopApp
from workshop.terminal.screens.home_screen import REST_AFTER


@pytest.fixture
def real_home(tmp_path: Path) -> Home:
    folders = Folders(tmp_path / "data", tmp_path / "out", tmp_path / "log")
    return Home(folders, NetworkOptions("127.0.0.1", 0), load_words())


@pytest.mark.wide
async def test_one_is_put_aside_and_taken_back_and_never_deleted(real_home: Home, painted):
    kept = real_home.create(NewWorkshop("Bliver her"))
    done = real_home.create(NewWorkshop("Helt færdig"))
    before = done.read_bytes()
    app = WorkshopApp(real_home)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "Helt færdig" in painted(app))
        await until_on_screen(pilot, lambda: app.screen.query_one(OptionList).option_count == 2)
        if painted(app).index("Helt færdig") > painted(app).index("Bliver her"):
            await pilot.press("down")
        await pilot.press("a")
        await until_on_screen(pilot, lambda: "Arkiv (1)" in painted(app))
        assert "ligger nu i arkivet" in painted(app)
        assert [item.path for item in real_home.list_sessions() if not item.is_put_aside] == [kept]
        await pilot.press("end")
        await until_on_screen(pilot, lambda: "Ingen af dem er slettet" in painted(app))
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: "a tager den valgte ud" in painted(app))
        assert "Bliver her" not in painted(app)
        await pilot.press("a")
        await until_on_screen(pilot, lambda: not any(item.is_put_aside for item in real_home.list_sessions()))
        await pilot.press("escape")
        await until_on_screen(pilot, lambda: "Bliver her" in painted(app) and "Helt færdig" in painted(app))
        assert "Arkiv (" not in painted(app)
    assert done.read_bytes() == before


@pytest.mark.wide
async def test_hundreds_are_searched_by_title_organisation_and_date(home, listing, painted):
    home.listings += [
        listing(Path(f"{number}.db"), f"Nummer {number}", date(2026, 1 + number % 12, 1 + number % 28))
        for number in range(300)
    ]
    home.listings[250] = replace(home.listings[250], title="Ældreplanen", organisation="Vestby Kommune")
    home.listings[260] = replace(home.listings[260], organisation="Vestby Kommune", is_put_aside=True)
    home.listings[270] = replace(home.listings[270], date=date(2031, 6, 3))
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on_screen(pilot, lambda: app.screen.query_one(OptionList).option_count == 300)

        async def search(text: str, found: int, *titles: str) -> None:
            await pilot.press("slash", *["space" if each == " " else each for each in text])
            said = "1 workshop fundet" if found == 1 else f"{found} workshopper fundet"
            await until_on_screen(pilot, lambda: said in painted(app))
            assert all(title in painted(app) for title in titles)

        await search("ældre", 1, "Ældreplanen")
        await pilot.press("escape")
        await until_on_screen(pilot, lambda: "Fortsæt en workshop" in painted(app))
        await search("vestby", 2, "Ældreplanen", "Nummer 260")
        await pilot.press("escape")
        await search("3.6.2031", 1, "Nummer 270")
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: isinstance(app.focused, OptionList))
        await pilot.press("escape")
        await search("findes ikke", 0)
        await pilot.press("escape", "escape", "escape")
        await until_on_screen(pilot, lambda: "Fortsæt en workshop" in painted(app))


async def test_what_runs_now_and_which_meeting_it_is_are_said(home, listing, painted):
    home.listings.append(
        replace(
            listing(Path("a.db"), "Lederdag", status="lobby", meeting=2),
            organisation="Vestby",
            is_open=True,
        )
    )
    home.listings.append(listing(Path("b.db"), "En anden", status="lobby"))
    app = WorkshopApp(home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until_on_screen(pilot, lambda: "Vestby · 2. møde · kører nu" in painted(app))
        assert "Den kører nu: Enter går med ind i den." in painted(app)
        await pilot.press("down")
        await until_on_screen(pilot, lambda: "Enter åbner lobbyen" in painted(app))


async def test_one_that_runs_is_not_put_aside(home, listing, painted):
    home.listings.append(replace(listing(Path("a.db"), "Lederdag"), is_open=True))
    app = WorkshopApp(home)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "kører nu" in painted(app))
        await pilot.press("a")
        await until_on_screen(pilot, lambda: "kører nu og bliver på listen" in painted(app))


@pytest.mark.wide
async def test_an_own_method_is_chosen_in_the_form(real_home: Home, tmp_path: Path, painted):
    put_there(tmp_path / "data", "vores", "vores-metode")
    app = WorkshopApp(real_home)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "n Ny workshop" in painted(app))
        await pilot.press("n")
        await until_on_screen(pilot, lambda: app.screen.query("#run-sheet") and "F2 Metode" in painted(app))
        await pilot.press("X", "f2")
        await until_on_screen(pilot, lambda: "Hvilken metode?" in painted(app))
        own = [each.key for each in real_home.methods()].index("vores-metode")
        await pilot.press(str(own + 1))
        await until_on_screen(pilot, lambda: app.screen.query("#method") and app.screen.query("#run-sheet"))
        assert (
            app.screen.query_one("#method", Button).label.plain
            == real_home.method("da", "vores-metode").title
        )
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: bool(real_home.list_sessions()))
    (made,) = real_home.list_sessions()
    assert peek(made.path).method == "vores-metode"


async def test_one_that_was_ended_elsewhere_is_no_longer_said_to_run(home, listing, painted, monkeypatch):
    monkeypatch.setattr("workshop.terminal.screens.home_screen.READ_AGAIN", 0.05, raising=False)
    home.listings[:] = [
        listing(Path("a.db"), "En anden"),
        replace(listing(Path("b.db"), "Lederdag", participants=0), is_open=True),
    ]
    app = WorkshopApp(home)
    async with app.run_test(size=(100, 30)) as pilot:
        await until_on_screen(pilot, lambda: "kører nu" in painted(app))
        await pilot.pause(REST_AFTER * 3)  # all of it has been read
        await pilot.press("down")
        home.listings[1] = listing(Path("b.db"), "Lederdag", status="closed", participants=6)
        await until_on_screen(pilot, lambda: "6 deltagere" in painted(app))
        assert "kører nu" not in painted(app)
        assert app.screen.query_one(OptionList).highlighted == 1
