"""Once an anonymous activity is left, no file tells who wrote what, open or kept."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from rooms import START, Rooms, environment_of_children, post

from sessions import commands as do
from sessions.storage.copies.rescue import CORRUPT, keep_aside
from sessions.storage.copies.snapshots import snapshots, take_snapshot
from sessions.storage.mirror import mirror_session
from sessions.storage.store import SessionStore

TEXTS = [f"Hemmeligt nummer {n}" for n in range(8)]
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
sys.path.insert(0, sys.argv[3])
from test_forgotten_on_disk import leave, secret_rooms
room = secret_rooms(Path(sys.argv[1])).new()
leave(room)
os.kill(os.getpid(), signal.SIGKILL)
"""


def secret_rooms(folder):
    """Workshops in which nobody is to be known, with ids that stand out in a file's bytes."""
    from rooms import FakeClock

    from prompts.methods.loading import load_method

    method = load_method("tre-skridt", "da")
    anonymous = replace(method, activities=tuple(replace(row, anonymous=True) for row in method.activities))
    made = Rooms(folder, anonymous, FakeClock())
    numbers = iter(range(0xFFFFFF, 0, -1))
    made.new_id = lambda: f"{next(numbers):06x}"
    return made


@pytest.fixture
def secret(tmp_path):
    made = secret_rooms(tmp_path)
    yield made
    made.stop_all()


def write(room):
    for n, text in enumerate(TEXTS):
        name = f"deltager-{n}"
        room.join(name)
        if room.state().current() is None:
            room.go_to("skriv-tiltag")
        room.ask(do.WriteCard(text), name, post(f"{n:020}"))


def leave(room):
    write(room)
    room.go_to("opbakning")


def every_file(folder):
    return [file for file in Path(folder).rglob("*") if file.is_file()]


def told_by_bytes(folder):
    """Where an author stands close to their text in the bytes of any file, whatever SQLite makes of it."""
    found = []
    for file in every_file(folder):
        content = file.read_bytes()
        for n, text in enumerate(TEXTS):
            place = content.find(text.encode())
            while place >= 0:
                if f"deltager-{n}".encode() in content[max(0, place - 150) : place + 150]:
                    found.append((file.name, text))
                place = content.find(text.encode(), place + 1)
    return found


def told_by_rows(folder, look):
    """The same as SQLite reads it, from copies: looking must not clean up."""
    found = []
    shutil.copytree(folder, look)
    for file in every_file(look):
        if file.read_bytes()[:15] != b"SQLite format 3":
            continue
        with contextlib.closing(sqlite3.connect(file)) as connection:
            found += connection.execute("SELECT id FROM cards WHERE author <> ''").fetchall()
            found += connection.execute("SELECT subject FROM receipts WHERE subject <> ''").fetchall()
            found += connection.execute(
                "SELECT seq FROM journal WHERE change LIKE '%Hemmelig%' AND actor LIKE 'deltager%'"
            ).fetchall()
    return found


def assert_forgotten(folder, look):
    assert told_by_bytes(folder) == []
    assert told_by_rows(folder, look) == []


@pytest.fixture
def look(tmp_path_factory):
    return tmp_path_factory.mktemp("look") / "copy"


def test_while_it_is_open_neither_file_nor_log_tells(secret, tmp_path, look):
    room = secret.new()
    write(room)
    assert told_by_bytes(tmp_path), "there must be something to forget"
    room.go_to("opbakning")
    assert_forgotten(tmp_path, look)


def test_snapshots_and_what_was_put_aside_tell_no_more(secret, tmp_path, look):
    room = secret.new()
    early = take_snapshot(room.path, START)
    write(room)
    for minutes in (1, 2):
        take_snapshot(room.path, START + timedelta(minutes=minutes))
    keep_aside(room.path, CORRUPT, START)
    os.truncate(room.path, 5_000)
    room.ask(do.ParkItem("lægger den ødelagte fil til side"))
    room.go_to("opbakning")
    assert_forgotten(tmp_path, look)
    assert snapshots(room.path) == (early,), "what tells nothing is kept"


def test_copies_in_a_second_place_tell_no_more_once_the_next_is_made(secret, tmp_path_factory):
    stick = tmp_path_factory.mktemp("stick")
    room = secret.new()
    write(room)
    mirror_session(room.path, stick, START)
    assert told_by_bytes(stick), "there must be something to forget"
    room.go_to("opbakning")
    mirror_session(room.path, stick, START)
    assert told_by_bytes(stick) == []


def test_a_reader_who_is_in_the_way_does_not_keep_the_log_for_ever(secret, tmp_path, look):
    room = secret.new()
    write(room)
    reader = sqlite3.connect(room.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cards").fetchone()
    room.go_to("opbakning")
    reader.close()
    room.room.look_after_file()
    room.state()
    assert_forgotten(tmp_path, look)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_nor_does_any_file_after_a_kill(tmp_path, look):
    here = Path(__file__).parent
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(here), str(here.parent / "support")]
    ended = subprocess.run(command, env=environment_of_children(), capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()
    assert_forgotten(tmp_path, look)


def test_a_crash_before_the_copies_were_cleared_is_made_up_for_when_opening(secret, tmp_path, look):
    room = secret.new()
    write(room)
    telling = take_snapshot(room.path, START)
    kept = telling.read_bytes()
    room.go_to("opbakning")
    room.room.stop()
    telling.write_bytes(kept)
    half = telling.with_suffix(".unfinished")
    half.write_bytes(kept[:9_000])
    secret.open(room.path)
    assert_forgotten(tmp_path, look)


def test_an_activity_left_more_than_once_is_not_taken_for_a_changed_file(secret):
    """Else it is put back out of memory when it is closed, and its journal is lost."""
    room = secret.new()
    room.join("deltager-0")
    for number, text in enumerate(TEXTS[:3]):
        room.go_to("skriv-tiltag")
        room.ask(do.WriteCard(text), "deltager-0", post(f"{number:020}"))
        secret.clock.move(minutes=1)
        room.go_to("opbakning")
    room.room.stop()
    assert list(room.path.parent.glob("*.corrupt-*")) == []
    with contextlib.closing(sqlite3.connect(room.path)) as connection:
        lines = connection.execute("SELECT count(*) FROM journal WHERE command = 'WriteCard'").fetchone()
    assert lines == (3,)
    store = SessionStore(room.path)
    store.open()
    store.load()
    store.close()
    assert store.odd_rows == ()
