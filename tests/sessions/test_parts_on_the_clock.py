"""An activity in parts says which one runs, and signals the change, on every face."""

from __future__ import annotations

import pytest

from prompts.language.words import load_words
from sessions import commands as do
from workshop.facilitating.telling.part_words import part_words
from workshop.live.live_workshop import JoinAccess
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.web.views.participant_view import clock_part

SAID = [
    (0, "Nu: Alene · 2 min. tilbage"),
    (100, "Nu: Alene · 1 min. tilbage"),
    (120, "Skift nu: I par · 2 min."),
    (139, "Skift nu: I par · 2 min."),
    (141, "Nu: I par · 2 min. tilbage"),
    (245, "Skift nu: Fælles · 1 min."),
    (300, ""),
]


@pytest.fixture
def parted(rooms):
    room = rooms.new(run_sheet="90")
    room.go_to("styrker-udfordringer")
    return room


def test_the_part_that_runs_is_said_with_what_is_left_and_its_beginning_is_signalled(parted, clock) -> None:
    row, words = parted.state().current(), load_words()
    activity = parted.method.activity("styrker-udfordringer")
    begun = clock.now()
    for seconds, wanted in SAID:
        clock.move(seconds=(begun - clock.now()).total_seconds() + seconds)
        assert part_words(row, activity, words, clock.now()) == wanted
        around = Around(JoinAccess("http://x", "secret", "ABC234"), clock.now())
        assert audience_view(parted.state(), parted.method, words, around).form == (wanted or activity.form)


def test_phones_get_the_seconds_at_which_each_part_ends_also_with_added_time(parted, clock) -> None:
    parted.ask(do.ExtendTime(5))
    row, activity = parted.state().current(), parted.method.activity("styrker-udfordringer")
    told = clock_part(row, activity, clock.now())
    ends = [(part.title, part.ends) for part in told.parts]
    assert ends == [("Alene", 240), ("I par", 480), ("Fælles", 600)]
    whole = parted.method.activity("velkomst")
    assert clock_part(row, whole, clock.now()).parts == ()


def test_at_each_station_the_silent_minutes_end_with_a_signal_and_so_does_the_station(rooms, clock) -> None:
    room, words = rooms.new(run_sheet="180"), load_words()
    room.go_to("fem-spoergsmaal-stationer")
    row, activity = room.state().current(), room.method.activity("fem-spoergsmaal-stationer")
    told = [part.title for part in clock_part(row, activity, clock.now()).parts]
    assert told == [f"{n}. station, {how}" for n in range(1, 5) for how in ("alene", "sammen")]
    clock.move(minutes=2)
    assert part_words(row, activity, words, clock.now()) == "Skift nu: 1. station, sammen · 4 min."
    clock.move(minutes=4)
    assert part_words(row, activity, words, clock.now()) == "Skift nu: 2. station, alene · 2 min."
