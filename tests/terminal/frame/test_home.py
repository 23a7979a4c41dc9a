"""Home and the form for a new workshop."""

import gc
import threading
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from textual.widgets import OptionList
from waiting import comes_to_rest, until_on_screen

from prompts.language.words import load_words
from sessions.errors import BadDateError
from sessions.rules.dates import parsed_date
from sessions.storage.session_file import DamagedFileError, StorageError
from workshop.terminal.app import WorkshopApp
from workshop.terminal.dialogs.confirm import TextDialog
from workshop.terminal.screens.home_rows import row_of
from workshop.terminal.screens.home_screen import HomeScreen
from workshop.terminal.screens.listed_workshops import ListedWorkshops
from workshop.terminal.screens.new_workshop import NewWorkshopScreen, read_date
from workshop.terminal.screens.workshop_screen import WorkshopScreen


@pytest.fixture
def at_home(home):
    """Run the app at home: `async with at_home(size) as (app, pilot)`."""

    class Running:
        def __init__(self, size=(80, 24)):
            self.size = size

        async def __aenter__(self):
            self.app = WorkshopApp(home)
            self.context = self.app.run_test(size=self.size, notifications=True)
            pilot = await self.context.__aenter__()
            await comes_to_rest(self.app)
            return self.app, pilot

        async def __aexit__(self, *problem):
            await self.context.__aexit__(*problem)

    return Running


async def test_an_empty_home_says_what_to_do(at_home, painted):
    async with at_home() as (app, _):
        assert "Her er ingen workshopper endnu" in painted(app)
        assert "n Ny workshop" in painted(app)
        assert "Åbn" not in painted(app)


async def test_the_form_of_a_new_workshop_tells_of_help_with_a_key_that_is_no_letter(at_home, painted):
    async with at_home() as (app, pilot):
        await pilot.press("n")
        await until_on_screen(pilot, lambda: app.screen.query("#run-sheet"))
        await pilot.press("question_mark")
        assert app.screen.query("Input").first().value == "?"
        assert "F1 Hjælp" in painted(app)
        assert "? Hjælp" not in painted(app)
        await pilot.press("f1")
        await until_on_screen(pilot, lambda: isinstance(app.screen, TextDialog))


async def test_that_there_are_none_is_not_said_before_it_is_known(home, listing, painted, monkeypatch):
    monkeypatch.setattr("workshop.terminal.screens.home_screen.FIRST_FRAME_WAITS", 0.05)
    home.listings.append(listing(Path("a.db"), "Den nyeste"))
    read, asked = threading.Event(), home.list_sessions

    def slow(most=None):
        assert read.wait(20)
        return asked(most)

    monkeypatch.setattr(home, "list_sessions", slow)
    app = WorkshopApp(home)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until_on_screen(pilot, lambda: "Ser efter jeres workshopper" in painted(app))
            await pilot.resize_terminal(100, 30)
            await pilot.pause()
            assert "ingen workshopper" not in painted(app)
            assert "n laver den første" not in painted(app)
            read.set()
            await until_on_screen(pilot, lambda: "Den nyeste" in painted(app))
    finally:
        read.set()


async def test_a_list_that_cannot_be_read_is_not_an_empty_one(home, painted, monkeypatch):
    def refuse(most=None):
        raise StorageError(Path("sessions"))

    monkeypatch.setattr(home, "list_sessions", refuse)
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "kan ikke læses eller skrives" in painted(app))
        assert "Listen over workshopper kan ikke læses" in painted(app)
        assert "ingen workshopper" not in painted(app)


async def test_a_long_list_begins_with_a_screenful_and_is_shown_whole(home, listing, painted, monkeypatch):
    home.listings += [listing(Path(f"{number}.db"), f"Nummer {number}") for number in range(100)]
    asked, every = [], home.list_sessions
    monkeypatch.setattr(home, "list_sessions", lambda most=None: asked.append(most) or every(most))
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on_screen(pilot, lambda: app.screen.query_one(OptionList).option_count == 100)
        assert "Nummer 0" in painted(app)
    assert 10 < asked[0] < 24, "no more than can be seen"
    assert asked[-1] is None


async def test_garbage_is_collected_again_once_the_first_frame_is_painted(home, monkeypatch):
    monkeypatch.setattr("workshop.terminal.app.SECONDS_OF_START", 0.05)
    gc.disable()
    try:
        async with WorkshopApp(home).run_test() as pilot:
            await until_on_screen(pilot, gc.isenabled)
    finally:
        gc.enable()


async def test_the_newest_workshop_is_first_and_enter_opens_it(at_home, home, rooms, painted, listing):
    home.listings += [listing(rooms.file("a.db"), "Den nyeste"), listing(rooms.file("b.db"), "Den ældre")]
    async with at_home() as (app, pilot):
        text = painted(app)
        assert text.index("Den nyeste") < text.index("Den ældre")
        assert "4.3.2026" in text
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, WorkshopScreen))
        assert home.sessions[-1].path.name == "a.db"


def test_workshops_of_one_title_are_told_apart_by_their_group_where_there_is_room(listing):
    """Groups that are to be joined have often held the same workshop on one day."""
    words = load_words()
    north = replace(listing(Path("n.db"), "Ældreplejens tiltag"), group_name="Nord")
    assert "Ældreplejens tiltag · Nord " in row_of(north, 90, words).plain
    again = replace(north, meeting=2)
    assert "Ældreplejens tiltag · Nord · 2. møde " in row_of(again, 90, words).plain
    assert "Nord" not in row_of(again, 70, words).plain
    assert "· 2. møde" in row_of(again, 70, words).plain
    assert row_of(replace(north, title="Dag for Nord"), 90, words).plain.count("Nord") == 1


async def test_the_cursor_stays_on_its_workshop_when_another_comes_above_it(at_home, home, rooms, listing):
    home.listings += [listing(rooms.file("a.db"), "Den nyeste"), listing(rooms.file("b.db"), "Den ældre")]
    async with at_home() as (app, pilot):
        await pilot.press("down")
        home.listings.insert(0, listing(rooms.file("c.db"), "En kopi"))
        await app.screen.reload()
        assert app.screen.query_one(ListedWorkshops).chosen.title == "Den ældre"


async def test_a_workshop_that_cannot_be_opened_is_a_sentence(at_home, home, monkeypatch, painted, listing):
    home.listings.append(listing(Path("x.db"), "Ødelagt", problem="Filen er beskadiget."))

    async def refuse(path):
        raise DamagedFileError(path)

    monkeypatch.setattr(home, "open", refuse)
    async with at_home((120, 30)) as (app, pilot):
        assert "Filen er beskadiget." in painted(app)
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: "er beskadiget eller er ikke en workshop" in painted(app))
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.wide
async def test_the_form_makes_a_workshop_and_opens_its_lobby(at_home, home):
    async with at_home() as (app, pilot):
        await pilot.press("n")
        await until_on_screen(
            pilot, lambda: isinstance(app.screen, NewWorkshopScreen) and app.screen.query("#run-sheet")
        )
        for character in "Nye tiltag":
            await pilot.press("space" if character == " " else character)
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: isinstance(app.screen, WorkshopScreen))
        wish = home.wishes[-1]
        assert (wish.title, wish.run_sheet, wish.dots) == ("Nye tiltag", "120", 3)
        assert home.sessions[-1].live.state.workshop.title == "Nye tiltag"


async def test_another_length_is_chosen_with_the_arrows(at_home, home):
    async with at_home() as (app, pilot):
        await pilot.press("n")
        await until_on_screen(
            pilot, lambda: isinstance(app.screen, NewWorkshopScreen) and app.screen.query("#run-sheet")
        )
        await pilot.press("x", *["tab"] * 5, "down", "down", "enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: bool(home.wishes))
        assert home.wishes[-1].run_sheet in ("180", "240")


@pytest.mark.wide
async def test_what_is_missing_is_said_in_the_form_and_nothing_is_made(at_home, home, painted):
    async with at_home() as (app, pilot):
        await pilot.press("n")
        await until_on_screen(
            pilot, lambda: isinstance(app.screen, NewWorkshopScreen) and app.screen.query("#run-sheet")
        )
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: "Der står ikke noget endnu" in painted(app))
        assert app.focused.id == "title"
        await pilot.press("T", "tab", "tab", "tab", "end", "x", "ctrl+s")
        await until_on_screen(pilot, lambda: "er ikke en dato" in painted(app))
        assert app.focused.id == "date"
        assert isinstance(app.screen, NewWorkshopScreen)
        await pilot.press("escape")
        await until_on_screen(pilot, lambda: "Kassér det, du har skrevet?" in painted(app))
        await pilot.press("j")
        await until_on_screen(pilot, lambda: isinstance(app.screen, HomeScreen))


@pytest.mark.parametrize("text", ["18.3.2026", " 18.03.2026 ", "2026-03-18", "18/3-2026", "18/3/2026"])
def test_dates_are_read_as_danes_write_them(text):
    assert read_date(text) == date(2026, 3, 18)


@pytest.mark.parametrize("text", ["18. marts", "18/3", "uge 12", "om 14 dage", "i morgen", "March 18"])
def test_a_new_workshop_takes_every_date_that_an_agreement_takes(text):
    today = datetime.now().astimezone().date()
    assert read_date(text) == parsed_date(text, today)


def test_no_date_is_none_and_a_wrong_one_is_refused():
    assert read_date("  ") is None
    with pytest.raises(BadDateError):
        read_date("31.2.2026")


async def test_a_form_that_was_left_while_the_method_was_read_takes_nothing_down(at_home):
    async with at_home() as (app, pilot):
        await pilot.press("n")
        await until_on_screen(
            pilot, lambda: isinstance(app.screen, NewWorkshopScreen) and app.screen.query("#run-sheet")
        )
        form = app.screen
        await pilot.press("escape")
        await until_on_screen(
            pilot, lambda: isinstance(app.screen, HomeScreen) and not form.query("#summary")
        )
        await form._fetch_method()
        assert isinstance(app.screen, HomeScreen)
