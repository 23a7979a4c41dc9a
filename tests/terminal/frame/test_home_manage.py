"""What home does with a whole workshop: copy, rename, open the minutes' folder, delete."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from waiting import until_on_screen

from prompts.language.words import load_words
from sessions import commands as do
from sessions.errors import EmptyTextError
from sessions.model import ActivityStatus
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.lock import LockedError
from sessions.storage.store import read_state
from workshop.channel.network_options import NetworkOptions
from workshop.facilitating.home import managing
from workshop.hosting.open_sessions import opened
from workshop.launch.home_services import Home
from workshop.machine.folders import Folders
from workshop.terminal.app import WorkshopApp


@pytest.fixture
def real_home(tmp_path: Path) -> Home:
    folders = Folders(tmp_path / "data", tmp_path / "out", tmp_path / "log")
    return Home(folders, NetworkOptions("127.0.0.1", 0), load_words())


@pytest.fixture
def held(real_home: Home) -> Path:
    """A workshop that has been held, with a run sheet that was changed before and a card."""
    path = real_home.create(NewWorkshop("Lederdag", "Eksempelby", "Ledergruppen", run_sheet="90", dots=5))
    with opened(path) as session:
        sheet = read_state(path).run_sheet()
        for command in (
            do.SetMinutes(sheet[1].id, 17),
            do.MoveActivity(sheet[2].id, 1),
            do.SkipActivity(sheet[4].id, True),
            do.OpenActivity(sheet[1].id),
            do.ParkItem("Husk det"),
            do.AddPerson("Mette"),
            do.CloseWorkshop(),
        ):
            session.room.submit(command).result(timeout=20)
    return path


def plan(path: Path) -> list[tuple[str, int, bool]]:
    rows = read_state(path).run_sheet()
    return [(row.activity, row.minutes, row.status is ActivityStatus.SKIPPED) for row in rows]


def test_a_copy_can_have_the_minutes_that_the_group_used(real_home: Home, held: Path):
    second = read_state(held).run_sheet()[1]
    with contextlib.closing(sqlite3.connect(held)) as file:
        file.execute(
            "UPDATE scheduled_activities SET status = 'done', elapsed_seconds = 400, running_since = '' "
            "WHERE id = ?",
            (second.id,),
        )
        file.commit()
    planned = plan(real_home.copy(held, "Som planlagt"))
    used = plan(real_home.copy(held, "Som brugt", used_minutes=True))
    changed = [(old, new) for old, new in zip(planned, used, strict=True) if old != new]
    assert changed == [((second.activity, second.minutes, False), (second.activity, 7, False))]


def test_a_copy_has_the_run_sheet_as_it_was_changed_and_nothing_of_the_group_s(real_home: Home, held: Path):
    copy = real_home.copy(held, "Næste hold")
    state, like = read_state(copy), read_state(held)
    assert plan(copy) == plan(held)
    assert (state.workshop.title, state.workshop.dots) == ("Næste hold", 5)
    assert (state.workshop.organisation, state.workshop.group_name) == ("Eksempelby", "Ledergruppen")
    assert state.workshop.join_secret != like.workshop.join_secret
    assert not list(state.parked_items)
    assert not list(state.participants)
    assert {row.status for row in state.run_sheet()} <= {ActivityStatus.WAITING, ActivityStatus.SKIPPED}
    with opened(copy) as session:
        session.room.submit(do.OpenNext()).result(timeout=20)
    assert read_state(held).has_rows_of(like), "what was copied is as it was"


@pytest.mark.wide
def test_an_ended_workshop_can_be_renamed_and_an_open_one_is_refused(real_home: Home, held: Path):
    real_home.rename(held, "Lederdag i marts")
    assert read_state(held).workshop.title == "Lederdag i marts"
    assert read_state(held).workshop.group_name == "Ledergruppen"
    with pytest.raises(EmptyTextError):
        real_home.rename(held, "  ")
    with opened(held), pytest.raises(LockedError):
        real_home.rename(held, "Et andet")


@pytest.mark.wide
async def test_it_is_all_done_from_home(real_home: Home, held: Path, painted, monkeypatch):
    folders = []
    monkeypatch.setattr(managing, "open_path", folders.append)
    app = WorkshopApp(real_home)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "Lederdag" in painted(app))
        await pilot.press("m", "1")
        await until_on_screen(pilot, lambda: "Kopiér workshoppen" in painted(app))
        await pilot.press("end", *"2", "ctrl+s")
        await until_on_screen(pilot, lambda: len(real_home.list_sessions()) == 2)
        await until_on_screen(pilot, lambda: "Lederdag2 · " in painted(app))
        await pilot.press("home", "m", "3")
        await until_on_screen(pilot, lambda: folders)
        await pilot.press("m", "4")
        await until_on_screen(pilot, lambda: "Er referatet journaliseret?" in painted(app))
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: "Intet er slettet" in painted(app))
        assert len(real_home.list_sessions()) == 2, "Enter keeps it"
        await pilot.press("m", "4")
        await until_on_screen(pilot, lambda: "Er referatet journaliseret?" in painted(app))
        await pilot.pause(0.6)
        await pilot.press("2")
        await until_on_screen(pilot, lambda: len(real_home.list_sessions()) == 1)


async def test_the_raw_material_of_one_meeting_is_deleted_from_home(real_home: Home, held: Path, painted):
    app = WorkshopApp(real_home)
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await until_on_screen(pilot, lambda: "Lederdag" in painted(app))
        await pilot.press("m", "8")
        await until_on_screen(pilot, lambda: "Slet fra 1. møde" in painted(app))
        await pilot.press("enter")
        await until_on_screen(pilot, lambda: "Intet er slettet" in painted(app))
        assert len(read_state(held).participants) == 1, "Enter keeps it"
        await pilot.press("m", "8")
        await until_on_screen(pilot, lambda: "Slet fra 1. møde" in painted(app))
        await pilot.pause(0.6)
        await pilot.press("2")
        await until_on_screen(pilot, lambda: "Slettet for 1. møde" in painted(app))
    after = read_state(held)
    assert len(after.participants) == 0
    assert [item.text for item in after.parked_items] == ["Husk det"]
