"""The command line: what it says, what it leaves behind, and how it ends."""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest

from sessions.storage.copies.snapshots import take_snapshot
from workshop.cli.main import run_command


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def workshop(folder: Path, *arguments: str) -> Done:
    """Run the command line in this process, its output caught, nobody at the keyboard."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, {"WORKSHOP_DATA_DIR": str(folder)}),
        mock.patch.object(sys, "stdin", io.StringIO()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = run_command(arguments)
    return Done(code, out.getvalue(), err.getvalue())


@pytest.mark.parametrize(
    "command", [[], ["new"], ["run"], ["list"], ["export"], ["demo"], ["methods"], ["doctor"], ["paths"]]
)
def test_every_command_has_help(tmp_path: Path, command: list[str]) -> None:
    done = workshop(tmp_path, *command, "--help")
    assert done.returncode == 0
    assert "Brug: workshop" in done.stdout


def test_help_begins_at_once_and_loads_no_screen_and_no_server() -> None:
    code = (
        "import sys; from workshop.cli.main import run_command; run_command(['--help']);"
        "sys.exit(any(name in sys.modules for name in ('textual', 'aiohttp', 'sqlite_utils', 'docx')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_a_slip_of_the_finger_gets_a_suggestion(tmp_path: Path) -> None:
    done = workshop(tmp_path, "exprot")
    assert done.returncode == 2
    assert "export" in done.stderr


def test_options_stand_before_or_after_the_command(tmp_path: Path) -> None:
    before = workshop(tmp_path, "--data-dir", str(tmp_path / "a"), "paths", "--json")
    after = workshop(tmp_path, "paths", "--json", "--data-dir", str(tmp_path / "a"))
    assert before.stdout == after.stdout
    assert json.loads(before.stdout)["sessions"] == str(tmp_path / "a" / "sessions")


def test_two_workshops_with_one_title_on_one_day_are_two_files(tmp_path: Path) -> None:
    for _ in range(2):
        assert workshop(tmp_path, "new", "Ørsted/..\\æble", "--date", "4.3.2027").returncode == 0
    names = {row["name"] for row in json.loads(workshop(tmp_path, "list", "--json").stdout)}
    assert names == {"2027-03-04_oersted-aeble", "2027-03-04_oersted-aeble-2"}


def test_a_title_of_only_symbols_gets_a_name_and_a_warning(tmp_path: Path) -> None:
    done = workshop(tmp_path, "new", "☃ !!", "--date", "4.3.2027")
    assert done.returncode == 0
    assert "2027-03-04_workshop" in done.stdout
    assert "kun tegn" in done.stdout


@pytest.mark.parametrize("title", ["", "   ", "\u200b\u202e", "x" * 500])
def test_a_title_that_says_nothing_or_too_much_is_refused(tmp_path: Path, title: str) -> None:
    done = workshop(tmp_path, "new", title)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    assert not list(tmp_path.rglob("*.db"))


@pytest.mark.parametrize("day", ["1. marts 2027", "1/3-27", "Uge 9, 2027", "March 1st, 2027", "Q1 2027"])
def test_a_day_is_taken_as_people_write_it(tmp_path: Path, day: str) -> None:
    assert workshop(tmp_path, "new", "Lederdag", "--date", day).returncode == 0
    (made,) = json.loads(workshop(tmp_path, "list", "--json").stdout)
    assert made["date"] == {"U": "2027-03-05", "Q": "2027-03-31"}.get(day[0], "2027-03-01")


@pytest.mark.parametrize("day", ["snarest", "31.2.2027", "2027-13-01"])
def test_a_day_that_is_none_is_refused(tmp_path: Path, day: str) -> None:
    done = workshop(tmp_path, "new", "Lederdag", "--date", day)
    assert done.returncode == 2
    assert "ikke en dato" in done.stderr


def test_the_screen_without_a_terminal_is_refused_with_what_to_do(tmp_path: Path) -> None:
    workshop(tmp_path, "new", "Lederdag")
    for arguments in ([], ["run"], ["demo"]):
        done = workshop(tmp_path, *arguments)
        assert done.returncode == 2
        assert "--headless" in done.stderr


def test_an_unknown_workshop_is_named_in_the_answer(tmp_path: Path) -> None:
    done = workshop(tmp_path, "export", "findes-ikke")
    assert done.returncode == 2
    assert "findes-ikke" in done.stderr


def test_minutes_can_be_written_before_anything_has_happened(tmp_path: Path) -> None:
    workshop(tmp_path, "new", "Lederdag", "--date", "4.3.2027")
    done = workshop(tmp_path, "export", "lederdag", "--out", str(tmp_path / "out"), "--json")
    assert done.returncode == 0, done.stderr
    assert all(Path(file).is_file() for file in json.loads(done.stdout))


def test_an_unknown_format_names_the_known_ones(tmp_path: Path) -> None:
    workshop(tmp_path, "new", "Lederdag")
    done = workshop(tmp_path, "export", "--format", "doc")
    assert done.returncode == 2
    assert "docx" in done.stderr


def test_a_damaged_file_is_listed_as_such_and_never_touched(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    sessions.mkdir(parents=True)
    broken = sessions / "2027-01-01_x.db"
    broken.write_bytes(b"not a database at all" * 100)
    listed = workshop(tmp_path, "list")
    assert listed.returncode == 0
    assert "beskadiget" in listed.stdout
    exported = workshop(tmp_path, "export", "2027-01-01_x")
    assert exported.returncode == 4
    assert broken.read_bytes() == b"not a database at all" * 100


def test_a_port_in_use_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = workshop(tmp_path, "demo", "--headless", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 6
    assert "Traceback" not in done.stderr
    assert str(taken.getsockname()[1] if taken.fileno() >= 0 else "") in done.stderr


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("x", encoding="utf-8")
    done = workshop(tmp_path, "new", "Lederdag", "--data-dir", str(in_the_way / "below"))
    assert done.returncode in (2, 5)
    assert "Traceback" not in done.stderr


def test_doctor_and_paths_answer_without_a_terminal(tmp_path: Path) -> None:
    doctor = workshop(tmp_path, "doctor", "--json")
    assert doctor.returncode == 0
    assert all({"key", "topic", "text", "fine"} == set(row) for row in json.loads(doctor.stdout))
    assert "\x1b" not in workshop(tmp_path, "doctor").stdout


def test_methods_are_listed_shown_and_checked(tmp_path: Path) -> None:
    assert "tre-skridt" in workshop(tmp_path, "methods").stdout
    shown = workshop(tmp_path, "methods", "show").stdout
    assert "90" in shown
    assert "Gør det!" not in shown.splitlines()[0]
    bad = tmp_path / "metode"
    bad.mkdir()
    (bad / "method.toml").write_text("unknown = 1\n", encoding="utf-8")
    checked = workshop(tmp_path, "methods", "check", str(bad))
    assert checked.returncode == 2
    assert "method.toml" in checked.stderr
    assert "unknown" in checked.stderr


def test_a_damaged_workshop_gets_its_newest_snapshot_back_and_nothing_is_deleted(tmp_path: Path) -> None:
    workshop(tmp_path, "new", "Lederdag", "--date", "4.3.2027")
    (path,) = (tmp_path / "sessions").glob("*.db")
    take_snapshot(path, datetime(2027, 3, 4, tzinfo=UTC))
    whole = path.read_bytes()
    path.write_bytes(b"x" * 4096 + whole[4096:])
    assert workshop(tmp_path, "export", "lederdag").returncode == 4
    done = workshop(tmp_path, "rescue", "lederdag")
    assert done.returncode == 0, done.stderr
    assert workshop(tmp_path, "list").stdout.count("Lederdag") == 1
    kept = [file for file in path.parent.iterdir() if ".corrupt-" in file.name]
    assert any(file.read_bytes().startswith(b"x" * 4096) for file in kept)
    again = workshop(tmp_path, "rescue", "lederdag")
    assert "er hel" in again.stdout
