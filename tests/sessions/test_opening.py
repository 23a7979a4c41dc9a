"""Making, finding and opening workshops as the program does it."""

import os
import sys

import pytest
from rooms import FakeClock

from sessions.commands import CloseWorkshop, OpenNext
from sessions.errors import EmptyTextError, UnknownItemError
from sessions.rules.clock_and_input import elapsed_seconds
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.lock import LockedError, SessionLock
from sessions.storage.session_file import DamagedFileError, MissingFileError, StorageError
from sessions.storage.store import read_state
from workshop.hosting.open_sessions import create_session, open_session, opened
from workshop.hosting.session_listing import find_session, list_sessions


@pytest.fixture
def made(tmp_path):
    return create_session(tmp_path / "sessions", NewWorkshop("Årshjul: Økonomi"), clock=FakeClock())


def test_a_file_is_named_by_day_and_title_and_never_twice(made):
    again = create_session(made.parent, NewWorkshop("Årshjul: Økonomi"), clock=FakeClock())
    assert (made.name, again.name) == (
        "2026-03-04_aarshjul-oekonomi.db",
        "2026-03-04_aarshjul-oekonomi-2.db",
    )


@pytest.mark.parametrize("title", ["!!!", "🎉", "../../etc/passwd", "CON", "a/b:c*?", "x" * 120])
def test_any_title_makes_a_file_in_the_folder(tmp_path, title):
    path = create_session(tmp_path, NewWorkshop(title), clock=FakeClock())
    assert path.resolve().parent == tmp_path.resolve()
    assert len(path.name.encode()) < 100
    with opened(path) as session:
        assert session.path == path.resolve()


def test_an_empty_title_and_an_unknown_run_sheet_make_no_file(tmp_path):
    with pytest.raises(EmptyTextError):
        create_session(tmp_path, NewWorkshop(" \u200b"))
    with pytest.raises(UnknownItemError):
        create_session(tmp_path, NewWorkshop("x", run_sheet="121"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_said_and_does_not_go_round_for_ever(tmp_path):
    (tmp_path / "sessions").write_text("")
    with pytest.raises(StorageError):
        create_session(tmp_path / "sessions", NewWorkshop("x"))


def test_it_is_open_once_whatever_name_it_is_opened_by(made, tmp_path):
    link = tmp_path / "genvej.db"
    try:
        link.symlink_to(made)
    except OSError:
        pytest.skip("this system makes no links")
    with opened(made), pytest.raises(LockedError):
        open_session(link)


@pytest.mark.wide
def test_a_clean_close_and_a_crash_both_stop_the_clock(made):
    clock = FakeClock()
    with opened(made, clock) as session:
        session.room.submit(OpenNext()).result()
        clock.move(minutes=5)
    clock.move(hours=10)
    session = open_session(made, clock)
    clock.move(minutes=1)
    session.keep_alive()
    # Dropped without a word: the lock goes with the process, the file keeps what was written.
    session.lock._drop()
    clock.move(hours=10)
    with opened(made, clock):
        clock.move(minutes=1)
    current = read_state(made).current()
    assert elapsed_seconds(current, clock.now()) == 7 * 60
    session.room.stop()


def test_a_closed_workshop_opens_after_a_crash(made):
    session = open_session(made)
    session.room.submit(OpenNext()).result()
    session.room.submit(CloseWorkshop()).result()
    session.lock._drop()
    session.room.stop()
    with opened(made) as again:
        assert again.lock.left_at


def test_a_lock_full_of_nonsense_keeps_no_workshop_shut(made):
    SessionLock(made).path.write_text('{"pid": 1, "host": "x", "started": "x", "alive": "i går"}')
    with opened(made) as session:
        session.room.submit(OpenNext()).result()


def test_what_cannot_be_opened_leaves_the_lock_free(made):
    with made.open("r+b") as file:
        file.seek(30_000)
        file.write(b"\xff" * 30_000)
    for _ in range(2):
        with pytest.raises(DamagedFileError):
            open_session(made)


def test_a_list_shows_damaged_files_with_a_sentence_and_the_newest_first(made):
    damaged = made.with_name("2020-01-01_gammel.db")
    damaged.write_text("ikke en database")
    os.utime(damaged, (1, 1))
    first, second = list_sessions(made.parent)
    assert (first.path, first.problem) == (made, "")
    assert second.path == damaged
    assert "gammel" in second.problem
    assert list_sessions(made.parent / "none") == ()


def test_a_list_begins_with_the_newest_and_looks_into_no_more_than_is_asked_for(made):
    for age in range(1, 5):
        os.utime(create_session(made.parent, NewWorkshop(f"{age} gammel")), (1_000 - age, 1_000 - age))
    whole = list_sessions(made.parent)
    assert [item.title for item in whole] == ["Årshjul: Økonomi", *(f"{age} gammel" for age in range(1, 5))]
    assert list_sessions(made.parent, most=2) == whole[:2]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such thing on Windows")
def test_a_folder_that_cannot_be_read_is_said_and_is_not_an_empty_one(tmp_path):
    (tmp_path / "sessions").symlink_to(tmp_path / "sessions")
    with pytest.raises(StorageError) as said:
        list_sessions(tmp_path / "sessions")
    assert str(tmp_path / "sessions") in said.value.sentence()


def test_a_workshop_is_found_by_the_start_of_its_name(made):
    for wanted in (str(made), made.name, made.stem, "Årshjul"):
        assert find_session(made.parent, wanted) == made
    with pytest.raises(MissingFileError):
        find_session(made.parent, "findes ikke")
