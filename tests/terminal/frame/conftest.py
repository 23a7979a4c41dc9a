"""The frame with a real room behind it: real files and threads, no server, a clock that is moved by hand."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rooms import Rooms
from waiting import comes_to_rest, until

from exports.errors import ExportStoppedError
from prompts.language.words import load_words
from prompts.methods.loading import load_method
from sessions.commands import RotateAccess
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage.store import SessionStore
from workshop.archive.summary import WorkshopSummary
from workshop.facilitating.export_choices import ExportChoices
from workshop.hosting.session_listing import SessionListing
from workshop.live.live_workshop import LiveWorkshop
from workshop.terminal.app import WorkshopApp
from workshop.terminal.screens.too_small import TooSmallScreen
from workshop.terminal.screens.workshop_screen import WorkshopScreen

ORIGIN = "http://192.168.100.100:8140"
SECRET = "q3Zx0Vt7TnSy2m1LfGQw8A"


@dataclass(frozen=True)
class Listing:
    path: Path
    title: str
    date: date | None = date(2026, 3, 4)
    status: str = "running"
    participants: int = 12
    modified: datetime = datetime(2026, 3, 4, tzinfo=UTC)
    problem: str = ""
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


class FakeSession:
    """An open workshop without a server."""

    def __init__(self, home, made):
        self._home, self.made = home, made
        self.path, self.clock = made.path, made.clock
        self.live = LiveWorkshop(made.room, made.method, load_words())
        self.live.attach()
        self.live.origin = ORIGIN
        self.closed = False
        self.failure = None

    def notices(self):
        return ()

    has_ended = False
    minutes_asked = 0
    others, is_kept = 0, False

    def alarm(self):
        return ""

    def connected(self):
        return len(self.live.state.participants)

    def addresses(self):
        return (Address("192.168.100.100", "wlan0"), Address("10.0.0.7", "eth0"))

    async def choose_address(self, ip):
        self.live.origin = f"http://{ip}:8140"

    async def rotate_access(self):
        await self.live.send(RotateAccess("another-secret-of-22-ch", "XYZ234"))

    def freeze(self, on):
        self.live.attached = replace(self.live.attached, frozen=on)
        self.live.announce()

    minutes = ()

    async def write_minutes(self, *, confirmed=False):
        self.minutes_asked += 1
        if self.failure is not None and not (confirmed and hasattr(self.failure, "texts_to_confirm")):
            raise self.failure
        folder = self._home.folder / "Workshops" / "2026-03-04_proeve"
        self.minutes = (folder / "referat.docx", folder / "referat.md")
        return self.minutes

    chosen = ExportChoices()
    exported = ()

    def known_formats(self):
        return ("docx", "pdf", "xlsx")

    def usual_formats(self):
        return ("docx", "xlsx")

    def export_choices(self):
        return self.chosen

    slow = 0.0

    async def preview(self, choices):
        return f"# Prøve\n\n{choices.detail}"

    async def export(self, choices, *, confirmed, writing):
        self.chosen = choices
        self.exported = (*self.exported, (choices, confirmed))
        names = choices.formats or self.usual_formats()
        for number, name in enumerate(names, start=1):
            if writing.stopped:
                raise ExportStoppedError(n=number - 1, total=len(names))
            writing.told(name, number, len(names))
            await asyncio.sleep(self.slow)
        return await self.write_minutes(confirmed=confirmed)

    async def mail_text(self, choices):
        return "Referat: Prøve\n\nKære alle\n"

    async def close(self, *, hung_up=False):
        self.closed = True
        self.live.detach()


@dataclass
class FakeHome:
    folder: Path
    rooms: Rooms
    listings: list = field(default_factory=list)
    sessions: list = field(default_factory=list)
    wishes: list = field(default_factory=list)
    followed: list = field(default_factory=list)
    earlier: list = field(default_factory=list)

    def list_sessions(self, most=None):
        return tuple(self.listings[:most])

    def about(self, path):
        return WorkshopSummary("running", "Skriv tiltag", 3, 12, 24, 0, 0, None)

    def methods(self):
        return ()

    def method(self, language="", key=""):
        known = self.rooms.method
        return known if language in ("", known.language) else load_method("tre-skridt", language)

    def method_of(self, path):
        return self.rooms.method

    def proposed_follow_up(self, path):
        return "opfoelgning"

    def follow_up(self, path, packs=(), run_sheet=""):
        from workshop.archive.follow_up import begin_follow_up

        self.followed.append((path, tuple(packs)))
        begin_follow_up(path, run_sheet, packs)

    def create(self, wish, method="", earlier=None):
        self.wishes.append(wish)
        self.earlier.append(earlier)
        path = self.folder / f"made-{len(self.wishes)}.db"
        access = Access(SECRET, "KLM274")
        SessionStore(path).create(
            first_rows(wish, self.rooms.method, access, self.rooms.clock.now(), self.rooms.new_id)
        )
        return path

    async def open(self, path):
        made = await asyncio.to_thread(self.rooms.open, path)
        self.sessions.append(FakeSession(self, made))
        return self.sessions[-1]

    def extras(self):
        return ()

    async def start_extra(self, key):
        raise NotImplementedError


@pytest.fixture
def home(tmp_path, rooms):
    return FakeHome(tmp_path, rooms)


class Driver:
    """Presses keys and looks at the state."""

    def __init__(self, app, pilot, home):
        self.app, self.pilot, self.home = app, pilot, home

    @property
    def session(self):
        return self.home.sessions[-1]

    @property
    def room(self):
        return self.session.made

    @property
    def state(self):
        return self.session.live.state

    @property
    def screen(self):
        return next(screen for screen in self.app.screen_stack if isinstance(screen, WorkshopScreen))

    @property
    def current(self):
        row = self.state.current()
        return "" if row is None else row.activity

    async def press(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self):
        """Let what was asked of the room come back and be painted."""
        followed = self.home.sessions and not self.session.closed
        await comes_to_rest(
            self.app,
            self.session.live if followed else None,
            self.room.state if followed else None,
        )

    async def type(self, text):
        for character in text:
            await self.pilot.press("space" if character == " " else character)
        await self.pilot.pause()

    async def ask(self, command, actor="facilitator"):
        await asyncio.to_thread(self.room.ask, command, actor)
        await self.settle()

    async def join(self, *names):
        for name in names:
            await asyncio.to_thread(self.room.join, name)
        await self.settle()

    def text(self):
        """All that is on the screen, as lines."""
        return painted_text(self.app)


def painted_text(app):
    """The screen's lines as a person sees them."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip)[:width] for strip in lines[:height])


@pytest.fixture
def painted():
    """What an app has painted, as text."""
    return painted_text


@pytest.fixture
def listing():
    """Makes a row of home's list."""
    return Listing


@pytest.fixture
def drive(home):
    """Open a workshop on a screen of a size: `async with drive(size=(80, 24)) as driver`."""

    def make(size=(80, 24), path=None, **wish):
        return _Driving(home, size, path, wish)

    return make


class _Driving:
    def __init__(self, home, size, path, wish):
        self._home, self._size, self._path, self._wish = home, size, path, wish

    async def __aenter__(self):
        path = self._path or self._home.create(NewWorkshop(**({"title": "Prøve"} | self._wish)))
        self._app = WorkshopApp(self._home, path)
        self._running = self._app.run_test(size=self._size, notifications=True)
        pilot = await self._running.__aenter__()
        driver = Driver(self._app, pilot, self._home)
        await until(
            lambda: (
                any(isinstance(screen, WorkshopScreen) for screen in self._app.screen_stack)
                or isinstance(self._app.screen, TooSmallScreen)
            )
        )
        await driver.settle()
        return driver

    async def __aexit__(self, *problem):
        await self._running.__aexit__(*problem)
