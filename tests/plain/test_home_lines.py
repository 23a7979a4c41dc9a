"""Home in lines does with a workshop what home on the screen does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from own_methods import put_there
from piped import Piped

from sessions import commands as do
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.session_file import peek
from workshop.hosting.open_sessions import create_session
from workshop.hosting.session_listing import list_sessions

HOME = "0 slut"


def at_home(start) -> Piped:
    running = start("run", "--plain")
    running.until_said(HOME)
    return running


def made(tmp_path: Path, *titles: str) -> list[Path]:
    folder = tmp_path / "data" / "sessions"
    return [create_session(folder, NewWorkshop(title, "Vestby", date=date(2031, 6, 3))) for title in titles]


@pytest.mark.wide
def test_a_workshop_is_told_of_renamed_copied_and_deleted(start, tmp_path: Path) -> None:
    (path,) = made(tmp_path, "Lederdag")
    running = at_home(start)
    told = running.do("m 1", "2", "Strategidag", prompt=HOME)
    assert "Vestby" in told
    assert "Ikke begyndt" in told
    assert peek(path).title == "Strategidag"
    running.do("m 1", "1", "Næste hold", prompt=HOME)
    assert sorted(item.title for item in list_sessions(path.parent)) == ["Næste hold", "Strategidag"]
    said = running.do("s strategi", prompt="0 tilbage")
    assert "1 workshop fundet" in said
    said = running.do("m 1", "4", "1", prompt="0 tilbage")
    assert "Intet er slettet." in said
    running.do("m 1", "4", "2", prompt="0 tilbage")
    assert not path.exists()
    running.type("0", "0")
    assert running.wait() == 0


def test_one_is_put_in_the_archive_found_there_and_taken_back(start, tmp_path: Path) -> None:
    path, _ = made(tmp_path, "Lederdag", "En anden")
    running = at_home(start)
    number = "1" if "1 Lederdag" in running.text else "2"
    said = running.do(f"m {number}", "5", prompt=HOME)
    assert "Arkiv (1)" in said
    said = running.do("a", prompt="0 tilbage")
    assert "1 Lederdag" in said
    assert "En anden" not in said
    running.do("m 1", "5", prompt="0 tilbage")
    running.do("0", prompt=HOME)
    assert [item.is_put_aside for item in list_sessions(path.parent)] == [False, False]


@pytest.mark.wide
def test_the_method_is_chosen(start, tmp_path: Path) -> None:
    put_there(tmp_path / "data", "vores", "vores-metode")
    running = at_home(start)
    running.do("n", "4", "Lederdag", "", "", "", "", "1", "", "2", "nej")
    (listing,) = list_sessions(tmp_path / "data" / "sessions")
    assert peek(listing.path).method == "vores-metode"


@pytest.mark.wide
def test_all_workshops_are_looked_over_and_their_texts_searched(start, rooms, tmp_path: Path) -> None:
    rooms.folder = tmp_path / "data" / "sessions"
    rooms.folder.mkdir(parents=True)
    room = rooms.new("lederdag.db", title="Lederdag", group_name="Ledelsen")
    room.go_to("aftaler")
    room.ask(do.AddNextStep("Anne", "Ringer til PPR", date(2026, 3, 18), "En liste"))
    room.ask(do.CloseWorkshop())
    room.room.stop()
    running = at_home(start)
    assert "o overblik" in running.text
    told = running.do("o", prompt=HOME)
    assert "1 åben aftale, 1 over tiden" in told
    assert "! Anne: Ringer til PPR" in told
    told = running.do("o ppr liste", prompt=HOME)
    assert "Lederdag · Ledelsen · aftale: Anne · Ringer til PPR · En liste" in told
    running.type("0")
    assert running.wait() == 0
