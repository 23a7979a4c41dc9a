"""The program's own screens before a room that stands still: for pictures, snapshots and long drives."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from rich.color import Color
from textual._wait import wait_for_idle
from textual.pilot import WaitForScreenTimeout
from textual.widgets import Input, TextArea

from prompts.language.words import load_words
from sessions.commands import RotateAccess
from workshop.archive.summary import WorkshopSummary
from workshop.facilitating.export_choices import ExportChoices
from workshop.hosting.session_listing import SessionListing
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.app import WorkshopApp
from workshop.terminal.frame.about_chosen import LOOK_UP, AboutChosen
from workshop.terminal.screens.workshop_screen import WorkshopScreen

ORIGIN = "http://192.168.1.20:8140"
FOLDER = Path("Dokumenter/Workshops/2026-03-04_fra-strategi-til-drift")
FILES = tuple(FOLDER / name for name in ("referat.docx", "referat.html", "referat.json", "referat.md"))
FORMAT_NAMES = ("docx", "html", "json", "md")
PATIENCE = 400


@dataclass(frozen=True)
class Listing:
    title: str
    date: date | None = date(2026, 3, 4)
    status: str = "running"
    participants: int = 12
    problem: str = ""
    path: Path = Path("workshop.db")
    modified: datetime = datetime(2026, 3, 4, tzinfo=UTC)
    meeting: int = 1
    organisation: str = ""
    group_name: str = ""
    is_open: bool = False
    is_put_aside: bool = False

    stage = SessionListing.stage


@dataclass(frozen=True)
class Address:
    ip: str
    interface: str


class StillSession:
    """An open workshop whose phones are the room's participants."""

    def __init__(self, played, write=None):
        made = played.made
        self.path, self.clock = made.path, made.clock
        self.live = LiveWorkshop(made.room, made.method, load_words(made.method.language))
        self.live.attach()
        self.live.origin = ORIGIN
        self._write = write

    def notices(self):
        return ()

    has_ended = False
    others, is_kept = 0, False

    def alarm(self):
        return ""

    def connected(self):
        return sum(not person.typed_in and not person.removed for person in self.live.state.participants)

    def addresses(self):
        return (Address("192.168.1.20", "wlan0"), Address("10.0.0.7", "eth0"))

    async def choose_address(self, ip):
        self.live.origin = f"http://{ip}:8140"

    async def rotate_access(self):
        await self.live.send(RotateAccess("another-secret-of-22-ch", "XYZ234"))

    def freeze(self, on):
        self.live.attached = replace(self.live.attached, frozen=on)
        self.live.announce()

    minutes = ()

    async def write_minutes(self, *, confirmed=False):
        if self._write is None:
            return FILES
        return await asyncio.to_thread(self._write, self.live.state.copy(), self.live.method)

    def known_formats(self):
        return FORMAT_NAMES

    def usual_formats(self):
        return FORMAT_NAMES

    def export_choices(self):
        return ExportChoices()

    async def preview(self, choices):
        return "Referat"

    async def export(self, choices, *, confirmed, writing):
        for number, name in enumerate(choices.formats or FORMAT_NAMES, 1):
            writing.told(name, number, len(FORMAT_NAMES))
        return await self.write_minutes(confirmed=confirmed)

    async def mail_text(self, choices):
        return "Referat"

    async def close(self, *, hung_up=False):
        self.live.detach()


@dataclass
class StillHome:
    """Home with a list that was made up, and one workshop that opens."""

    played: object
    listings: tuple = ()
    write: object = None
    sessions: list = field(default_factory=list)

    def list_sessions(self, most=None):
        return self.listings[:most]

    def about(self, path):
        return WorkshopSummary("running", "Skriv tiltag", 3, 12, 24, 0, 0, None)

    def methods(self):
        return ()

    def method(self, language="", key=""):
        return self.played.method

    def create(self, wish, method="", earlier=None):
        return self.played.made.path

    async def open(self, path):
        self.sessions.append(StillSession(self.played, self.write))
        return self.sessions[-1]

    def extras(self):
        return ()

    async def start_extra(self, key):
        raise NotImplementedError


class Stage:
    """The running program, and hands that wait until everything asked for has been painted."""

    def __init__(self, app, pilot, home):
        self.app, self.pilot, self.home, self.played = app, pilot, home, home.played

    @property
    def live(self):
        return self.home.sessions[-1].live

    @property
    def screen(self):
        """The workshop's screen; None while it is not open."""
        found = (screen for screen in self.app.screen_stack if isinstance(screen, WorkshopScreen))
        return next(found, None)

    @property
    def panel(self):
        return self.screen.middle

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def size(self, columns, rows):
        if tuple(self.app.size) != (columns, rows):
            await self.pilot.resize_terminal(columns, rows)
            await self.until(lambda: tuple(self.app.screen.size) == (columns, rows))
        await self.settle()

    async def until(self, condition):
        for _ in range(PATIENCE):
            if condition():
                return
            await self.pilot.pause(0.02)
        raise AssertionError("it did not come to that")

    async def settle(self):
        """Until the picture is the room's, everything is drawn, and two looks in a row are alike."""
        before = None
        for _ in range(PATIENCE):
            await self.pause()
            if self.home.sessions and self.screen is not None:
                await self._caught_up()
                self.screen._tick()  # the status line follows twice a second; here it follows at once
            now = self.text()
            if now == before and self._is_drawn() and not self._looks_up():
                return
            before = now
            if self._looks_up():
                await asyncio.sleep(0.02)  # it waits by the clock before it reads
        raise AssertionError("the screen never came to rest")

    async def pause(self):
        """The pilot's own pause never ends where a widget went while it was asked; it is asked again."""
        for _ in range(3):
            try:
                await self.pilot._wait_for_screen(timeout=30)
            except WaitForScreenTimeout:
                continue
            await wait_for_idle(0)
            self.app.screen._on_timer_update()
            return
        raise AssertionError(f"the screen hangs: {self._busy()}") from self.app._exception

    def _busy(self):
        """Who still has messages waiting."""
        app = self.app
        pumps = [app, *app.screen.walk_children(with_self=True)]
        busy = [
            (pump, pump._running, pump._message_queue.qsize()) for pump in pumps if pump.message_queue_size
        ]
        return app.screen_stack, busy, [widget for widget in pumps if not widget._running]

    async def _caught_up(self):
        seq = (await asyncio.to_thread(self.played.state)).seq
        if self.live.state.seq < seq:
            await self.until(lambda: self.live.state.seq >= seq)
            await self.pilot.pause()

    def _is_drawn(self):
        screen = self.screen
        return screen is None or not (screen._woken or screen._pending or screen._anything)

    async def tells_of_the_chosen(self):
        """Until home says what the chosen workshop holds."""
        await self.until(lambda: self.app.screen.query_one(AboutChosen).display)

    def _looks_up(self):
        """Whether something is still being read that is shown a moment later."""
        return any(worker.group == LOOK_UP and not worker.is_finished for worker in self.app.workers)

    def still(self):
        """Stop what blinks."""
        for editor in (*self.app.screen.query(Input), *self.app.screen.query(TextArea)):
            editor.cursor_blink = False

    # --- looking ------------------------------------------------------------------------------------

    def strips(self):
        """What is on the glass, line by line, screens that shine through below dialogs included."""
        update = self.app.screen._compositor.render_update(
            full=True, screen_stack=self.app._background_screens
        )
        return [[segment for strip in line for segment in strip] for line in update.strips]

    def text(self):
        lines = ("".join(segment.text for segment in line).rstrip() for line in self.strips())
        return "\n".join(lines)

    def colours(self):
        """A short mark of every style and where it stands; another one when any of them differs."""
        digest = hashlib.blake2b(digest_size=6)
        for line in self.strips():
            runs = [[style_mark(segment.style), len(segment.text)] for segment in line if segment.text]
            for index in range(len(runs) - 1, 0, -1):
                if runs[index][0] == runs[index - 1][0]:
                    runs[index - 1][1] += runs.pop(index)[1]
            digest.update(repr(runs).encode())
        return digest.hexdigest()


def hex_of(colour, otherwise):
    if not isinstance(colour, Color) or colour.is_default:
        return otherwise
    return colour.get_truecolor().hex


def style_mark(style):
    """What of a style can be seen."""
    if style is None:
        return ""
    marks = "".join(name[0] for name in ("bold", "italic", "underline", "dim") if getattr(style, name))
    marks += "s" if style.strike else ""
    return f"{hex_of(style.color, '-')}{hex_of(style.bgcolor, '-')}{marks}{'r' if style.reverse else ''}"


@asynccontextmanager
async def on_stage(played, size=(100, 30), *, home=None, opened=True, notifications=False):
    """The program on a terminal of `size`, with the played workshop open unless told otherwise."""
    home = home or StillHome(played)
    app = WorkshopApp(home, played.made.path if opened else None)
    async with app.run_test(size=size, notifications=notifications) as pilot:
        stage = Stage(app, pilot, home)
        if opened:
            await stage.until(lambda: stage.screen is not None and stage.screen.middle is not None)
        await stage.settle()
        yield stage
    for session in home.sessions:
        session.live.detach()
