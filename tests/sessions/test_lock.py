"""One process at a time; a dead owner never keeps anybody out."""

import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from rooms import environment_of_children

from sessions.storage.lock import LockedError, Owner, SessionLock
from sessions.storage.session_file import StorageError
from workshop.cli.exit_codes import exit_code_of

HOLD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from sessions.storage.lock import SessionLock
lock = SessionLock(Path(sys.argv[1]))
lock.acquire(datetime(2026, 3, 4, 9, tzinfo=UTC))
print("held", flush=True)
time.sleep(60)
"""


NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
needs_posix = pytest.mark.skipif(
    sys.platform == "win32", reason="links and pipes are made otherwise on Windows"
)


@pytest.fixture
def session(tmp_path):
    return tmp_path / "workshop.db"


@pytest.fixture
def other(session):
    command = [sys.executable, "-c", HOLD, str(session)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment_of_children())
    assert process.stdout.readline().strip() == b"held"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_process_is_refused_at_once_and_told_who_has_it(session, other):
    with pytest.raises(LockedError) as refused:
        SessionLock(session).acquire(NOW)
    assert exit_code_of(refused.value) == 3
    assert refused.value.owner.pid == other.pid
    assert str(other.pid) in refused.value.sentence()


def test_a_killed_owner_frees_it_and_says_when_it_was_last_there(session, other):
    other.send_signal(signal.SIGKILL)
    other.wait()
    lock = SessionLock(session)
    before = lock.acquire(NOW)
    assert before.pid == other.pid
    assert lock.left_at == datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    lock.release()


def test_the_same_process_cannot_open_it_twice(session):
    first, second = SessionLock(session), SessionLock(session)
    first.acquire(NOW)
    with pytest.raises(LockedError) as refused:
        second.acquire(NOW)
    assert refused.value.owner.pid == os.getpid()
    first.release()
    assert second.acquire(NOW) is None
    second.release()


def test_one_who_left_properly_is_not_taken_for_a_crash_but_the_time_is_known(session):
    lock = SessionLock(session)
    lock.acquire(NOW)
    lock.touch(NOW + timedelta(seconds=1))
    lock.release(NOW + timedelta(seconds=2))
    lock.release(NOW + timedelta(seconds=3))
    again = SessionLock(session)
    assert again.acquire(NOW) is None
    assert again.left_at == NOW + timedelta(seconds=2)
    again.release()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff" * 600, b'{"pid": "x"}', b" " * 512, b"[]"])
def test_whatever_a_stale_lock_holds_it_never_blocks(session, content):
    lock = SessionLock(session)
    lock.path.write_bytes(content)
    assert lock.acquire(NOW) is None
    assert lock.left_at is None
    lock.release()


@pytest.mark.parametrize("alive", ["", "i går", "2026-03-04T09:00:00", "9999-12-31T23:59:59-14:00"])
def test_a_stamp_that_makes_no_sense_leaves_the_time_unknown(session, alive):
    lock = SessionLock(session)
    lock.path.write_bytes(msgspec.json.encode(Owner(1, "host", alive, alive)))
    lock.acquire(NOW)
    assert lock.left_at is None
    lock.release()


def test_of_many_at_once_one_gets_it(session):
    won, start = [], threading.Barrier(8)

    def try_it():
        lock = SessionLock(session)
        start.wait()
        try:
            lock.acquire(NOW)
        except LockedError:
            return
        won.append(lock)

    threads = [threading.Thread(target=try_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    won[0].release()


def refused_owner(session):
    with pytest.raises(LockedError) as refused:
        SessionLock(session).acquire(NOW)
    return refused.value.owner


def test_a_deleted_lock_lets_nobody_in_and_is_made_anew(session):
    session.touch()
    lock = SessionLock(session)
    lock.acquire(NOW)
    lock.path.unlink()
    assert refused_owner(session).pid == os.getpid()
    lock.touch(NOW + timedelta(seconds=2))
    session.unlink()  # what goes by the file itself says nothing now
    assert refused_owner(session).alive == "2026-03-04T10:00:02.000+00:00"
    lock.release(NOW)
    assert SessionLock(session).acquire(NOW) is None


@needs_posix
def test_a_second_name_for_the_file_lets_nobody_in(session):
    session.touch()
    again = session.with_name("again.db")
    os.link(session, again)
    lock = SessionLock(session)
    lock.acquire(NOW)
    assert refused_owner(again).pid == os.getpid()
    lock.release(NOW)
    second = SessionLock(again)
    second.acquire(NOW)
    assert refused_owner(session)
    second.release(NOW)


def test_the_lock_follows_a_session_file_that_was_replaced(session):
    session.touch()
    lock = SessionLock(session)
    lock.acquire(NOW)
    new = session.with_name("new")
    new.touch()
    new.replace(session)
    lock.touch(NOW)
    lock.path.unlink()
    assert refused_owner(session).pid == os.getpid()
    lock.release(NOW)


@needs_posix
@pytest.mark.parametrize("make", [os.symlink, os.link], ids=["symbolic", "hard"])
def test_a_link_in_the_place_of_the_lock_is_not_written_through(session, make):
    victim = session.with_name("letter.txt")
    victim.write_text("Kære alle" * 100, encoding="utf-8")
    lock = SessionLock(session)
    make(victim, lock.path)
    lock.acquire(NOW)
    lock.touch(NOW)
    assert refused_owner(session).pid == os.getpid()
    lock.release(NOW)
    assert victim.read_text(encoding="utf-8") == "Kære alle" * 100
    assert not lock.path.is_symlink()


@needs_posix
def test_a_pipe_in_the_place_of_the_lock_keeps_nobody_waiting(session):
    lock = SessionLock(session)
    os.mkfifo(lock.path)
    assert lock.acquire(NOW) is None
    lock.release(NOW)


def test_a_folder_that_is_not_there_is_a_storage_error(tmp_path):
    with pytest.raises(StorageError) as refused:
        SessionLock(tmp_path / "none" / "workshop.db").acquire(NOW)
    assert exit_code_of(refused.value) == 5
