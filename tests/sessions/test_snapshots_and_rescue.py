"""Snapshots are whole, and what is damaged, deleted or replaced comes back without anything thrown away."""

import contextlib
import errno
import os
import shutil
import sqlite3
from datetime import timedelta

import pytest
from rooms import START, rows_of

from sessions import commands as do
from sessions.storage.copies.rescue import rescue
from sessions.storage.copies.snapshots import (
    KEPT,
    keep_copy,
    newest_good_snapshot,
    snapshot_folder,
    snapshots,
    take_snapshot,
)
from sessions.storage.session_file import DamagedFileError, StorageError, check_file
from sessions.storage.store import SessionStore, read_state


@pytest.fixture
def written(room):
    room.go_to("skriv-tiltag")
    for n in range(10):
        room.write(f"tiltag {n}")
    return room


def spoil(path):
    path.write_bytes(path.read_bytes()[:2_000] + b"\xff" * 3_000)


def names(folder):
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def test_a_snapshot_taken_beside_the_writer_holds_what_was_answered(written):
    seen = rows_of(written.state())
    snapshot = take_snapshot(written.path, START)
    assert rows_of(read_state(snapshot)) == seen
    assert names(snapshot.parent) == [snapshot.name]


def test_the_ten_newest_snapshots_are_kept(written):
    taken = [take_snapshot(written.path, START + timedelta(minutes=n)) for n in range(KEPT + 4)]
    assert snapshots(written.path) == tuple(reversed(taken[4:]))


def test_a_clock_that_was_set_back_makes_no_snapshot_the_older_one(written):
    for minutes in range(KEPT):
        take_snapshot(written.path, START + timedelta(minutes=minutes))
    written.ask(do.ParkItem("efter at uret er stillet tilbage"))
    latest = take_snapshot(written.path, START - timedelta(days=1))
    assert latest in snapshots(written.path)
    assert newest_good_snapshot(written.path) == latest


def test_half_a_copy_that_a_power_cut_left_is_written_anew(written):
    whole = keep_copy(written.path, "schema-1")
    half = whole.with_suffix(".unfinished")
    whole.replace(half)
    half.write_bytes(b"half of it" * 500)
    assert keep_copy(written.path, "schema-1") == whole
    check_file(whole)
    assert not half.exists()


def test_a_snapshot_that_could_not_be_finished_leaves_nothing(written, monkeypatch):
    def fails(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(StorageError):
        take_snapshot(written.path, START)
    assert names(snapshot_folder(written.path)) == []


def test_a_new_session_never_takes_a_name_that_somebody_took_meanwhile(written, tmp_path, monkeypatch):
    """Also where there are no hard links, and the other file came after the look whether the name is free."""

    def no_links(*args, **kwargs):
        raise OSError(errno.EPERM, "no hard links here")

    path = tmp_path / "ny.db"
    path.write_bytes(b"somebody else's")
    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(type(path), "exists", lambda self, **_: self != path and os.access(self, os.F_OK))
    rows = tuple(row for table in rows_of(written.state()).values() for row in table.values())
    with pytest.raises(FileExistsError):
        SessionStore(path).create(rows)
    assert path.read_bytes() == b"somebody else's"


def test_a_copy_that_came_out_damaged_is_no_snapshot(written, monkeypatch):
    from sessions.storage.copies.snapshots import write_out

    def badly(connection, target):
        write_out(connection, target)
        spoil(target)

    monkeypatch.setattr("sessions.storage.copies.snapshots.write_out", badly)
    with pytest.raises(StorageError):
        take_snapshot(written.path, START)
    assert names(snapshot_folder(written.path)) == []


def test_a_damaged_session_gives_no_snapshot(written):
    written.room.stop()
    spoil(written.path)
    with pytest.raises(StorageError):
        take_snapshot(written.path, START)
    assert snapshots(written.path) == ()


def test_the_newest_good_one_is_found_past_damaged_ones(written):
    good = take_snapshot(written.path, START)
    for n in (1, 2):
        spoil(take_snapshot(written.path, START + timedelta(minutes=n)))
    assert newest_good_snapshot(written.path) == good
    spoil(good)
    assert newest_good_snapshot(written.path) is None


def test_a_damaged_session_is_rescued_and_kept(written, rooms):
    take_snapshot(written.path, START)
    seen = rows_of(written.state())
    written.room.stop()
    spoil(written.path)
    damaged = written.path.read_bytes()
    log = written.path.with_name(written.path.name + "-wal")
    log.write_bytes(b"what was left of the log")
    aside = rescue(written.path, START)
    assert aside.name == "workshop.db.corrupt-20260304T090000Z"
    assert aside.read_bytes() == damaged
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"what was left of the log"
    assert rows_of(rooms.open(written.path).state()) == seen
    assert len(snapshots(written.path)) == 1


def test_rescuing_twice_in_a_second_keeps_both(written):
    take_snapshot(written.path, START)
    written.room.stop()
    kept = set()
    for _ in range(3):
        spoil(written.path)
        kept.add(rescue(written.path, START))
    assert len(kept) == 3
    assert all(path.exists() for path in kept)


def test_without_a_snapshot_nothing_is_touched(written):
    written.room.stop()
    spoil(written.path)
    before = written.path.read_bytes()
    with pytest.raises(DamagedFileError):
        rescue(written.path, START)
    assert written.path.read_bytes() == before
    assert names(written.path.parent) == [written.path.name]


# --- while it is open ----------------------------------------------------------------------------


def look(room):
    room.room.look_after_file()
    return room.state()


def delete(path):
    for file in path.parent.glob(path.name + "*"):
        file.unlink()


def move(path):
    path.rename(path.with_name("flyttet.db"))


def replace_by_an_older_one(path):
    other = path.with_name("fra-skyen.db")
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE noget_andet (x)")
    other.replace(path)


def remove_the_folder(path):
    shutil.rmtree(path.parent)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody delete an open file")
@pytest.mark.parametrize("harm", [delete, move, replace_by_an_older_one, remove_the_folder])
@pytest.mark.parametrize("notice", [lambda room: room.write("efter"), look], ids=["by-a-write", "by-looking"])
def test_a_file_lost_while_open_is_put_back_with_all_that_was_answered(rooms, harm, notice):
    (rooms.folder / "sessions").mkdir()
    room = rooms.new("sessions/workshop.db")
    room.go_to("skriv-tiltag")
    room.write("før")
    harm(room.path)
    notice(room)
    room.write("videre")
    room.undo()
    room.redo()
    seen = rows_of(room.state())
    room.room.stop()
    assert rows_of(read_state(room.path)) == seen
    assert [card.text for card in read_state(room.path).cards][-1] == "videre"
    store = SessionStore(room.path)
    store.open()
    assert len(store.facilitator_events()) > 3
    store.close()


def test_what_somebody_put_in_its_place_is_kept(written):
    replace_by_an_older_one(written.path)
    written.write("efter")
    kept = written.path.with_name("workshop.db.replaced-20260304T090000Z")
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        assert connection.execute("SELECT count(*) FROM noget_andet").fetchone() == (0,)


def test_a_file_damaged_while_open_is_written_anew_out_of_memory(written, rooms):
    seen, seq = rows_of(written.state()), written.state().seq
    # A sync client cuts the file and its log. Nobody tells the room.
    for ending in ("", "-wal"):
        os.truncate(written.path.with_name(written.path.name + ending), 100)
    answer = written.ask(do.WriteCard("efter"))
    assert answer.seq == seq + 1
    now = rows_of(written.state())
    assert {key: row for key, row in now["cards"].items() if row.text != "efter"} == seen["cards"]
    assert list(written.path.parent.glob("*.corrupt-*"))
    written.undo()
    again = rooms.again(written)
    assert again.state().seq == seq + 2
