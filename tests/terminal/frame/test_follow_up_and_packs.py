"""Follow-ups from home, and packs before and during the workshop, by keys and by mouse."""

from datetime import date

import pytest
from textual.widgets import Button, OptionList
from waiting import until_on_screen

from prompts.methods.loading import load_method
from sessions import commands as do
from sessions.model import ActivityStatus, WorkshopStatus
from sessions.rules.people import active_participants
from workshop.terminal.app import WorkshopApp
from workshop.terminal.dialogs.choice import ChoiceDialog, ManyDialog
from workshop.terminal.overlays.run_sheet import RunSheetOverlay
from workshop.terminal.screens.home_screen import HomeScreen
from workshop.terminal.screens.new_workshop import NewWorkshopScreen
from workshop.terminal.screens.workshop_screen import WorkshopScreen

KEYS = [pack.key for pack in load_method().packs]
BARRIERS = [planned.activity for planned in load_method().pack("barrierer").plan]


@pytest.fixture
def ended(rooms):
    """The file of a workshop that was led to its end."""
    room = rooms.new("ended.db", title="Lederdag")
    room.join("Anne")
    room.go_to("aftaler")
    room.ask(do.AddNextStep("Anne", "Ringer", date(2026, 3, 18), "En liste"))
    room.ask(do.CloseWorkshop())
    room.room.stop()
    return room.path


def activities(state):
    return [row.activity for row in state.run_sheet()]


@pytest.mark.wide
async def test_a_follow_up_is_begun_from_home_and_reviews_what_was_agreed(home, ended, painted, listing):
    home.listings.append(listing(ended, "Lederdag", status="closed"))
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "f Opfølgning" in painted(app))
        await pilot.press("f")
        await until_on_screen(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, ManyDialog))
        assert "Opfølgning: Lederdag" in painted(app)
        await pilot.press(str(KEYS.index("kvalitetstjek") + 1), "enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, WorkshopScreen))
        state = home.sessions[-1].live.state
        assert (state.workshop.meeting, state.workshop.status) == (2, WorkshopStatus.LOBBY)
        assert activities(state)[1:4] == ["status-paa-aftaler", "qif-svar", "qif-huller"]
        assert active_participants(state) == ()
        await pilot.press("pagedown")
        await until_on_screen(pilot, lambda: isinstance(app.screen, ChoiceDialog))  # held on another day
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, WorkshopScreen))
        await pilot.press("pagedown")
        await until_on_screen(pilot, lambda: "Ringer" in painted(app))
        await pilot.press("2")
        await until_on_screen(pilot, lambda: "◐ I gang" in painted(app))


async def test_the_end_tells_how_what_was_agreed_is_followed_up(drive):
    async with drive(size=(80, 24)) as driver:
        await driver.ask(do.CloseWorkshop())
        assert "Tak for i dag." in driver.text()
        assert "Opfølgning:" not in driver.text()
        await driver.ask(do.ReopenWorkshop())
        for what in ("Ringer", "Skriver"):
            await driver.ask(do.AddNextStep("Anne", what, date(2026, 3, 18), "En liste"))
        await driver.ask(do.CloseWorkshop())
        said = " ".join(" ".join(line[40:].strip("▂▃▄▅▆▇█ ") for line in driver.text().split("\n")).split())
        assert "Opfølgning: vælg workshoppen på forsiden, og tryk f. Jeres 2 aftaler er med" in said


async def test_a_narrow_list_leaves_out_who_took_part_before_it_cuts_titles(home, rooms, painted, listing):
    home.listings.append(listing(rooms.file("a.db"), "Fra strategi til drift", status="running"))
    for width, shown in ((60, False), (100, True)):
        app = WorkshopApp(home)
        async with app.run_test(size=(width, 18)) as pilot:
            await until_on_screen(pilot, lambda app=app: "Fra strategi til drift" in painted(app))
            assert ("12 deltagere" in painted(app)) is shown


async def test_a_follow_up_is_offered_for_an_ended_workshop_only(home, rooms, painted, listing):
    home.listings.append(listing(rooms.file("a.db"), "I gang", status="running"))
    home.listings.append(listing(rooms.file("b.db"), "Slut " * 20, status="closed", meeting=2))
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on_screen(pilot, lambda: "Slut… · 2. møde" in painted(app))
        assert "Opfølgning" not in painted(app)
        await pilot.press("f")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("down")
        await until_on_screen(pilot, lambda: "f Opfølgning" in painted(app))


async def test_leaving_the_question_begins_nothing(home, ended, painted, listing):
    home.listings.append(listing(ended, "Lederdag", status="closed"))
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on_screen(pilot, lambda: "f Opfølgning" in painted(app))
        await pilot.press("f")
        await until_on_screen(pilot, lambda: isinstance(app.screen, ChoiceDialog))
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, ManyDialog))
        await pilot.press("escape")
        await until_on_screen(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert home.followed == []


@pytest.mark.wide
async def test_packs_are_chosen_in_the_form(home, painted):
    app = WorkshopApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on_screen(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("n")
        await until_on_screen(
            pilot, lambda: isinstance(app.screen, NewWorkshopScreen) and app.screen.query("#run-sheet")
        )
        await pilot.press("x", "f3")
        await until_on_screen(pilot, lambda: isinstance(app.screen, ManyDialog))
        await pilot.press("1", "enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, NewWorkshopScreen))
        assert str(app.screen.query_one("#packs", Button).label) == "Kultur- og barriereanalyse"
        assert "170 minutter i alt" in " ".join(painted(app).split())
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: bool(home.wishes))
    assert home.wishes[-1].packs == ("barrierer",)


@pytest.mark.wide
async def test_packs_alone_are_a_length_too(home, painted):
    app = WorkshopApp(home)
    async with app.run_test(size=(100, 40)) as pilot:
        await until_on_screen(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("n")
        await until_on_screen(
            pilot, lambda: isinstance(app.screen, NewWorkshopScreen) and app.screen.query("#run-sheet")
        )
        await pilot.press("x")
        list(app.screen.query("#run-sheet RadioButton"))[-1].value = True
        await until_on_screen(pilot, lambda: "Vælg pakkerne med F3" in " ".join(painted(app).split()))
        await pilot.press("ctrl+s")
        assert home.wishes == []
        await pilot.press("f3")
        await until_on_screen(pilot, lambda: isinstance(app.screen, ManyDialog))
        await pilot.press("1", "2", "enter")
        await until_on_screen(pilot, lambda: isinstance(app.screen, NewWorkshopScreen))
        await pilot.press("ctrl+s")
        await until_on_screen(pilot, lambda: bool(home.wishes))
    assert (home.wishes[-1].run_sheet, home.wishes[-1].packs) == ("barrierer", ("faser-drivkraefter",))


async def test_a_pack_goes_in_where_it_belongs_and_one_undo_takes_it_out(drive):
    async with drive(run_sheet="90", size=(100, 40)) as driver:
        await driver.press("d", "p")
        assert isinstance(driver.app.screen, ChoiceDialog)
        await driver.press("1")
        order = activities(driver.state)
        at = order.index("moenstre") + 1
        assert order[at : at + len(BARRIERS)] == BARRIERS
        assert "140 min. i alt" in driver.text()
        await driver.press("escape", "u")
        assert not set(BARRIERS) & set(activities(driver.state))


async def test_a_pack_is_added_during_the_workshop_with_the_mouse_and_never_before_now(drive):
    async with drive(run_sheet="90", size=(100, 40)) as driver:
        stem = next(row.id for row in driver.state.run_sheet() if row.activity == "stem")
        await driver.ask(do.OpenActivity(stem))
        await driver.press("d")
        await click(driver, "Pakke")
        assert isinstance(driver.app.screen, ChoiceDialog)
        await driver.pilot.click(OptionList, offset=(6, 0))
        await driver.settle()
        order = activities(driver.state)
        assert order[order.index("stem") + 1 :][: len(BARRIERS)] == BARRIERS
        overlay = driver.app.screen
        assert isinstance(overlay, RunSheetOverlay)
        assert driver.state.scheduled.get(overlay.chosen).activity == BARRIERS[0]


@pytest.mark.wide
async def test_the_run_sheet_is_moved_shortened_and_given_other_minutes_with_the_mouse(drive):
    async with drive(run_sheet="90", size=(120, 40)) as driver:
        await driver.press("d")
        await click(driver, "Skriv jeres tiltag")
        await click(driver, "Ned")
        assert activities(driver.state)[3] == "skriv-tiltag"
        await click(driver, "Op")
        assert activities(driver.state)[2] == "skriv-tiltag"
        await click(driver, "Spring over")
        assert driver.state.run_sheet()[2].status is ActivityStatus.SKIPPED
        await click(driver, "Forkort")
        await driver.press("ctrl+s")
        assert isinstance(driver.app.screen, ManyDialog)
        await click(driver, "Tag de markerede")
        skipped = {row.activity for row in driver.state.run_sheet() if row.status is ActivityStatus.SKIPPED}
        assert {"pointer", "evne"} <= skipped


async def test_shortening_asks_how_much_where_nobody_is_late_and_says_if_it_is_not_enough(drive):
    async with drive(run_sheet="90", size=(100, 40)) as driver:
        await driver.press("d", "c", "backspace", "backspace", "9", "0", "enter")
        method = load_method()
        planned = method.run_sheet("90").plan
        saved = sum(row.minutes for row in planned if method.activity(row.activity).cut_order)
        assert f"sparer kun {saved} af 90" in " ".join(driver.text().split())
        await driver.press("escape")
        assert all(row.status is ActivityStatus.WAITING for row in driver.state.run_sheet())


@pytest.mark.wide
async def test_the_workshop_is_corrected_from_its_run_sheet(drive):
    async with drive(size=(100, 40)) as driver:
        await driver.press("d", "e", "end")
        await driver.type(" to")
        await driver.press("tab", "tab", "tab", "backspace", "5", "ctrl+s")
        row = driver.state.workshop
        assert (row.title, row.dots, row.max_per_item) == ("Prøve to", 5, 2)
        await driver.press("escape", "u")
        assert driver.state.workshop.title == "Prøve"


async def click(driver, text):
    """Click where `text` stands on the screen, the last place of several."""
    lines = driver.text().split("\n")
    places = [(line.index(text) + 1, number) for number, line in enumerate(lines) if text in line]
    assert places, text
    await driver.pilot.click(offset=places[-1])
    await driver.settle()
