"""Ctrl+Z, SIGTSTP and SIGCONT in a real terminal: given back as it was, and whole again afterwards."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from pathlib import Path

import pytest

from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals"),
    pytest.mark.long,
]

NEXT = b"\x1b[6~"
ENTER, LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"


class Watched:
    """The program in a terminal whose bytes are kept."""

    def __init__(self, *arguments: str) -> None:
        import pty

        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LINES="30", COLUMNS="100", LANG="da_DK.UTF-8")
            os.execv(sys.executable, [sys.executable, "-m", "workshop", *arguments])  # noqa: S606
        self.seen = b""

    def until(self, condition, seconds: float = 20.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, self.seen[-2_000:]
            if select.select([self.master], [], [], 0.05)[0]:
                self.seen += os.read(self.master, 65_536)

    def paints(self, text: str) -> None:
        self.until(lambda: text.encode() in self.seen)

    def stops(self) -> None:
        def stopped() -> bool:
            pid, status = os.waitpid(self.pid, os.WUNTRACED | os.WNOHANG)
            assert not pid or os.WIFSTOPPED(status), "it ended instead"
            return bool(pid)

        self.until(stopped)

    def echoes(self) -> bool:
        """Whether the terminal is as a shell needs it: echo and lines."""
        import termios

        flags = termios.tcgetattr(self.master)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.master)


@pytest.fixture
def running(tmp_path: Path):
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederværksted"))
    watched = Watched("--data-dir", str(tmp_path), "--bind", "127.0.0.1", "--port", "0", "run", path.name)
    try:
        watched.paints("Ingen er med endnu")
        yield watched
    finally:
        watched.end()


def assert_given_back(running: Watched) -> None:
    running.stops()
    assert running.seen.rstrip().rfind(LEAVE) > running.seen.rfind(ENTER)
    assert running.echoes()
    running.seen = b""


def assert_whole_again(running: Watched) -> None:
    os.kill(running.pid, signal.SIGCONT)
    running.paints("Ingen er med endnu")
    running.until(lambda: ENTER in running.seen)
    assert not running.echoes()
    running.seen = b""
    os.write(running.master, NEXT)
    running.paints("1 af ")


def test_sigtstp_gives_the_terminal_back_and_sigcont_paints_everything_anew(running: Watched) -> None:
    os.kill(running.pid, signal.SIGTSTP)
    assert_given_back(running)
    assert_whole_again(running)


def test_ctrl_z_asks_first_because_phones_are_not_served_meanwhile(running: Watched) -> None:
    os.write(running.master, b"\x1a")
    running.paints("Læg programmet til side?")
    os.write(running.master, b"\x1b[27u")
    running.seen = b""
    os.write(running.master, b"\x1a")
    running.paints("Læg programmet til side?")
    os.write(running.master, b"\r")
    assert_given_back(running)
    assert_whole_again(running)


def test_being_woken_without_having_been_laid_aside_takes_no_second_reader(running: Watched) -> None:
    tasks = Path(f"/proc/{running.pid}/task")
    threads = sum(1 for _ in tasks.iterdir()) if tasks.exists() else 0
    running.seen = b""
    for _ in range(3):
        os.kill(running.pid, signal.SIGSTOP)
        running.stops()
        os.kill(running.pid, signal.SIGCONT)
        running.paints("Ingen er med endnu")
        assert ENTER not in running.seen
        running.seen = b""
    if tasks.exists():
        assert sum(1 for _ in tasks.iterdir()) <= threads + 1
    os.write(running.master, NEXT)
    running.paints("1 af ")
