"""However a workshop ends, its one file holds everything; whoever looks at it leaves nothing beside it."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import sys
from pathlib import Path

import pytest
from command_line import workshop as command
from running_workshop import session_texts, workshop
from waiting import until

from workshop.hosting.remembered_reach import REACH

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty"),
    pytest.mark.timeout(180),
]


def of_session(path: Path) -> list[str]:
    """What lies in its folder, but for its lock and where phones are to find it again."""
    kept = {path.name + ending for ending in (".lock", REACH)}
    return [file.name for file in path.parent.iterdir() if file.is_file() and file.name not in kept]


def has_all(running) -> bool:
    """Whether the one file holds everything. While the log is being folded into it, it is half a file."""
    with contextlib.suppress(sqlite3.DatabaseError):
        return session_texts(running.path) == running.acknowledged
    return False


@pytest.mark.wide
@pytest.mark.parametrize(
    ("ending", "options"),
    [
        ("SIGTERM", ()),
        pytest.param("close", (), marks=pytest.mark.long),
        ("SIGTERM", ("--plain",)),
        pytest.param("end-of-input", ("--plain",), marks=pytest.mark.long),
    ],
)
async def test_the_one_file_holds_everything(tmp_path: Path, ending: str, options: tuple[str, ...]) -> None:
    async with workshop(tmp_path, *options) as (running, phone):
        await running.post(phone, 10)
        await running.end(ending)
    assert of_session(running.path) == [running.path.name]
    assert session_texts(running.path) == running.acknowledged
    for looking in (["list"], ["overview"], ["export", "--out", str(tmp_path / "out")]):
        assert command(tmp_path, *looking)[0] == 0
    assert of_session(running.path) == [running.path.name]


@pytest.mark.wide(short=1)
@pytest.mark.parametrize(
    ("ending", "options"),
    [
        ("hang-up", ()),
        pytest.param("SIGHUP", (), marks=pytest.mark.long),
        ("hang-up", ("--plain",)),
        pytest.param("SIGHUP", ("--plain",), marks=pytest.mark.long),
    ],
)
async def test_a_window_that_was_closed_stops_no_phone_and_the_one_file_is_whole_meanwhile(
    tmp_path: Path, ending: str, options: tuple[str, ...]
) -> None:
    async with workshop(tmp_path, *options) as (running, phone):
        await running.post(phone, 5)
        await running.end(ending)
        await running.post_unseen(phone, 5)
        await until(lambda: has_all(running))
        assert (await asyncio.to_thread(command, tmp_path, "stop"))[0] == 0
    assert of_session(running.path) == [running.path.name]
    assert session_texts(running.path) == running.acknowledged


@pytest.mark.wide
async def test_looking_while_it_is_open_leaves_nothing_when_it_ends(tmp_path: Path) -> None:
    async with workshop(tmp_path, "--plain") as (running, phone):
        await running.post(phone, 3)
        for looking in (["list"], ["overview"], ["export", "--out", str(tmp_path / "out")]):
            assert command(tmp_path, *looking)[0] == 0
        await running.end("SIGTERM")
    assert of_session(running.path) == [running.path.name]
    assert session_texts(running.path) == running.acknowledged
