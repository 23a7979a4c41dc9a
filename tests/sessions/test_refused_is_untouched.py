"""What is refused when it is opened has not been written to: its bytes and its date are as they were."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from sessions import commands as do
from sessions.storage.session_file import DamagedFileError
from workshop.hosting.open_sessions import open_session

HARMS = {
    "a table is gone": "DROP TABLE next_steps",
    "a column has another name": "ALTER TABLE cards RENAME COLUMN theme TO emne",
    "a number is none": "UPDATE workshop SET dots = 0",
    "a number is too large": "UPDATE scheduled_activities SET elapsed_seconds = 9e999",
    "the journal is none": "UPDATE journal SET change = 'null'",
    "there is no workshop": "DELETE FROM workshop",
}


@pytest.fixture
def path(room) -> Path:
    room.go_to("skriv-tiltag")
    room.write("Et tiltag")
    room.ask(do.AddNextStep("Anne", "Ringer", None, "En liste"))
    room.room.stop()
    return room.path


def harm(path: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(statement)


def refused(path: Path) -> None:
    with pytest.raises(DamagedFileError):
        open_session(path)


@pytest.mark.parametrize("statement", HARMS.values(), ids=HARMS)
def test_a_file_whose_rows_make_no_sense_is_left_as_it_is(path: Path, statement: str) -> None:
    harm(path, statement)
    before, when = path.read_bytes(), path.stat().st_mtime_ns
    names = {file.name for file in path.parent.iterdir()}
    refused(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, when)
    assert {file.name for file in path.parent.iterdir()} - names <= {f"{path.name}.lock"}


def test_a_log_that_a_crash_left_is_not_folded_into_a_file_that_is_refused(path: Path) -> None:
    crashed = path.with_name("crashed.db")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("DROP TABLE next_steps")
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    before = [Path(f"{crashed}{ending}").read_bytes() for ending in ("", "-wal")]
    refused(crashed)
    assert [Path(f"{crashed}{ending}").read_bytes() for ending in ("", "-wal")] == before
