"""The run sheet, its clock, and the workshop's beginning and end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sessions import commands as do
from sessions.errors import (
    ActivityClosedError,
    AlreadyMovedError,
    BadCountError,
    BadMinutesError,
    EmptyTextError,
    EndOfRunSheetError,
    StartOfRunSheetError,
    TextTooLongError,
    UnknownItemError,
    WorkshopClosedError,
)
from sessions.model import ActivityStatus, WorkshopStatus
from sessions.rules.clock_and_input import elapsed_seconds


def order(room):
    return [row.activity for row in room.state().run_sheet()]


def elapsed(room, scheduled):
    return elapsed_seconds(room.state().scheduled.get(scheduled), room.clock.now())


def test_a_workshop_begins_in_the_lobby_with_the_chosen_run_sheet(room):
    state = room.state()
    assert state.workshop.status is WorkshopStatus.LOBBY
    assert state.current() is None
    assert order(room) == [part.activity for part in room.method.run_sheet("120").plan]
    assert {row.status for row in state.run_sheet()} == {ActivityStatus.WAITING}


def test_next_goes_through_the_whole_run_sheet_and_then_says_that_it_ended(room):
    for expected in order(room):
        room.ask(do.OpenNext())
        assert room.state().current().activity == expected
    with pytest.raises(EndOfRunSheetError):
        room.ask(do.OpenNext())
    assert room.state().current().activity == expected


def test_previous_goes_back_and_says_where_it_begins(room):
    with pytest.raises(StartOfRunSheetError):
        room.ask(do.OpenPrevious())
    room.ask(do.OpenNext())
    with pytest.raises(StartOfRunSheetError):
        room.ask(do.OpenPrevious())
    room.ask(do.OpenNext())
    room.ask(do.OpenPrevious())
    assert room.state().current().activity == order(room)[0]


def test_a_step_that_names_the_activity_it_leaves_is_taken_once(room):
    room.ask(do.OpenNext(""))
    with pytest.raises(AlreadyMovedError):
        room.ask(do.OpenNext(""))
    first = room.state().current()
    assert first.activity == order(room)[0]
    room.ask(do.OpenNext(first.id))
    for late in (do.OpenNext(first.id), do.OpenPrevious(first.id)):
        with pytest.raises(AlreadyMovedError) as refused:
            room.ask(late)
        assert "skærm" in refused.value.sentence()
    second = room.state().current()
    assert second.activity == order(room)[1]
    room.ask(do.OpenPrevious(second.id))
    assert room.state().current().activity == order(room)[0]


def test_only_the_activity_on_the_projector_runs_and_takes_input(room):
    for _ in order(room):
        room.ask(do.OpenNext())
        rows = room.state().run_sheet()
        assert [row for row in rows if row.status is ActivityStatus.RUNNING] == [room.state().current()]
        assert all(not row.input_open for row in rows if row.id != room.state().current().id)


def test_next_and_previous_pass_over_what_is_skipped(room):
    first, second, third = room.state().run_sheet()[:3]
    room.ask(do.SkipActivity(second.id))
    room.ask(do.OpenNext())
    room.ask(do.OpenNext())
    assert room.state().current().id == third.id
    room.ask(do.OpenPrevious())
    assert room.state().current().id == first.id
    room.ask(do.SkipActivity(second.id, skipped=False))
    room.ask(do.OpenNext())
    assert room.state().current().id == second.id


def test_what_runs_or_has_ended_cannot_be_skipped(room):
    first = room.ask(do.OpenNext()).id
    with pytest.raises(ActivityClosedError):
        room.ask(do.SkipActivity(first))
    room.ask(do.OpenNext())
    with pytest.raises(ActivityClosedError):
        room.ask(do.SkipActivity(first))


@pytest.mark.parametrize(("places", "index"), [(1, 3), (-1, 1), (99, -1), (-99, 0), (0, 2)])
def test_an_activity_moves_within_the_run_sheet(room, places, index):
    row = room.state().run_sheet()[2]
    room.ask(do.MoveActivity(row.id, places))
    rows = room.state().run_sheet()
    assert rows[index].id == row.id
    assert [row.position for row in rows] == list(range(len(rows)))


def test_an_activity_can_be_added_after_another_or_last(room):
    first = room.state().run_sheet()[0]
    added = room.ask(do.AddActivity("pre-mortem", 10, after=first.id)).id
    last = room.ask(do.AddActivity("pause", 5)).id
    rows = room.state().run_sheet()
    assert (rows[1].id, rows[-1].id) == (added, last)


@pytest.mark.parametrize(
    "command",
    [
        do.OpenActivity("?"),
        do.SkipActivity("?"),
        do.MoveActivity("?", 1),
        do.SetMinutes("?", 5),
        do.AddActivity("findes-ikke", 5),
        do.AddActivity("pause", 5, after="?"),
        do.StartMeeting("findes-ikke"),
    ],
)
def test_an_unknown_activity_is_refused(room, command):
    with pytest.raises(UnknownItemError):
        room.ask(command)


@pytest.mark.parametrize("minutes", [-1, 601, 10**9])
def test_absurd_minutes_are_refused(room, minutes):
    first = room.ask(do.OpenNext()).id
    for command in (
        do.SetMinutes(first, minutes),
        do.AddActivity("pause", minutes),
        do.ExtendTime(minutes * 10),
    ):
        with pytest.raises(BadMinutesError):
            room.ask(command)


def test_minutes_of_what_has_ended_stay_as_they_were(room):
    first = room.ask(do.OpenNext()).id
    room.ask(do.OpenNext())
    with pytest.raises(ActivityClosedError):
        room.ask(do.SetMinutes(first, 9))


def test_extending_adds_up_and_never_goes_below_nothing(room):
    first = room.ask(do.OpenNext()).id
    room.ask(do.ExtendTime())
    room.ask(do.ExtendTime(3))
    assert room.state().scheduled.get(first).extra_minutes == 5
    room.ask(do.ExtendTime(-8))
    with pytest.raises(BadMinutesError):
        room.ask(do.ExtendTime(-1))


@pytest.mark.parametrize(
    "command", [do.ExtendTime(), do.PauseClock(), do.OpenInput(), do.RevealInput()], ids=repr
)
def test_in_the_lobby_there_is_nothing_to_extend_pause_open_or_reveal(room, command):
    with pytest.raises(ActivityClosedError):
        room.ask(command)


def test_the_clock_runs_pauses_and_goes_on(room):
    first = room.ask(do.OpenNext()).id
    room.clock.move(seconds=90)
    assert elapsed(room, first) == 90
    room.ask(do.PauseClock())
    room.clock.move(minutes=20)
    assert elapsed(room, first) == 90
    room.ask(do.PauseClock(paused=False))
    room.ask(do.PauseClock(paused=False))
    room.clock.move(seconds=10)
    assert elapsed(room, first) == 100


def test_the_clock_of_an_activity_left_and_opened_again_goes_on_where_it_was(room):
    first = room.ask(do.OpenNext()).id
    room.clock.move(seconds=60)
    room.ask(do.OpenNext())
    room.clock.move(seconds=600)
    room.ask(do.OpenPrevious())
    room.clock.move(seconds=5)
    assert elapsed(room, first) == 65


def test_after_a_crash_the_clock_has_stood_still_while_nobody_was_there(room):
    first = room.ask(do.OpenNext()).id
    room.clock.move(minutes=4)
    alive = room.clock.now()
    room.clock.move(hours=12)
    room.ask(do.ResumeClock(alive))
    room.clock.move(minutes=1)
    assert elapsed(room, first) == timedelta(minutes=5).total_seconds()


def test_a_stamp_from_a_time_to_come_keeps_no_workshop_shut(room):
    first = room.ask(do.OpenNext()).id
    room.clock.move(minutes=4)
    room.ask(do.ResumeClock(datetime(9999, 12, 31, tzinfo=UTC)))
    assert elapsed(room, first) == 240


def test_a_wall_clock_that_was_set_back_never_gives_negative_time(room):
    first = room.ask(do.OpenNext()).id
    room.clock.move(days=-1)
    assert elapsed(room, first) == 0
    room.ask(do.ResumeClock(room.clock.now()))
    room.clock.move(seconds=30)
    assert elapsed(room, first) == 30


def test_a_paused_clock_stays_paused_over_a_crash(room):
    first = room.ask(do.OpenNext()).id
    room.ask(do.PauseClock())
    room.ask(do.ResumeClock(room.clock.now()))
    assert not room.state().scheduled.get(first).running_since


def test_a_closed_workshop_takes_no_input_and_stops_its_clock(room):
    anna = room.join("anna")
    writing = room.go_to("skriv-tiltag")
    room.clock.move(seconds=30)
    room.ask(do.CloseWorkshop())
    room.clock.move(hours=1)
    assert elapsed(room, writing) == 30
    for command, actor in (
        (do.WriteCard("x"), anna),
        (do.WriteCard("x"), "facilitator"),
        (do.JoinWorkshop("b", "h"), "b"),
        (do.OpenNext(), "facilitator"),
        (do.CloseWorkshop(), "facilitator"),
    ):
        with pytest.raises(WorkshopClosedError):
            room.ask(command, actor)


def test_a_closed_workshop_that_crashed_can_be_opened(room):
    room.ask(do.OpenNext())
    room.ask(do.CloseWorkshop())
    room.ask(do.ResumeClock(room.clock.now()))


def test_reopening_goes_on_where_it_was(room):
    anna = room.join("anna")
    writing = room.go_to("skriv-tiltag")
    room.clock.move(seconds=30)
    room.ask(do.CloseWorkshop())
    room.clock.move(hours=1)
    room.ask(do.ReopenWorkshop())
    assert room.state().workshop.status is WorkshopStatus.RUNNING
    assert room.state().current().id == writing
    room.write("videre", anna)
    room.clock.move(seconds=5)
    assert elapsed(room, writing) == 35


def test_reopening_what_is_open_changes_nothing(room):
    room.go_to("skriv-tiltag")
    room.ask(do.OpenInput(False))
    before = room.state().seq
    room.ask(do.ReopenWorkshop())
    assert room.state().seq == before
    assert not room.state().current().input_open


def test_a_workshop_closed_in_the_lobby_reopens_in_the_lobby(room):
    room.ask(do.CloseWorkshop())
    room.ask(do.ReopenWorkshop())
    assert room.state().workshop.status is WorkshopStatus.LOBBY


def test_a_follow_up_round_has_a_new_run_sheet_and_keeps_what_there_was(room):
    anna = room.join("anna")
    room.go_to("skriv-tiltag")
    card = room.write("tiltag", anna)
    step = room.ask(do.AddNextStep("BK", "Ringer", date(2026, 4, 1), "En liste")).id
    room.ask(do.CloseWorkshop())
    room.ask(do.StartMeeting("opfoelgning"))
    state = room.state()
    assert state.workshop.meeting == 2
    assert state.workshop.status is WorkshopStatus.LOBBY
    assert order(room) == [part.activity for part in room.method.run_sheet("opfoelgning").plan]
    assert state.cards.get(card)
    assert state.next_steps.get(step)
    assert not state.participants.get(anna).removed
    assert room.ask(do.OpenNext()).id == state.run_sheet()[0].id


def test_an_activity_of_the_meeting_before_cannot_be_opened(room):
    old = room.ask(do.OpenNext()).id
    room.ask(do.StartMeeting("opfoelgning"))
    with pytest.raises(UnknownItemError):
        room.ask(do.OpenActivity(old))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"title": " \u200b "}, EmptyTextError),
        ({"title": "x" * 121}, TextTooLongError),
        ({"dots": 0}, BadCountError),
        ({"dots": 21}, BadCountError),
        ({"dots": 2, "max_per_item": 3}, BadCountError),
        ({"max_per_item": 0}, BadCountError),
    ],
)
def test_a_workshop_cannot_be_given_what_makes_no_sense(room, change, refusal):
    right = {"title": "Ny", "organisation": "", "group_name": "", "dots": 3, "max_per_item": 2}
    with pytest.raises(refusal):
        room.ask(do.EditWorkshop(**(right | change)))
    room.ask(do.EditWorkshop(**right))
    assert room.state().workshop.title == "Ny"
