"""What reaches the facilitator's terminal, read byte for byte as the terminal gets it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import sqlite3
import struct
import subprocess
import sys
import termios
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pyte
import pytest
from rooms import Rooms

from prompts.methods.model import Activity
from sessions import commands as do
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage.store import SessionStore

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty")

MARK = "ONDT"
PAYLOADS = (
    f"A\x1b]52;c;{MARK}\x07B",
    f"\x1b]0;{MARK}\x07\x1b]2;{MARK}\x1b\\",
    f"\x1b[2J\x1b[3J\x1bc{MARK}",
    f"\x1bP+q{MARK}\x1b\\",
    f"\x9d0;{MARK}\x9c\x9b2J\x90{MARK}\x9c",
    f"\x1b]8;;http://{MARK}\x07x\x1b]8;;\x07",
    f"\x1b_G{MARK}\x1b\\\x1b^{MARK}\x1b\\\x1b[5n\x1b[?1049l\x0e\x05",
    f"[/red] [@click=app.quit]{MARK}[/] [bold",
)
OVERLAYS = ("f", "p", "d", "D", "q", "?", "\x10", "m", "m")
PANEL_KEYS = ("e", "a", "\r", "g", "t", "\x12", "j", "+")
NEXT = "\x1b[6~"
ESCAPE = "\x1b[27u"
"""Escape as newer terminals send it: a bare one and the key after it are read as one on a busy machine."""
STRINGS = re.compile(rb"\x1b[\]P_^X](.*?)(?:\x07|\x1b\\)", re.DOTALL)
CONTROL = re.compile(
    rb"\x1b\[([?<>=!]*)[0-9;:]*([ -/]*[@-~])|\x1b([\]P_^X])([0-9]*)|\x1b([^\[\]P_^X])", re.DOTALL
)
HOW_TO_SEE = ("cards", "themes", "answers", "agreed_answers", "parked_items", "next_steps", "participants")


def filled(folder: Path, method, clock, texts: tuple[str, ...]) -> list[Activity]:
    """A workshop whose every text is one of `texts`, put into the file behind the gate's back.

    Returns its activities in their order; the first is on the projector.
    """
    rooms = Rooms(folder / "sessions", method, clock)
    rooms.folder.mkdir(parents=True)
    path = rooms.folder / "2026-03-04_proeve.db"
    wish = NewWorkshop("Titel", organisation="Sted", group_name="Gruppe", run_sheet="180")
    rows = first_rows(wish, method, Access("s" * 22, "ABC234"), clock.now(), rooms.new_id)
    SessionStore(path).create(rows)
    room = rooms.open(path)
    room.join("ada")
    for activity in ("skriv-tiltag", "forslag"):
        room.go_to(activity)
        cards = [room.write("x", "ada") for _ in texts]
    room.go_to("saml-i-grupper")
    initiatives = [row.id for row in room.state().cards if row.deck == method.activity("skriv-tiltag").deck]
    for number, card in enumerate(initiatives[:2]):
        room.ask(do.NameTheme(f"x{number}", (card,)))
    for category in method.categories[:2]:
        for question in method.questions[:2]:
            room.ask(do.AddAnswer(category.key, question.key, "x"))
            room.ask(do.AgreeAnswer(category.key, question.key, "x"))
    for _ in texts:
        room.ask(do.ParkItem("x", "x"))
        room.ask(do.AddNextStep("x", "x", date(2026, 3, 18), "x", card=cards[0]))
    sheet = room.state().run_sheet()
    room.ask(do.OpenActivity(sheet[0].id))
    rooms.stop_all()
    _put_in(path, texts)
    return [method.activity(row.activity) for row in sheet]


def _put_in(path: Path, texts: tuple[str, ...]) -> None:
    with contextlib.closing(sqlite3.connect(path)) as file:
        for table in HOW_TO_SEE:
            names = {row[1] for row in file.execute(f"PRAGMA table_info({table})")}
            written = names & {"text", "name", "alias", "table_name", "who", "what", "help", "resources"}
            written |= names & {"first_visible_result", "disagreement", "behaviour_goal", "learning"}
            for column in sorted(written):
                for (row,) in file.execute(f"SELECT rowid FROM {table}").fetchall():
                    file.execute(
                        f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (texts[row % len(texts)], row)
                    )
        file.execute("UPDATE workshop SET title = ?, organisation = ?, group_name = ?", texts[:3])
        file.commit()


SIZES = ("COLUMNS", "LINES")
"""Who runs the tests may say how large their own terminal is: this one is another."""


class Screen:
    """The program in a terminal of its own; `seen` is every byte it has painted."""

    def __init__(self, folder: Path, *arguments: str, columns: int = 100, rows: int = 30, **environment: str):
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop", "--data-dir", str(folder), *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name not in SIZES}
            | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
            | environment,
        )
        os.close(slave)
        self.seen = b""
        self.fresh = 0
        """Where what was painted since the last step begins."""

    def until(self, text: bytes, seconds: float = 40) -> None:
        deadline = time.monotonic() + seconds
        while text not in self.seen:
            assert time.monotonic() < deadline, self.seen[-500:]
            self.read(0.2)

    def read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            chunk = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.seen += chunk
        return bool(chunk)

    def type(self, keys: str) -> None:
        """Faster than anybody reads, but reading, as a terminal does."""
        os.write(self._master, keys.encode())
        while self.read(0):
            pass

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())
        self.read(0.15)
        while self.read(0.05):
            pass

    def come_to(self, title: bytes) -> None:
        """Go on until `title` is painted. A dialog that was slow to open may have taken the key before."""
        answered = self.fresh
        for _ in range(8):
            if title in self.seen[self.fresh :]:
                return
            question = "Kassér".encode()  # a form that was filled asks, on a busy machine some time later
            if question not in self.seen[answered:]:
                self.press(ESCAPE)
            if question in self.seen[answered:]:
                answered = len(self.seen)
                time.sleep(0.6)
                self.press("j")
                time.sleep(0.6)  # the letter waits until nothing has followed it
            if title not in self.seen[self.fresh :]:
                self.press(NEXT)
            deadline = time.monotonic() + 15
            while title not in self.seen[self.fresh :] and time.monotonic() < deadline:
                self.read(0.1)
                if question in self.seen[answered:]:
                    break
        raise AssertionError(f"{title!r} was not painted; last: {self.seen[-500:]!r}")

    def end(self, number: int = signal.SIGKILL, seconds: float = 15) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        deadline = time.monotonic() + seconds
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read(0.05)
        while self.read(0.05):
            pass
        if self.process.poll() is None:
            self.process.kill()
        os.close(self._master)
        return self.process.wait(10)


def walked(folder: Path, sheet: list[Activity]) -> bytes:
    """Every byte of a walk through all activities: each kind with its dialogs, each overlay once."""
    screen = Screen(folder, "run", "--bind", "127.0.0.1", "--port", "0")
    try:
        screen.until(b"Noter")  # in the footer of a workshop, not of home
        met: set[str] = set()
        for activity in sheet:
            screen.come_to(activity.title.encode())
            overlays = () if met else OVERLAYS
            for key in (*overlays, *PANEL_KEYS) if activity.kind not in met else ():
                screen.press(key)
                screen.press(ESCAPE)
            met.add(activity.kind)
            screen.fresh = len(screen.seen)
        assert screen.process.poll() is None, screen.seen[-800:]
        return screen.seen
    finally:
        screen.end()


def vocabulary(stream: bytes) -> set[tuple[bytes, ...]]:
    """The kinds of escape sequences: what they do, not with which numbers."""
    return {match.groups(default=b"") for match in CONTROL.finditer(stream)}


@pytest.fixture(scope="module")
def streams(tmp_path_factory, method):
    """The bytes of a hostile workshop and of a harmless one, walked alike."""
    from rooms import FakeClock

    folders = [tmp_path_factory.mktemp(name) for name in ("hostile", "harmless")]
    harmless = tuple(f"Helt almindelig {number}" for number in range(len(PAYLOADS)))
    sheets = [
        filled(folder, method, FakeClock(), texts)
        for folder, texts in zip(folders, (PAYLOADS, harmless), strict=True)
    ]
    with ThreadPoolExecutor(2) as pool:
        return tuple(pool.map(walked, folders, sheets))


@pytest.mark.long
@pytest.mark.timeout(300)
def test_row_01_no_control_string_holds_what_somebody_wrote(streams) -> None:
    hostile, _ = streams
    assert MARK.encode() in hostile, "the texts must have been shown at all"
    assert not [found for found in STRINGS.findall(hostile) if MARK.encode() in found]


@pytest.mark.wide
@pytest.mark.timeout(300)
def test_row_01_a_hostile_workshop_speaks_no_other_escapes_than_a_harmless_one(streams) -> None:
    hostile, harmless = map(vocabulary, streams)
    assert hostile <= harmless
    assert not re.search("[\x80-\x9f\x05\x0e]", streams[0].decode("utf-8", "replace"))


@pytest.mark.wide
@pytest.mark.timeout(300)
def test_row_01_a_terminal_shows_the_walk_and_keeps_its_title(streams) -> None:
    titles = []
    for stream in streams:
        screen = pyte.Screen(100, 30)
        pyte.ByteStream(screen).feed(stream)
        titles.append((screen.title, screen.icon_name))
        assert any(line.strip() for line in screen.display)
    assert titles[0] == titles[1]


@pytest.mark.wide
@pytest.mark.timeout(300)
def test_row_02_markup_is_shown_as_it_was_written(streams) -> None:
    assert b"[@click=app.quit]" in streams[0]
    assert b"MarkupError" not in streams[0]
    assert b"Traceback" not in streams[0]


@pytest.mark.long
@pytest.mark.timeout(120)
def test_row_40_whatever_is_pasted_or_held_down_is_text(tmp_path: Path, method, clock) -> None:
    filled(tmp_path, method, clock, ("Tekst",) * 3)
    screen = Screen(tmp_path, "run", "--bind", "127.0.0.1", "--port", "0")
    try:
        screen.until(b"Noter")  # in the footer of a workshop, not of home
        screen.press("p")
        screen.press("a")
        screen.until(b"Hvad skal parkeres")
        pasted = "".join(PAYLOADS).replace("\x1b[?1049l", "") + "linje\n" * 20_000
        for piece in (
            "\x1b[200~",
            *(pasted[at : at + 1_000] for at in range(0, len(pasted), 1_000)),
            "\x1b[201~",
        ):
            screen.type(piece)
        screen.until(MARK.encode())
        for _ in range(5):
            screen.type("æ" * 100)
        for _ in range(3):
            time.sleep(0.6)  # an Enter right behind the text belongs to it
            screen.press("\r")
        parked = stored_texts(tmp_path / "sessions" / "2026-03-04_proeve.db", screen)
        assert len(parked) <= 2_000
        assert "\x1b" not in parked
        assert not [found for found in STRINGS.findall(screen.seen) if MARK.encode() in found]
        assert b"Traceback" not in screen.seen
    finally:
        screen.end()


def stored_texts(path: Path, screen: Screen, seconds: float = 60) -> str:
    """What was parked of the payloads, as soon as it is in the file."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        screen.read(0.1)
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            for (text,) in file.execute("SELECT text FROM parked_items"):
                if MARK in text:
                    return text
    raise AssertionError(screen.seen[-800:])


@pytest.mark.wide
def test_row_41_a_closed_terminal_leaves_a_whole_screen_behind(tmp_path: Path, method, clock) -> None:
    filled(tmp_path, method, clock, ("Tekst",) * 3)
    screen = Screen(tmp_path, "run", "--bind", "127.0.0.1", "--port", "0")
    screen.until(b"Noter")  # in the footer of a workshop, not of home
    screen.press(NEXT)
    code = screen.end(signal.SIGTERM)
    assert code in (143, -signal.SIGTERM)
    assert b"\x1b[?1049l" in screen.seen, "the other screen is left"
    assert b"Traceback" not in screen.seen


def test_row_41_without_a_terminal_the_screen_says_what_to_do(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workshop", "--data-dir", str(tmp_path)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert b"\x1b" not in done.stdout + done.stderr
