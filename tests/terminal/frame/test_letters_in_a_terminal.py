"""A whole workshop in terminals that lack letters or colours, byte for byte as such a terminal gets it."""

import contextlib
import sys
import time

import pyte
import pytest
from in_terminal import InTerminal

from sessions.rules.creation import NewWorkshop
from workshop.hosting.sessions import create_session

pytestmark = [pytest.mark.skipif(sys.platform == "win32", reason="made with pty"), pytest.mark.long]

COLUMNS, ROWS = 100, 30
APPROACHES = ("Gor det!", "Tag selv", "Tet pa", "Vi gor det sammen")
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


def frame_of(lines):
    """Where the corners of the innermost box stand: top left and right, bottom left and right."""
    top = next(line for line in reversed(lines) if ".---" in line)
    bottom = next(line for line in lines if "'---" in line)
    return top.index("."), top.rindex("."), bottom.index("'"), bottom.rindex("'")


@pytest.mark.timeout(120)
def test_without_utf_8_all_is_ascii_and_stands_where_it_stood(show):
    shown = show("ascii", LC_ALL="C")
    shown.until("Lederverksted pa Eblevej", "Terminalen viser ikke alle tegn")
    lines = shown.press_until(NEXT, *APPROACHES)
    signs = {line[line.index(name) - 2] for line in lines for name in APPROACHES if name in line}
    assert len(signs) == len(APPROACHES), lines
    shown.press_until(b"p", "Parkeringsplads")
    lines = shown.press_until(b"a", "Hvad skal parkeres?")
    left, right, bottom_left, bottom_right = frame_of(lines)
    assert (left, right) == (bottom_left, bottom_right)
    shown.program.press(b"\xe6ble")
    shown.until("# eble")
    assert shown.bytes.isascii()
    assert b"Traceback" not in shown.bytes


@pytest.mark.timeout(120)
def test_a_terminal_with_danish_letters_of_another_kind_shows_and_takes_them(show):
    shown = show("iso8859-1", LC_ALL="da_DK.ISO-8859-1")
    shown.until("Lederværksted på Æblevej")
    shown.press_until(b"p", "Parkeringsplads")
    shown.press_until(b"a", "Hvad skal parkeres?")
    shown.program.press("blåbær".encode("iso8859-1"))
    shown.until("# blåbær")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb", "COLORTERM": ""}])
def test_without_colours_the_approaches_and_the_chosen_one_are_told_apart(show, environment):
    shown = show("utf-8", LC_ALL="C.UTF-8", **environment)
    shown.until("Lederværksted på Æblevej")
    lines = "\n".join(shown.press_until(NEXT, "Gør det!", "Vi gør det sammen"))
    assert all(f"{sign} " in lines for sign in "■◆●▲")
