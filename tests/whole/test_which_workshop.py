"""Workshops of the same title are told apart, by every command that takes a name."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command_line import workshop

from sessions.commands import CloseWorkshop
from sessions.rules.meeting.creation import NewWorkshop
from workshop.archive.copy_and_rename import minutes_folder, rename_workshop
from workshop.archive.follow_up import begin_follow_up
from workshop.cli.main import COMMANDS
from workshop.cli.main import workshop as program
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.putting_aside import put_aside

NAMED = [
    ("export", "lederdag"),
    ("purge", "lederdag", "--yes"),
    ("follow-up", "lederdag", "--prepare"),
    ("rescue", "lederdag"),
    ("notes", "lederdag"),
    ("run", "lederdag", "--plain"),
    ("stop", "lederdag"),
    ("host", "lederdag"),
    ("screen", "lederdag"),
    ("print", "lederdag"),
]
"""Every command with a NAME; `test_every_command_with_a_name_is_tried` says that none is missing."""


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two groups of one day and one title; the first has met again, on another date."""
    made = [
        create_session(tmp_path / "sessions", NewWorkshop("Lederdag", organisation=where))
        for where in ("Vestby", "Østby")
    ]
    with opened(made[0]) as session:
        session.room.submit(CloseWorkshop()).result()
    begin_follow_up(made[0], date="3.6.2031")
    return made[0], made[1]


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("arguments", NAMED, ids=lambda each: each[0])
def test_a_name_that_may_mean_two_is_no_guess(tmp_path: Path, two, arguments) -> None:
    code, out, err = workshop(tmp_path, *arguments)
    assert code == 2
    for path in two:
        assert path.stem in err
        assert path.is_file()
    assert "Vestby" in err
    assert "Østby" in err
    assert "3.6.2031" in err
    assert "2. møde" in err
    assert out == ""


def test_every_command_with_a_name_is_tried() -> None:
    commands = {name: program.get_command(click.Context(program), name) for name in COMMANDS}
    named = {name for name, each in commands.items() if "name" in [argument.name for argument in each.params]}
    assert named == {arguments[0] for arguments in NAMED}


@pytest.mark.wide
def test_the_whole_name_and_the_new_date_say_which(tmp_path: Path, two) -> None:
    first, second = two
    for wanted, meant in ((first.stem, first), (second.stem, second), ("2031-06-03_lederdag", first)):
        code, _out, _err = workshop(
            tmp_path, "export", wanted, "--format", "json", "--out", str(tmp_path / wanted)
        )
        assert code == 0
        assert (
            f'"{"Vestby" if meant is first else "Østby"}"'
            in next((tmp_path / wanted).rglob("*.json")).read_text()
        )


@pytest.mark.wide
def test_each_of_two_groups_of_one_title_and_day_has_a_folder_of_its_own_for_its_minutes(
    tmp_path: Path,
) -> None:
    sessions, out = tmp_path / "sessions", tmp_path / "ud"
    made = [create_session(sessions, NewWorkshop("Budget 2")) for _ in range(3)]
    for path in (*made, made[1]):
        assert workshop(tmp_path, "export", path.stem, "--format", "json", "--out", str(out))[0] == 0
    assert sorted(out.iterdir()) == sorted(minutes_folder(path, out) for path in made)
    assert [len(list(minutes_folder(path, out).iterdir())) for path in made] == [1, 2, 1]


def test_a_renamed_workshop_is_found_by_its_new_title(tmp_path: Path) -> None:
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    rename_workshop(path, "Strategidøgn")
    assert workshop(tmp_path, "purge", "strategidøgn", "--yes")[0] == 0
    assert not path.exists()


def test_one_in_the_archive_is_found_by_name_and_stands_back_for_the_others(tmp_path: Path, two) -> None:
    put_aside(two[0])
    code, _out, _err = workshop(
        tmp_path, "export", "lederdag", "--format", "json", "--out", str(tmp_path / "a")
    )
    assert code == 0
    assert "Østby" in next((tmp_path / "a").rglob("*.json")).read_text()
    put_aside(two[1])
    assert workshop(tmp_path, "export", "lederdag")[0] == 2
    assert workshop(tmp_path, "purge", "lederdag", "--yes")[0] == 2, "deleting looks everywhere at once"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_in_a_terminal_it_is_asked_which_one(tmp_path: Path, two) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop", "purge", "lederdag", "--yes"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "WORKSHOP_DATA_DIR": str(tmp_path), "LC_ALL": "C.UTF-8"},
    )
    os.close(slave)
    seen = b""
    while b"fortryder" not in seen:
        seen += os.read(master, 65_536)
    before = seen.decode()
    first = "Vestby" if before.index("Vestby") < before.index("Østby") else "Østby"
    os.write(master, b"1\n")
    assert process.wait(20) == 0
    os.close(master)
    gone, kept = two if first == "Vestby" else two[::-1]
    assert kept.is_file()
    assert not gone.exists()
