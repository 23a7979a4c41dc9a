"""However the program ends, the terminal is as it was, and the exit code says how."""

import os
import select
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty")

CRASHING = (
    "import sys, workshop.terminal.screens.home_screen as home\n"
    "def boom(self): raise RuntimeError('hemmelig')\n"
    "home.HomeScreen._show = boom\n"
    "from workshop.cli.main import main\n"
    "main()\n"
)


class InTerminal:
    """A program in a terminal of its own, all of whose bytes are kept."""

    def __init__(self, folder, *command):
        import pty

        self._master, slave = pty.openpty()
        self.raw = b""
        self.process = subprocess.Popen(
            [sys.executable, *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "LINES": "30",
                "COLUMNS": "100",
                "WORKSHOP_DATA_DIR": str(folder / "data"),
            },
        )
        os.close(slave)

    def read(self, seconds=0.2):
        while select.select([self._master], [], [], seconds)[0]:
            try:
                piece = os.read(self._master, 65_536)
            except OSError:
                return
            if not piece:
                return
            self.raw += piece

    def until(self, *parts, seconds=30):
        deadline = time.monotonic() + seconds
        while not all(part in self.raw for part in parts):
            assert time.monotonic() < deadline, self.raw[-2000:]
            self.read(0.05)

    def type(self, text):
        os.write(self._master, text)

    def wait(self, seconds=20):
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, self.raw[-2000:]
            self.read(0.05)
        self.read()
        os.close(self._master)
        return self.process.returncode

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)


@pytest.fixture
def run(tmp_path):
    started = []

    def run_one(*command):
        started.append(InTerminal(tmp_path, *command))
        return started[-1]

    yield run_one
    for program in started:
        program.kill()


def is_restored(raw):
    """The other screen is left and the mouse let go after they were last taken."""
    return all(
        raw.rfind(off) > raw.rfind(on) >= 0
        for on, off in ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?1000h", b"\x1b[?1000l"))
    ) and raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l")


RUN, DEMO, REHEARSE = ("run", "lederdag"), ("demo",), ("rehearse", "--phones", "3")


def ending(arguments, name, code, *marks):
    return pytest.param(arguments, name, code, id=f"{arguments[0]}-{name}", marks=marks)


@pytest.mark.wide
@pytest.mark.parametrize(
    ("arguments", "name", "code"),
    [
        ending(RUN, "SIGTERM", 143),
        ending(RUN, "SIGHUP", 129),
        ending(DEMO, "SIGHUP", 129),
        ending(REHEARSE, "SIGTERM", 143),
        ending(DEMO, "SIGTERM", 143, pytest.mark.long),
        ending(REHEARSE, "SIGHUP", 129, pytest.mark.long),
    ],
)
def test_a_signal_leaves_the_terminal_as_it_was(run, session, arguments, name, code):
    program = run("-m", "workshop", "--bind", "127.0.0.1", "--port", "0", *arguments)
    program.until(b"\x1b[?1049h", b"koden")
    program.process.send_signal(getattr(signal, name))
    assert program.wait() == code
    assert is_restored(program.raw)
    assert b"Traceback" not in program.raw


def test_a_defect_is_a_sentence_and_a_report(run, tmp_path):
    program = run("-c", CRASHING)
    assert program.wait() == 1
    assert is_restored(program.raw)
    assert b"Traceback" not in program.raw
    assert b"rapport" in program.raw
    (report,) = (tmp_path / "data" / "log").glob("crash-*.txt")
    assert "RuntimeError" in report.read_text(encoding="utf-8")


def test_ctrl_c_in_plain_mode_asks_first(run, session):
    program = run("-m", "workshop", "--bind", "127.0.0.1", "--port", "0", "run", "lederdag", "--plain")
    program.until(b"Hvad nu?")
    program.process.send_signal(signal.SIGINT)
    program.until(b"Forlad workshoppen?")
    program.type(b"nej\n")
    program.type(b"p\na\n")
    program.until(b"Hvad skal parkeres?")
    program.process.send_signal(signal.SIGINT)
    program.until(b"ja eller nej?")
    program.type(b"ja\n")
    assert program.wait() == 0
    assert b"\x1b" not in program.raw


@pytest.mark.wide
def test_notes_follow_the_screen(run, start, session, tmp_path):
    plain = start("run", session.stem, "--plain")
    plain.until_said("Hvad nu?")
    notes = run("-m", "workshop", "notes", "lederdag")
    notes.until(b"Noter til Velkommen", "Formål:".encode())
    plain.do("n")
    plain.do("n")
    notes.until(b"Noter til Hvor gode er vi til at implementere?", b"min. tilbage")
    plain.do("S", "ja")
    assert notes.wait() == 0
    assert b"\x1b" not in notes.raw
