"""A whole workshop in terminals that lack letters or colours, byte for byte as such a terminal gets it."""

import contextlib
import sys
import time

import pyte
import pytest
from in_terminal import InTerminal

from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="made with pty"), pytest.mark.long]

COLUMNS, ROWS = 100, 30
NEXT = b"\x1b[6~"


class Shown:
    """The program, and the screen of a terminal with an encoding of its own."""

    def __init__(self, folder, encoding, **environment):
        path = create_session(folder / "sessions", NewWorkshop("Lederværksted på Æblevej"))
        self.encoding, self.bytes = encoding, b""
        place = ("--data-dir", str(folder), "run", str(path), "--bind", "127.0.0.1", "--port", "0")
        self.program = InTerminal(*place, **environment)

    def lines(self):
        self.bytes += self.program.read()
        screen = pyte.Screen(COLUMNS, ROWS)
        with contextlib.suppress(UnicodeDecodeError):
            pyte.Stream(screen).feed(self.bytes.decode(self.encoding))
        return [line.rstrip() for line in screen.display]

    def until(self, *texts, seconds=30):
        end = time.monotonic() + seconds
        while not all(text in "\n".join(lines := self.lines()) for text in texts):
            assert time.monotonic() < end, "\n".join(self.lines())
            assert self.program.process.poll() is None, self.bytes[-2000:]
            time.sleep(0.1)
        return lines

    def press_until(self, key, *texts):
        """A key that comes before the screen is ready is lost, as for a person; it is pressed again."""
        for _ in range(12):
            with contextlib.suppress(AssertionError):
                return self.until(*texts, seconds=1.5)
            self.program.press(key)
        return self.until(*texts)


@pytest.fixture
def show(tmp_path):
    shown = []

    def make(encoding, **environment):
        shown.append(Shown(tmp_path, encoding, **environment))
        return shown[-1]

    yield make
    for each in shown:
        each.program.kill()


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("environment", "encoding", "title", "said", "typed"),
    [
        ("C", "ascii", "Ledervaerksted paa Aeblevej", "gaar videre linje for linje", "kage"),
        ("da_DK.ISO-8859-1", "iso8859-1", "Lederværksted på Æblevej", "går videre linje for linje", "blåbær"),
    ],
)
def test_without_utf_8_the_workshop_is_led_line_by_line(show, environment, encoding, title, said, typed):
    """All of it in letters that the terminal has, and what is typed in them is understood."""
    shown = show(encoding, LC_ALL=environment)
    shown.until(said, title)
    shown.program.press(f"p\na {typed}\n\nv\n".encode("iso8859-1"))
    shown.until(f"1 {typed}")
    shown.bytes.decode(encoding)
    assert b"Traceback" not in shown.bytes


@pytest.mark.timeout(120)
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb", "COLORTERM": ""}])
def test_without_colours_the_approaches_and_the_chosen_one_are_told_apart(show, environment):
    shown = show("utf-8", LC_ALL="C.UTF-8", **environment)
    shown.until("Lederværksted på Æblevej")
    lines = "\n".join(shown.press_until(NEXT, "Gør det!", "Vi gør det sammen"))
    assert all(f"{sign} " in lines for sign in "■◆●▲")
