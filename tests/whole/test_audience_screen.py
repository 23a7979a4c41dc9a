"""`workshop screen`: what it says where it cannot show anything, and two faces in terminals of their own."""

from __future__ import annotations

import asyncio
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import workshop
from hosted import order_for
from in_terminal import InTerminal

from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching.attached_workshop import attached
from workshop.channel.endpoint import find_endpoint
from workshop.hosting.open_sessions import create_session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty")


def made(folder: Path, title: str = "Prøve") -> Path:
    return create_session(folder / "sessions", NewWorkshop(title))


def until(condition: Callable[[], bool], *running: InTerminal) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        for screen in running:
            screen.drain()
        time.sleep(0.05)


@pytest.mark.parametrize("arguments", [("screen",), ("screen", "proeve")])
def test_without_a_running_workshop_it_says_how_to_start_one(tmp_path: Path, arguments) -> None:
    made(tmp_path)
    code, out, err = workshop(tmp_path, *arguments)
    assert (code, out) == (2, "")
    assert "workshop run" in err
    assert "Traceback" not in err


def test_a_name_that_there_is_not_is_said(tmp_path: Path) -> None:
    code, _, err = workshop(tmp_path, "screen", "findes-ikke")
    assert code == 2
    assert "findes-ikke" in err


@pytest.mark.wide
async def test_of_several_running_ones_it_is_asked_which(tmp_path: Path) -> None:
    first, second = made(tmp_path, "Den ene"), made(tmp_path, "Den anden")
    async with attached(order_for(first)), attached(order_for(second)):
        code, _, err = await asyncio.to_thread(workshop, tmp_path, "screen")
    assert code == 2
    assert first.stem in err
    assert second.stem in err


@pytest.mark.wide
def test_the_group_s_screen_waits_follows_and_ends_with_the_workshop(tmp_path: Path) -> None:
    path = made(tmp_path)
    folder = ("--data-dir", str(tmp_path))
    screen = InTerminal("screen", "--wait", *folder)
    leading = InTerminal("run", str(path), *folder)
    try:
        seen = b""

        def painted() -> bool:
            nonlocal seen
            seen += screen.read()
            return "▙".encode() in seen

        until(painted, leading)
        assert find_endpoint(path) is not None
        leading.process.send_signal(signal.SIGTERM)
        until(lambda: leading.process.poll() is not None, leading, screen)
        until(lambda: screen.process.poll() is not None, screen)
        assert screen.process.returncode == 0
        assert find_endpoint(path) is None
    finally:
        screen.kill()
        leading.kill()
