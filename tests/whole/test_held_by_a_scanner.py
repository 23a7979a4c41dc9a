"""A virus scanner, or another program, has a file open just when it is to be renamed or deleted."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import workshop

from sessions.files import atomic_files
from sessions.rules.meeting.creation import NewWorkshop
from workshop.cli.exit_codes import STORAGE
from workshop.hosting.open_sessions import create_session

Hold = Callable[..., dict[str, int]]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Refuse what Windows refuses of files whose name has an ending, so many times, or for ever."""

    def refuse(*endings: str, times: int = 10**6) -> dict[str, int]:
        left = {"times": times}

        def held(does):
            def do(path, *others, **named):
                if str(path).endswith(endings) and left["times"]:
                    left["times"] -= 1
                    problem = PermissionError(errno.EACCES, "in use", str(path))
                    problem.winerror = 32
                    raise problem
                return does(path, *others, **named)

            return do

        for name in ("replace", "rename", "unlink"):
            monkeypatch.setattr(os, name, held(getattr(os, name)))
        return left

    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "a stick")

    monkeypatch.setattr(os, "link", no_links)
    return refuse


def test_a_file_that_is_let_go_of_soon_gets_its_name(tmp_path: Path, hold: Hold) -> None:
    left = hold(".tmp", times=2)
    atomic_files.write_new(tmp_path / "referat.md", b"whole")
    assert left["times"] == 0
    assert [file.name for file in tmp_path.iterdir()] == ["referat.md"]
    assert (tmp_path / "referat.md").read_bytes() == b"whole"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["new", "Lederdag"], "Prøv så igen"),
        (["export", "lederdag", "--format", "md", "--out", "ud"], "luk filen, hvor den er åben"),
    ],
)
def test_a_file_that_stays_held_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hold: Hold, command: list[str], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(atomic_files, "SECONDS_HELD", 0)
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    before = path.read_bytes()
    hold(".tmp", ".unfinished")
    code, _, said = workshop(tmp_path, *command)
    assert code == STORAGE
    assert "virusscanner" in said
    assert told in said
    assert path.read_bytes() == before


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("ending", [".db", ".db-wal", ".corrupt-1"])
def test_what_could_not_be_deleted_is_named_and_is_deleted_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hold: Hold, ending: str
) -> None:
    """It said that nothing was changed; the workshop was gone from the list, its copies were not."""
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    for beside in ("-wal", ".corrupt-1"):
        path.with_name(path.name + beside).touch()
    monkeypatch.setattr(atomic_files, "SECONDS_HELD", 0)
    left = hold(ending)
    code, _, said = workshop(tmp_path, "purge", "lederdag", "--yes")
    assert code == STORAGE
    assert path.stem in said
    assert f"{ending} kan ikke slettes" in said
    assert "virusscanner" in said
    assert "Intet er ændret" not in said
    left["times"] = 0
    code, _, said = workshop(tmp_path, "purge", "lederdag", "--yes")
    assert code == 0, said
    assert list((tmp_path / "sessions").iterdir()) == []
