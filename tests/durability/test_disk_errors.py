"""Every touch of the disk may fail, once or until it is mended: no false "stored", and no restart."""

import contextlib
import sqlite3
import time

import pytest
from rooms import post

import sessions.room.room
from sessions import commands as do
from sessions.errors import NotStoredError
from sessions.storage.session_file import StorageError, connect
from sessions.storage.store import read_state
from workshop.cli.exit_codes import exit_code_of

POSTS = 6


class Notebook:
    """What a listener heard."""

    def __init__(self):
        self.seqs, self.troubles = [], []

    def on_events(self, events):
        self.seqs += [event.seq for event in events]

    def on_reload(self, picture):
        self.seqs.append(picture.seq)

    def on_trouble(self, trouble):
        self.troubles.append(trouble)

    def on_settled(self):
        pass


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(sessions.room.room, "SECONDS_BETWEEN_REPAIRS", 0.01)


class Worker:
    """Posts, and posts again with the same key until it is answered, as a phone does."""

    def __init__(self, room, disk):
        self.room, self.disk = room, disk
        self.refused = self.stored_all_the_same = 0

    def send(self, number):
        command, key = do.ParkItem(f"punkt {number}"), post(f"key {number}")
        for attempt in range(300):
            with contextlib.suppress(NotStoredError):
                answer = self.room.ask(command, post=key)
                self.refused += attempt > 0
                self.stored_all_the_same += answer.repeated
                return
            if attempt == 2:
                self.disk.mend()
            time.sleep(0.005)
        raise AssertionError("the room did not recover without a restart")


def fail_at(rooms, disk, name, point, for_ever):
    """Work while the disk fails at its `point`-th touch; checks all promises."""
    path = rooms.file(name)
    room = rooms.open(path)
    worker, notebook = Worker(room, disk), Notebook()
    start = room.room.subscribe(notebook).seq
    disk.arm(point, for_ever)
    for number in range(POSTS):
        worker.send(number)
    disk.mend()
    last = room.state()
    room.room.stop()
    assert notebook.seqs == sorted(notebook.seqs)
    assert notebook.seqs[-1] == last.seq
    if worker.refused:
        assert notebook.troubles[0] is True
        assert notebook.troubles[-1] is False
    check(path, start)
    return worker


def check(path, start):
    state = read_state(path)
    assert [item.text for item in state.parked_items] == [f"punkt {number}" for number in range(POSTS)]
    assert len(state.receipts) == POSTS
    assert state.seq == start + POSTS
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def touches_of(rooms, disk):
    """How often the work touches a disk that does not fail."""
    room = rooms.new("dry.db")
    disk.arm(None, for_ever=False)
    for number in range(POSTS):
        Worker(room, disk).send(number)
    touches = disk.touches
    room.room.stop()
    return touches


def sweep(rooms, disk, monkeypatch, points_in_all):
    """Fail at so many points, once and for ever; returns what came of it as a sentence."""
    disk.under(monkeypatch)
    touches = touches_of(rooms, disk)
    assert touches > 20
    refused = failed = stored = 0
    step = max(1, touches // points_in_all)
    for for_ever in (False, True):
        for point in range(1, touches + 1, step):
            worker = fail_at(rooms, disk, f"{point}-{for_ever}.db", point, for_ever)
            failed += bool(disk.failed)
            refused += worker.refused
            stored += worker.stored_all_the_same
    assert failed
    assert refused
    return f"{touches} points, {failed} failed, {refused} posts refused, {stored} of them stored all the same"


@pytest.mark.wide
def test_errors_of_the_disk_are_never_answered_as_stored(rooms, faulty_disk, monkeypatch):
    sweep(rooms, faulty_disk.FaultyDisk(), monkeypatch, 15)


def test_a_full_disk_is_never_answered_as_stored(rooms, faulty_disk, monkeypatch):
    import apsw

    sweep(rooms, faulty_disk.FaultyDisk(on_write=apsw.SQLITE_FULL), monkeypatch, 8)


@pytest.mark.long
@pytest.mark.timeout(1_200)
def test_every_single_touch_of_the_disk(rooms, faulty_disk, monkeypatch):
    import apsw

    for code in (apsw.SQLITE_IOERR_WRITE, apsw.SQLITE_FULL):
        rooms.folder = rooms.folder / str(code)
        rooms.folder.mkdir()
        with monkeypatch.context() as patch:
            print(sweep(rooms, faulty_disk.FaultyDisk(code), patch, 10_000))


def test_while_the_disk_fails_the_picture_shows_only_what_is_stored(rooms, faulty_disk, monkeypatch):
    disk = faulty_disk.FaultyDisk()
    disk.under(monkeypatch)
    room = rooms.new()
    room.ask(do.ParkItem("før"))
    disk.arm(1, for_ever=True)
    with pytest.raises(NotStoredError):
        room.ask(do.ParkItem("uvis"))
    assert [item.text for item in room.state().parked_items] == ["før"]


def test_a_disk_that_comes_back_is_found_without_anybody_asking(rooms, faulty_disk, monkeypatch):
    disk = faulty_disk.FaultyDisk()
    disk.under(monkeypatch)
    room = rooms.new()
    notebook = Notebook()
    room.room.subscribe(notebook)
    disk.arm(1, for_ever=True)
    with pytest.raises(NotStoredError):
        room.ask(do.ParkItem("uvis"))
    assert notebook.troubles == [True]
    disk.mend()
    deadline = time.monotonic() + 5
    while notebook.troubles != [True, False] and time.monotonic() < deadline:
        time.sleep(0.01)
    assert notebook.troubles == [True, False]
    assert room.ask(do.ParkItem("efter")).seq


def test_a_full_disk_that_can_still_be_read_is_trouble_until_it_can_be_written(
    rooms, faulty_disk, monkeypatch
):
    import apsw

    disk = faulty_disk.FaultyDisk(apsw.SQLITE_FULL, only_writes=True)
    disk.under(monkeypatch)
    room = rooms.new()
    notebook = Notebook()
    room.room.subscribe(notebook)
    disk.arm(1, for_ever=True)
    for _ in range(3):
        with pytest.raises(NotStoredError):
            room.ask(do.ParkItem("uvis"))
        time.sleep(0.05)
    assert notebook.troubles == [True]
    disk.mend()
    Worker(room, disk).send(0)
    assert notebook.troubles == [True, False]


def test_a_disk_that_fails_at_the_start_is_a_storage_error(rooms, faulty_disk, monkeypatch):
    disk = faulty_disk.FaultyDisk()
    path = rooms.file()
    before = path.read_bytes()
    disk.under(monkeypatch)
    disk.arm(1, for_ever=True)
    with pytest.raises(StorageError) as refused:
        rooms.open(path)
    assert exit_code_of(refused.value) in (4, 5)
    disk.mend()
    assert path.read_bytes() == before
    rooms.open(path).ask(do.ParkItem("efter"))


def test_a_disk_that_does_not_do_what_it_is_told_about_syncing_is_refused(rooms, faulty_disk, monkeypatch):
    class Deaf(faulty_disk.FaultyDisk):
        def rewritten(self, sql):
            return sql.replace("synchronous = FULL", "synchronous = OFF")

        def answered(self, sql, rows):
            return rows

    path = rooms.file()
    Deaf().under(monkeypatch)
    with pytest.raises(sqlite3.OperationalError, match="synchronous"):
        connect(path)
