"""A command that is ended from outside closes its workshop, says where it is, and leaves by the rules."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from in_terminal import InTerminal
from waiting import BETWEEN_LOOKS, PATIENCE

from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.lock import SessionLock
from sessions.storage.store import read_state
from workshop.channel.endpoint import find_endpoint
from workshop.cli import methods_and_paths
from workshop.cli.exit_codes import INTERNAL
from workshop.cli.main import run_command
from workshop.hosting.open_sessions import create_session

CASE = Path(__file__).parents[1] / "data" / "cases" / "kommune.json"


@pytest.mark.wide
@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("name", ["SIGTERM", pytest.param("SIGHUP", marks=pytest.mark.long)])
def test_a_headless_demo_that_is_ended_keeps_its_workshop_and_says_where(tmp_path: Path, name: str) -> None:
    options = ["--data-dir", str(tmp_path), "demo", "--headless", "--case", str(CASE), "--pace", "0.5"]
    number = getattr(signal, name)
    with subprocess.Popen(
        [sys.executable, "-m", "workshop", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as demo:
        first = demo.stdout.readline()  # the phones are about to join: half of it is still to come
        demo.send_signal(number)
        out, err = demo.communicate(timeout=30)
    (path,) = (tmp_path / "practice").glob("*.db")
    assert demo.returncode == 128 + number, err
    assert str(path) in out, (first, out)
    assert "Afbrudt" in err
    assert "Traceback" not in err
    assert read_state(path).workshop.title
    assert SessionLock(path).acquire(datetime.now(UTC)) is None  # it was given back, not left lying


def wait(holds: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(BETWEEN_LOOKS)


def is_held(path: Path) -> bool:
    """Whether the session file has an owner that has not given it back; it is not touched by asking."""
    try:
        return not json.loads(path.with_name(path.name + ".lock").read_bytes())["left"]
    except (OSError, ValueError):
        return False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
@pytest.mark.parametrize("face", [("--plain",), pytest.param((), marks=pytest.mark.long)])
def test_a_face_that_is_ended_before_it_has_attached_leaves_no_host_behind(tmp_path: Path, face) -> None:
    path = create_session(tmp_path / "sessions", NewWorkshop("Prøve"))
    options = ["--data-dir", str(tmp_path), "--bind", "127.0.0.1", "--port", "0", "run", *face, path.name]
    running = InTerminal(*options)
    try:
        wait(lambda: running.read() is not None and is_held(path))  # the host is opening it
        assert find_endpoint(path) is None, "no face can be attached yet"
        running.process.send_signal(signal.SIGTERM)
        wait(lambda: running.read() is not None and running.process.poll() is not None)
        assert running.process.returncode == 128 + signal.SIGTERM
        assert not is_held(path), "the host has ended with its only face"
        assert find_endpoint(path) is None
    finally:
        running.kill()
        if (left := find_endpoint(path)) is not None:
            os.kill(left.pid, signal.SIGTERM)


def test_a_crash_report_goes_where_the_options_say(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("WORKSHOP_DATA_DIR", str(tmp_path / "not here"))

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("workshop.doctor.examining.examine", fails)
    assert run_command(["--data-dir", str(tmp_path / "here"), "doctor"]) == INTERNAL
    (report,) = (tmp_path / "here" / "log").iterdir()
    assert str(report) in capsys.readouterr().err
    assert not (tmp_path / "not here").exists()
    assert run_command(["doctor"]) == INTERNAL
    assert len(list((tmp_path / "not here" / "log").iterdir())) == 1


def test_a_crash_report_that_fits_nowhere_is_still_no_traceback(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(methods_and_paths, "_list_methods", lambda settings: 1 // 0)
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run_command(["--data-dir", str(tmp_path / "file" / "below"), "methods"]) == INTERNAL
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "crash-" in said
