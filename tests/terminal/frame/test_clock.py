"""The clock: time left, ahead and behind, by word and by colour."""

from dataclasses import replace

import pytest
from waiting import until

from prompts.language.words import load_words
from sessions import commands as do
from sessions.model import ActivityStatus
from workshop.facilitating.telling.clock_reading import (
    ClockReading,
    Level,
    behind_seconds,
    clock_text,
    read_clock,
)
from workshop.terminal.frame.header import plan_words


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (300, "05:00"),
        (299.2, "05:00"),
        (0.4, "00:01"),
        (0, "00:00"),
        (-0.4, "00:00"),
        (-61, "+01:01"),
        (3661, "1:01:01"),
        (-400 * 86_400, "+99:59:59"),
    ],
)
def test_the_time_left_is_written_for_people(seconds, text):
    assert clock_text(seconds) == text


def test_the_level_changes_at_a_fifth_and_at_a_twentieth(room, clock):
    room.go_to("tal-om-de-delte")
    given = room.state().current().minutes * 60
    levels = []
    for share in (0.21, 0.20, 0.06, 0.05, 0.001, 0):
        clock.time = clock.time.replace(hour=9, minute=0, second=0, microsecond=0)
        clock.move(seconds=given * (1 - share))
        state = room.state()
        levels.append(read_clock(state, state.current(), clock.now()).level)
    assert levels == [Level.CALM, Level.SOON, Level.SOON, Level.LAST, Level.LAST, Level.OVER]


def test_added_minutes_count_as_behind_and_skipped_ones_as_ahead(room, clock):
    sheet = room.state().run_sheet()
    room.ask(do.OpenActivity(sheet[0].id))
    room.ask(do.ExtendTime(2))
    state = room.state()
    assert read_clock(state, state.current(), clock.now()).behind_minutes == 2
    room.ask(do.SkipActivity(sheet[1].id))
    room.ask(do.OpenActivity(sheet[2].id))
    state = room.state()
    won = sheet[0].minutes + sheet[1].minutes
    assert read_clock(state, state.current(), clock.now()).behind_minutes == -won


@pytest.mark.wide
async def test_the_screen_says_it_with_a_word_and_a_colour(drive):
    async with drive() as driver:
        await driver.press("pagedown")
        given = driver.state.current().minutes * 60
        assert "tilbage" in driver.text()
        for seconds, word, level in (
            (given * 0.81, "snart slut", "-soon"),
            (given * 0.15, "slutter nu", "-last"),
            (given * 0.05, "over tiden", "-over"),
        ):
            driver.room.clock.move(seconds=seconds)
            await until(lambda word=word: word in driver.text())
            assert driver.screen.query_one("#digits").has_class(level)


def test_who_is_behind_and_has_cut_as_much_of_the_rest_ends_on_time(room, clock):
    room.go_to("velkomst")
    sheet = room.state().run_sheet()
    clock.move(minutes=sheet[0].minutes + sheet[-1].minutes)
    told = []
    for cut in ((), (sheet[-1],)):
        for row in cut:
            room.ask(do.SkipActivity(row.id))
        state = room.state()
        told.append(plan_words(read_clock(state, state.current(), clock.now()), load_words()))
    behind = f"{sheet[-1].minutes} min. bagud"
    assert told == [behind, f"{behind} nu · slut til tiden"]


async def test_behind_is_said_in_minutes(drive):
    async with drive() as driver:
        await driver.press("pagedown", "plus")
        assert "2 min. bagud" in driver.text()


@pytest.mark.parametrize(("days", "said"), [(300, "over 2 t. bagud"), (-300, "følger planen")])
async def test_a_clock_that_jumped_by_a_year_leaves_the_screen_in_its_columns(drive, days, said):
    async with drive(size=(80, 24)) as driver:
        await driver.press("pagedown")
        driver.session.clock.move(days=days)
        driver.screen._tick()
        await driver.settle()
        top = driver.text().split("\n")[:4]
        assert any(said in line for line in top)
        assert any("Velkommen" in line for line in top)
        await driver.press("d")
        assert "\n│  min." not in driver.text()


def test_an_activity_that_was_only_looked_at_is_still_to_come(room, clock):
    sheet = room.state().run_sheet()
    room.ask(do.OpenActivity(sheet[1].id))
    clock.move(minutes=sheet[1].minutes)
    room.ask(do.OpenNext())
    clock.move(seconds=20)
    room.ask(do.OpenPrevious())
    state = room.state()
    assert state.scheduled.get(sheet[2].id).status is ActivityStatus.WAITING
    assert read_clock(state, state.current(), clock.now()).behind_minutes == -sheet[0].minutes


def test_what_is_jumped_over_counts_as_what_is_skipped(room, clock):
    sheet = room.state().run_sheet()
    room.ask(do.OpenActivity(sheet[0].id))
    clock.move(minutes=sheet[0].minutes)
    room.ask(do.OpenActivity(sheet[3].id))
    state = room.state()
    won = sheet[1].minutes + sheet[2].minutes
    assert read_clock(state, state.current(), clock.now()).behind_minutes == -won


def test_nobody_is_ahead_before_the_start(room, clock):
    room.ask(do.SkipActivity(room.state().run_sheet()[1].id))
    assert behind_seconds(room.state(), clock.now()) == 0


def test_over_time_is_not_said_beside_following_the_plan(room, clock):
    words = load_words("da")
    over = ClockReading(-20, Level.OVER, paused=False, behind=20)
    assert plan_words(over, words) == ""
    assert plan_words(replace(over, behind=180), words) == "3 min. bagud"
    assert plan_words(ClockReading(20, Level.CALM, paused=False, behind=0), words) == "følger planen"
