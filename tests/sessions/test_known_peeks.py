"""What is listed is true at all times, however little is opened for it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import stat
import sys
import time
from pathlib import Path

import pytest

from sessions.commands import EditWorkshop
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.overview import known_peeks
from sessions.storage.watching import file_stamps
from workshop.archive.purge import purge
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.session_listing import list_sessions

MANY = 25
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such thing on Windows")


def titled(path: Path, title: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE workshop SET title = ?", (title,))
        connection.commit()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Many workshops, in a folder of their own."""
    first = create_session(tmp_path / "sessions", NewWorkshop("Nr. 10"))
    for number in range(11, 10 + MANY):
        path = shutil.copyfile(first, first.with_name(f"2026-01-01_nr-{number}.db"))
        titled(path, f"Nr. {number}")
    return first.parent


@pytest.fixture
def settled(folder: Path, monkeypatch) -> Path:
    """The same, written to long ago, and listed once."""
    monkeypatch.setattr(file_stamps, "_COARSEST_STAMP_NS", 0)
    list_sessions(folder)
    time.sleep(0.05)  # more than one tick of the file system's clock
    return folder


@pytest.fixture
def looked_into(monkeypatch) -> list[Path]:
    """The files that are opened from now on."""
    paths: list[Path] = []
    look = known_peeks.peek

    def noting(path: Path):
        paths.append(path)
        return look(path)

    monkeypatch.setattr(known_peeks, "peek", noting)
    return paths


def titles(folder: Path) -> set[str]:
    return {item.problem or item.title for item in list_sessions(folder)}


def all_but(number: int) -> set[str]:
    return {f"Nr. {each}" for each in range(10, 10 + MANY) if each != number}


def test_what_did_not_change_is_not_opened_again(settled, looked_into):
    first = list_sessions(settled)
    assert looked_into == []
    (settled / known_peeks.NAME).unlink()
    assert list_sessions(settled) == first
    assert len(looked_into) == MANY


def test_what_was_just_written_is_not_believed_to_be_the_last_word(folder):
    path = next(folder.glob("*nr-12.db"))
    list_sessions(folder)
    before = path.stat()
    titled(path, "Nr. ab")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert titles(folder) == all_but(12) | {"Nr. ab"}


@on_posix
def test_a_change_that_leaves_size_and_date_is_seen(settled, looked_into):
    path = next(settled.glob("*nr-12.db"))
    before = path.stat()
    titled(path, "Nr. ab")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert titles(settled) == all_but(12) | {"Nr. ab"}
    assert looked_into == [path]


def test_a_workshop_that_is_open_is_listed_as_it_stands(settled):
    path = next(settled.glob("*nr-12.db"))
    with opened(path) as session:
        session.room.submit(EditWorkshop("Nr. xy", "", "", 5, 2)).result()
        assert titles(settled) == all_but(12) | {"Nr. xy"}
        session.room.submit(EditWorkshop("Nr. zz", "", "", 5, 2)).result()
        assert titles(settled) == all_but(12) | {"Nr. zz"}
    assert titles(settled) == all_but(12) | {"Nr. zz"}


def test_a_file_that_is_damaged_or_gone_is_listed_as_such(settled):
    damaged, gone = next(settled.glob("*nr-12.db")), next(settled.glob("*nr-13.db"))
    size = damaged.stat().st_size
    damaged.write_bytes(b"x" * size)
    gone.unlink()
    told = titles(settled)
    assert told & {"Nr. 12", "Nr. 13"} == set()
    assert any(damaged.name in each for each in told)


@on_posix
def test_a_link_or_a_pipe_in_place_of_a_file_is_not_the_file(settled):
    link, pipe = next(settled.glob("*nr-12.db")), next(settled.glob("*nr-13.db"))
    elsewhere = link.rename(settled.parent / "elsewhere.db")
    link.symlink_to(elsewhere)
    pipe.unlink()
    os.mkfifo(pipe)
    assert "Nr. 12" in titles(settled)
    titled(elsewhere, "Nr. ab")
    told = titles(settled)
    assert "Nr. ab" in told
    assert any(pipe.name in each for each in told)


@on_posix
def test_only_the_owner_may_read_what_is_known(settled):
    assert stat.S_IMODE((settled / known_peeks.NAME).stat().st_mode) == 0o600


@pytest.mark.parametrize("nonsense", [b"", b"{}", b"[1]", b"\xff", b'{"format": [1, 5], "files": {"a": 1}}'])
def test_nonsense_in_its_place_counts_as_nothing(settled, nonsense):
    (settled / known_peeks.NAME).write_bytes(nonsense)
    assert titles(settled) == all_but(0)


def test_fields_of_another_kind_count_as_nothing(settled):
    file = settled / known_peeks.NAME
    content = json.loads(file.read_text())
    for _, said in content["files"].values():
        said[0] = 17
    file.write_text(json.dumps(content))
    assert titles(settled) == all_but(0)


@on_posix
def test_a_pipe_in_its_place_keeps_nobody_waiting(settled):
    (settled / known_peeks.NAME).unlink()
    os.mkfifo(settled / known_peeks.NAME)
    assert titles(settled) == all_but(0)


@on_posix
def test_nothing_is_written_through_a_link_in_its_place(settled):
    victim = settled.parent / "victim"
    victim.write_text("mine")
    (settled / known_peeks.NAME).unlink()
    (settled / known_peeks.NAME).symlink_to(victim)
    assert titles(settled) == all_but(0)
    assert victim.read_text() == "mine"


def test_a_few_files_leave_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(file_stamps, "_COARSEST_STAMP_NS", 0)
    create_session(tmp_path, NewWorkshop("Den ene"))
    assert titles(tmp_path) == {"Den ene"}
    assert [path.suffix for path in tmp_path.iterdir()] == [".db"]


def test_a_screenful_first_forgets_nothing_of_the_rest(settled, looked_into):
    assert len(list_sessions(settled, most=3)) == 3
    assert titles(settled) == all_but(0)
    assert looked_into == []


def test_a_deleted_workshop_leaves_no_word_in_the_folder(settled):
    path = next(settled.glob("*nr-12.db"))
    assert b"Nr. 12" in (settled / known_peeks.NAME).read_bytes()
    purge(path, settled.parent / "log")
    assert not any(b"Nr. 12" in each.read_bytes() for each in settled.iterdir())
