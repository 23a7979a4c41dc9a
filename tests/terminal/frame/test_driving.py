"""Driving a workshop with the keys: the state first, the picture last."""

import asyncio
from datetime import date, timedelta

import pytest
from waiting import until

from sessions import commands as do
from sessions.model import ActivityStatus, WorkshopStatus
from workshop.terminal.activities.activity_panel import ActivityPanel
from workshop.terminal.dialogs.choice import ChoiceDialog
from workshop.terminal.frame.end_stage import EndStage
from workshop.terminal.frame.lobby_stage import LobbyStage

TODAY = date(2026, 3, 4)
YESTERDAY = TODAY - timedelta(days=1)


async def test_the_lobby_shows_who_joins(drive):
    async with drive() as driver:
        assert "Ingen er med endnu" in driver.text()
        await driver.join("Anna", "Bo")
        assert "2 er med" in driver.text()
        assert "Anna" in driver.text()


async def test_the_page_keys_go_through_the_run_sheet(drive):
    async with drive() as driver:
        await driver.press("pagedown")
        assert driver.current == "velkomst"
        await driver.press("pagedown")
        assert driver.current not in ("", "velkomst")
        await driver.press("pageup")
        assert driver.current == "velkomst"
        assert driver.state.workshop.status is WorkshopStatus.RUNNING


@pytest.mark.wide
@pytest.mark.parametrize("run_sheet", [pytest.param("90", marks=pytest.mark.long), "180"])
async def test_every_activity_of_a_run_sheet_has_a_panel_that_shows(drive, run_sheet):
    async with drive(run_sheet=run_sheet) as driver:
        await driver.join("Anna", "Bo", "Carl")
        for row in driver.state.run_sheet():
            await driver.press("pagedown")
            assert driver.state.workshop.current == row.id
            assert isinstance(driver.screen.middle, ActivityPanel)
            title = driver.session.live.method.activity(row.activity).title
            assert title[:20] in driver.text()


async def test_plus_gives_two_minutes_and_minus_takes_them(drive):
    async with drive() as driver:
        await driver.press("pagedown", "plus", "plus", "minus")
        assert driver.state.current().extra_minutes == 2


async def test_one_key_stops_the_clock_and_starts_it_again(drive):
    async with drive() as driver:
        await driver.press("pagedown", "ctrl+t")
        assert driver.state.current().running_since is None
        assert "uret er stoppet" in driver.text()
        await driver.press("ctrl+t")
        assert driver.state.current().running_since is not None


async def test_keys_open_the_input_and_reveal_it(drive):
    async with drive() as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.settle()
        assert driver.state.current().input_open
        await driver.press("ctrl+o")
        assert not driver.state.current().input_open
        await driver.press("ctrl+r")
        assert driver.state.current().revealed


async def test_undo_says_what_was_undone_and_redo_does_it_again(drive):
    async with drive(size=(120, 30)) as driver:
        await driver.press("pagedown", "pagedown")
        second = driver.current
        await driver.press("ctrl+u")
        assert driver.current == "velkomst"
        assert "Fortrudt: videre til næste aktivitet" in driver.text()
        await driver.press("ctrl+y")
        assert driver.current == second
        await driver.press("ctrl+u", "ctrl+y")
        assert driver.current == second


async def test_undoing_the_start_leads_back_to_the_lobby(drive):
    async with drive() as driver:
        await driver.press("pagedown", "ctrl+u")
        assert isinstance(driver.screen.middle, LobbyStage)


async def test_nothing_to_undo_is_a_sentence(drive):
    async with drive(size=(120, 30)) as driver:
        await driver.press("u")
        assert "ikke noget at fortryde" in driver.text()


@pytest.mark.wide
async def test_finishing_asks_writes_the_minutes_and_can_be_reopened(drive):
    async with drive(size=(120, 30)) as driver:
        await driver.press("pagedown", "ctrl+e")
        assert driver.state.workshop.status is WorkshopStatus.RUNNING
        await driver.press("j")
        assert driver.state.workshop.status is WorkshopStatus.CLOSED
        assert isinstance(driver.screen.middle, EndStage)
        assert "referat.docx" in driver.text()
        await driver.press("ctrl+u")
        assert driver.state.workshop.status is WorkshopStatus.RUNNING
        assert driver.current == "velkomst"


async def test_next_on_the_last_activity_offers_to_finish(drive):
    async with drive() as driver:
        await driver.ask(do.OpenActivity(driver.state.run_sheet()[-1].id))
        await driver.press("pagedown")
        assert "Afslut workshoppen?" in driver.text()
        await driver.press("escape")
        assert driver.state.workshop.status is WorkshopStatus.RUNNING


async def test_minutes_that_cannot_be_written_are_a_sentence(drive):
    async with drive(size=(120, 30)) as driver:
        driver.session.failure = OSError(28, "No space left")
        await driver.press("pagedown", "w")
        assert "Noget gik galt" in driver.text()
        assert driver.app.return_code is None


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_leaving_asks_while_a_workshop_is_live(drive, key):
    async with drive() as driver:
        await driver.press("pagedown", key)
        assert isinstance(driver.app.screen, ChoiceDialog)
        await driver.press("1")
        assert driver.current == "velkomst"
        await driver.press(key, "2")
        assert driver.session.closed
        assert not driver.app._exit
        await driver.pilot.pause(0.1)
        assert driver.app.screen.__class__.__name__ == "HomeScreen"


async def test_quitting_ends_with_code_0_and_gives_the_workshop_back(drive):
    async with drive() as driver:
        await driver.press("ctrl+q", "3")
        assert driver.session.closed
        assert driver.app.return_code == 0


async def test_resume_lands_in_the_same_activity(drive, home, rooms):
    made = rooms.new("resumed.db")
    await asyncio.to_thread(made.go_to, "stem")
    await asyncio.to_thread(made.room.stop)
    async with drive(path=made.path) as driver:
        assert driver.current == "stem"
        assert driver.screen.middle.activity.key == "stem"


async def test_a_disk_that_fails_is_said_in_words_until_it_answers_again(drive):
    async with drive() as driver:
        driver.session.live._take_trouble(True)
        await driver.settle()
        assert "IKKE GEMT" in driver.text()
        driver.session.live._take_trouble(False)
        await driver.settle()
        assert "Alt er gemt" in driver.text()


async def test_a_disk_that_is_almost_full_stays_in_sight_also_over_what_the_group_sees(drive):
    async with drive() as driver:
        driver.session.alarm = lambda: "Disken er næsten fuld: 99 MB tilbage."
        for where in ("", "m"):
            await driver.press(*where)
            driver.screen._tick()
            await until(lambda: "99 MB" in driver.text())
        driver.session.alarm = str
        await until(lambda: "99 MB" not in driver.text())
        await driver.press("space")
        driver.screen._tick()
        await until(lambda: "Alt er gemt" in driver.text())


async def test_a_disk_that_fails_is_said_over_what_the_group_sees(drive):
    async with drive() as driver:
        await driver.press("m")
        driver.session.live._take_trouble(True)
        await until(lambda: "IKKE GEMT" in driver.text())
        driver.session.live._take_trouble(False)
        await driver.press("space")
        await driver.settle()
        assert "Alt er gemt" in driver.text()


async def test_a_held_key_does_not_skip_activities_before_the_answer_is_there(drive):
    async with drive() as driver:
        await driver.press("pagedown")
        for _ in range(5):
            driver.app.simulate_key("ctrl+n")
        await driver.settle()
        done = [row for row in driver.state.run_sheet() if row.status is ActivityStatus.DONE]
        assert 1 <= len(done) < 5
        assert driver.app.return_code is None


async def test_a_burst_from_the_phones_is_painted_at_most_ten_times_a_second(drive, monkeypatch):
    async with drive() as driver:
        await asyncio.to_thread(driver.room.go_to, "skriv-tiltag")
        await driver.settle()
        await driver.join("Anna")
        painted = []
        original = driver.screen.middle.refresh_panel
        monkeypatch.setattr(
            driver.screen.middle,
            "refresh_panel",
            lambda events: (painted.append(len(events)), original(events)),
        )

        def burst():
            for number in range(200):
                driver.room.room.submit(do.WriteCard(f"kort {number}"), "Anna")
            driver.room.state()

        await asyncio.to_thread(burst)
        for _ in range(40):
            await driver.pilot.pause(0.05)
            if sum(painted) >= 200:
                break
        assert sum(painted) == 200
        assert len(painted) <= 12


class LooksPersonal(Exception):
    """As the real one: it names texts that somebody has to confirm, and makes its own sentence."""

    texts_to_confirm = tuple(f"Ring til ••••••-•••• om sag {letter}" for letter in "abcdefg")

    def sentence(self, words):
        return "står der noget, der ligner et CPR-nummer"


async def test_texts_like_personal_numbers_are_shown_and_the_safe_answer_comes_first(drive):
    async with drive() as driver:
        await driver.press("pagedown")
        driver.session.failure = LooksPersonal()
        await driver.press("w")
        assert isinstance(driver.app.screen, ChoiceDialog)
        text = driver.text()
        assert "om sag a" in text
        assert "… og 2 til" in text
        await driver.press("enter")
        assert driver.screen._files == ()
        await driver.press("w", "escape")
        assert driver.screen._files == ()
        await driver.press("w", "2")
        assert [file.name for file in driver.screen._files] == ["referat.docx", "referat.md"]


@pytest.mark.wide
async def test_whoever_goes_back_after_the_close_can_still_write_the_minutes(drive):
    async with drive() as driver:
        await driver.press("pagedown")
        driver.session.failure = LooksPersonal()
        await driver.press("ctrl+e", "j", "1")
        assert isinstance(driver.screen.middle, EndStage)
        assert "w skriver referatet" in driver.text()
        assert "referat.docx" not in driver.text()
        await driver.press("w", "2")
        driver.app.clear_notifications()  # what is said for a moment lies over the names
        await driver.settle()
        assert "referat.docx" in driver.text()


async def test_a_key_that_goes_both_ways_says_what_it_does_next(drive):
    async with drive(size=(120, 30)) as driver:
        row = next(row for row in driver.state.run_sheet() if row.activity == "skriv-tiltag")
        await driver.ask(do.OpenActivity(row.id))
        assert {"Luk telefoner", "Vis for alle", "Stop ur"} <= shown_in_footer(driver)
        await driver.press("ctrl+o", "ctrl+r", "ctrl+t")
        assert {"Åbn telefoner", "Skjul igen", "Start ur"} <= shown_in_footer(driver)


def shown_in_footer(driver):
    return {item.label for row in driver.screen.footer_rows() for item in row}


@pytest.mark.wide
async def test_the_end_says_that_the_minutes_are_being_written_until_they_are(drive):
    async with drive(size=(120, 30)) as driver:
        may_go_on, write = asyncio.Event(), driver.session.write_minutes

        async def slowly(*, confirmed=False):
            await may_go_on.wait()
            return await write(confirmed=confirmed)

        driver.session.write_minutes = slowly
        await driver.press("pagedown", "ctrl+e", "j")
        driver.app.clear_notifications()
        await driver.settle()
        assert "Referatet bliver skrevet" in driver.text()
        assert "referat.docx" not in driver.text()
        may_go_on.set()
        await driver.settle()
        assert "bliver skrevet" not in driver.text()
        assert "referat.docx" in driver.text()
        driver.session.write_minutes = write
        driver.session.failure = ValueError("the disk is full")
        await driver.press("w")
        driver.app.clear_notifications()
        await driver.settle()
        assert "referat.docx" in driver.text(), "what was written before is still there"


async def test_the_key_that_froze_the_groups_screen_says_that_it_lets_go(drive):
    async with drive(size=(120, 30)) as driver:
        driver.session.freeze(True)
        await driver.settle()
        assert "^f Slip" in driver.text()
        assert "^f Frys" not in driver.text()


@pytest.mark.parametrize(("key", "day"), [("enter", TODAY), ("2", YESTERDAY)])
async def test_a_workshop_led_on_another_day_than_its_date_asks_which_it_is(drive, key, day):
    async with drive(date=YESTERDAY) as driver:
        await driver.press("pagedown")
        assert driver.current == ""
        assert "3. marts 2026" in driver.text()
        assert "4. marts 2026" in driver.text()
        await driver.press(key)
        assert driver.current == "velkomst"
        workshop, meetings = driver.state.workshop, driver.state.meetings
        assert (workshop.date, meetings.get(1).date) == (day, day)


async def test_how_many_cannot_follow_is_said_while_something_is_presented(drive):
    async with drive(size=(120, 30)) as driver:
        await driver.press("pagedown")
        assert driver.current == "velkomst"
        driver.session.live.lost = 3
        await driver.join("Anna")
        assert "3 kan ikke følge med" in driver.text()
