"""A command that is ended from outside closes its workshop, says where it is, and leaves by the rules."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sessions.storage.lock import SessionLock
from sessions.storage.store import read_state
from workshop.cli import methods_and_paths
from workshop.cli.exit_codes import INTERNAL
from workshop.cli.main import run_command

CASE = Path(__file__).parents[1] / "data" / "cases" / "kommune.json"


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
