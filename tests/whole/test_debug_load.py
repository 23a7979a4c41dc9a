"""`--debug-load`: figures in a corner where they are asked for, and nothing at all where they are not."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rooms import post

from prompts.words import load_words
from sessions.commands import JoinWorkshop, OpenNext, WriteCard
from sessions.creation import NewWorkshop
from sessions.errors import Refused
from sessions.room import Room
from sessions.store import SessionStore
from workshop.cli.main import run_command
from workshop.home import Home, OpenOnScreen
from workshop.load import KEPT_SECONDS, Load, Recent
from workshop.opening import create_session, open_session
from workshop.screen import home_of
from workshop.terminal.app import WorkshopApp
from workshop.terminal.load_overlay import LoadOverlay, ShowsLoad


class Ticking:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class LoadedApp(ShowsLoad, WorkshopApp):
    """The program as `--debug-load` makes it."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))


def test_a_spread_is_of_the_last_minute_only() -> None:
    clock = Ticking()
    recent = Recent(clock)
    assert recent.spread() is None
    recent.add(10_000)
    clock.now = KEPT_SECONDS + 1
    for value in range(100):
        recent.add(value)
    spread = recent.spread()
    assert (spread.count, spread.p50, spread.p95, spread.p99) == (100, 50, 95, 99)
    clock.now = 3 * KEPT_SECONDS
    assert recent.spread() is None


def test_every_answer_and_every_commit_is_counted_and_nothing_stays_waiting(path: Path) -> None:
    load = Load()
    session = open_session(path, load=load)
    room = session.room
    room.submit(JoinWorkshop("anna", "hash", "Anna"), "anna").result()
    room.submit(OpenNext()).result()
    with pytest.raises(Refused):
        room.submit(WriteCard("for tidligt"), "anna", post("key")).result()
    assert load.answers.spread().count == 3
    assert load.commits.spread().count == 2
    assert load.batches.spread().p99 == 1
    assert load.waiting == 0
    session.close()
    with pytest.raises(Refused):
        room.submit(OpenNext()).result()
    assert load.waiting == 0


def test_where_nobody_asks_nothing_of_it_is_there(path: Path) -> None:
    session = open_session(path)
    assert type(session.room) is Room
    assert type(session.room._store) is SessionStore
    session.close()


@pytest.mark.parametrize(("option", "asked"), [([], False), (["--debug-load"], True)])
def test_the_option_reaches_home(option: list[str], asked: bool, monkeypatch, tmp_path: Path) -> None:
    seen = []
    monkeypatch.setattr("workshop.cli.projector.require_terminal", lambda: None)
    monkeypatch.setattr("workshop.screen._show", lambda *given: seen.append(given) or 0)
    assert run_command(["--data-dir", str(tmp_path), *option]) == 0
    (_, home, _, _, load) = seen[0]
    assert (load is not None) is asked
    assert home._load is load


async def test_the_figures_stand_in_a_corner_and_take_no_key(path: Path, tmp_path: Path) -> None:
    from workshop.cli.options import Settings

    load, settings = Load(), Settings(data_dir=tmp_path, bind="127.0.0.1", port=0)
    home: Home = home_of(settings, settings.folders(), load=load)
    app = LoadedApp(home, path, load_words())
    app.load = load
    async with app.run_test(size=(100, 30)) as pilot:
        async with asyncio.timeout(20):
            while not app.screen.query(LoadOverlay):
                await pilot.pause(0.05)
        overlay = app.screen.query_one(LoadOverlay)
        session = app.screen.session
        assert isinstance(session, OpenOnScreen)
        await pilot.press("pagedown")
        async with asyncio.timeout(20):
            while load.keys.spread() is None or load.answers.spread() is None:
                await pilot.pause(0.02)
        overlay.look()
        text = "\n".join(overlay.lines())
        for word in ("p95", "Svar på input", "Skrivning", "Tast til billede", "Telefoner forbundet"):
            assert word in text
        assert session.live.picture.current() is not None
        assert overlay.region.bottom <= 30 - 2
        assert app.focused is not overlay
        await session.close()
