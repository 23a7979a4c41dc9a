"""Real processes that are killed, run out of disk, or whose fsync fails: answered is stored, once."""

import contextlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from rooms import FakeClock, environment_of_children

from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.store import read_state
from workshop.hosting.open_sessions import create_session, opened

CHILD = Path(__file__).parent.parent / "support" / "working_child.py"
STRACE = shutil.which("strace")
SECONDS_TO_ANSWER = 120
"""From the start of a child to its first answer: on a busy machine loading the program alone takes long."""


class Child:
    """A working child, and what it has said."""

    def __init__(self, session, first, *more, before=()):
        command = [*before, sys.executable, str(CHILD), str(session), str(first), *map(str, more)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment_of_children()
        )
        self.said = {word: [] for word in ("open", "sent", "stored", "refused", "failed")}
        self.answering = threading.Event()
        self.reader = threading.Thread(target=self.listen)
        self.reader.start()

    def listen(self):
        for line in self.process.stdout:
            if not line.endswith(b"\n"):
                continue
            word, _, text = line.decode().strip().partition(" ")
            self.said[word].append(text)
            if word == "stored":
                self.answering.set()

    def kill_after(self, seconds):
        in_time = self.answering.wait(SECONDS_TO_ANSWER)
        if in_time:
            time.sleep(seconds)
        else:
            self.process.send_signal(signal.SIGABRT)  # the child then says where it is
            time.sleep(1)
        self.process.kill()
        errors = self.end()
        assert in_time, f"no answer in {SECONDS_TO_ANSWER} s: {self.said} {errors}"

    def end(self, timeout=60):
        self.process.wait(timeout)
        self.reader.join(timeout)
        errors = self.process.stderr.read().decode()
        self.process.stdout.close()
        self.process.stderr.close()
        return errors


@pytest.fixture
def new_session(tmp_path):
    numbers = iter(range(1_000))
    return lambda: create_session(tmp_path, NewWorkshop(f"Prøve {next(numbers)}"), clock=FakeClock())


def check(session, children):
    """Answered ⊆ stored ⊆ sent, each once; returns how many were answered."""
    state = read_state(session)
    texts = [item.text for item in state.parked_items]
    stored, sent = set(texts), {text for child in children for text in child.said["sent"]}
    answered = {text for child in children for text in child.said["stored"]}
    assert answered <= stored <= sent
    assert len(texts) == len(stored) == len(state.receipts) == state.seq
    with contextlib.closing(sqlite3.connect(session)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        seqs = [row[0] for row in connection.execute("SELECT seq FROM journal ORDER BY seq")]
    assert seqs == list(range(len(seqs)))
    return len(answered)


def kill_often(new_session, kills, kills_each):
    """Kill at random moments; a new session now and then, so that files stay of a workshop's size."""
    dice = random.Random(11)  # noqa: S311 - repeatable
    answered = 0
    for start in range(0, kills, kills_each):
        session, children = new_session(), []
        for number in range(min(kills_each, kills - start)):
            child = Child(session, number * 1_000_000)
            child.kill_after(dice.choice((0.0, 0.005, 0.02, 0.1)) * dice.random())
            children.append(child)
            answered_here = check(session, children)
            assert answered_here > 0
        answered += answered_here
    return answered


def test_six_kills_lose_nothing_that_was_answered(new_session):
    kill_often(new_session, 6, 3)


@pytest.mark.long
@pytest.mark.timeout(7_200)
def test_a_thousand_kills(new_session):
    answered = kill_often(new_session, 1_000, 20)
    print(f"1,000 kills: {answered} answers, 0 lost")


def test_after_a_kill_the_next_one_opens_at_once_and_goes_on(new_session):
    session = new_session()
    child = Child(session, 0)
    child.kill_after(0.05)
    started = time.monotonic()
    with opened(session) as again:
        assert time.monotonic() - started < 5
        assert again.lock.left_at
    check(session, [child])


@pytest.mark.wide
@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits on Windows")
def test_a_disk_that_is_full_and_has_room_again_loses_nothing_and_needs_no_restart(new_session):
    session = new_session()
    child = Child(session, 0, 1_500, session.stat().st_size + 90_000)
    errors = child.end()
    assert child.process.returncode == 0, errors
    assert child.said["refused"], "the limit was never met"
    assert not child.said["failed"]
    assert set(child.said["stored"]) == set(child.said["sent"])
    assert check(session, [child]) == 1_500


@pytest.mark.wide
@pytest.mark.skipif(STRACE is None, reason="NOT TESTED: failing fsync in a real process needs strace")
@pytest.mark.parametrize("when", ["6..7", "5+9"])
def test_an_fsync_that_fails_is_never_answered_as_stored(new_session, when):
    session = new_session()
    inject = ["-e", f"inject=fdatasync,fsync:error=EIO:when={when}"]
    child = Child(
        session,
        0,
        120,
        before=[STRACE, "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync,fsync", *inject],
    )
    errors = child.end()
    assert child.process.returncode == 0, errors
    assert child.said["refused"], "no fsync failed"
    assert check(session, [child]) == 120
