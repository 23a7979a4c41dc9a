"""A running program whose files are cut, overwritten, deleted or set back: nothing that was answered is lost.

Seen from outside only: the program in a terminal, a phone that posts, a harm done by somebody else, five
seconds, an end, and what is then in the file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running_workshop import beside, session_texts, workshop

from sessions.rules.meeting.creation import NewWorkshop
from workshop.attaching.host_finding import stop_host
from workshop.hosting.open_sessions import create_session

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty"),
    pytest.mark.timeout(180),
]

SECONDS = 5.0
"""What docs/durability.md promises."""
ENDINGS = ("close", "SIGTERM", "SIGHUP", "SIGKILL")


def write_over(path: Path, content: bytes) -> None:
    """In place and without cutting it first: the file stays the same one, as for a sync client."""
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    for offset in range(place, min(place + 40, len(content))):
        content[offset] ^= 0xFF
    write_over(path, bytes(content))


class Harm:
    """What somebody does to the files of an open workshop; `copies` were made a little before."""

    def __init__(self, path: Path, copies: dict[str, bytes], foreign: Path) -> None:
        self.path, self.copies, self.foreign = path, copies, foreign

    def cut_to_half(self) -> None:
        os.truncate(self.path, self.path.stat().st_size // 2)

    def cut_to_nothing(self) -> None:
        os.truncate(self.path, 0)

    def flip_the_header(self) -> None:
        flip(self.path, 0)

    def cut_the_log(self) -> None:
        log = beside(self.path, "-wal")
        os.truncate(log, log.stat().st_size // 2)

    def empty_the_log(self) -> None:
        os.truncate(beside(self.path, "-wal"), 0)

    def flip_the_log(self) -> None:
        flip(beside(self.path, "-wal"), 32 + 24 + 1_000)

    def delete_the_log(self) -> None:
        beside(self.path, "-wal").unlink()

    def delete_the_file(self) -> None:
        self.path.unlink()

    def delete_all(self) -> None:
        for ending in ("", "-wal", "-shm"):
            beside(self.path, ending).unlink()

    def another_over_it(self) -> None:
        write_over(self.path, self.foreign.read_bytes())

    def another_instead_of_it(self) -> None:
        shutil.copy(self.foreign, self.path.with_name("fra-skyen"))
        self.path.with_name("fra-skyen").replace(self.path)

    def set_back(self) -> None:
        for ending, content in self.copies.items():
            write_over(beside(self.path, ending), content)


HARMS = tuple(name for name in vars(Harm) if not name.startswith("_"))


async def harmed(folder: Path, harm: str, ending: str, *, posting: bool) -> None:
    foreign = create_session(folder / "another", NewWorkshop("En anden"))
    async with workshop(folder) as (running, phone):
        await running.post(phone, 10)
        copies = {each: beside(running.path, each).read_bytes() for each in ("", "-wal", "-shm")}
        await running.post(phone, 10)
        do: Callable[[], None] = getattr(Harm(running.path, copies, foreign), harm)
        do()
        before = running.path.read_bytes() if running.path.exists() else None
        if posting:
            await running.post(phone, 20)
        await running.wait(SECONDS)
        assert b"lagt tilbage" in running.painted, "the facilitator was not told"
        await running.end(ending)
        if ending == "SIGHUP":  # phones are served on when a window was closed
            assert await stop_host(running.path)
    kept = [file.read_bytes() for file in running.path.parent.glob("*.db.*") if file.is_file()]
    # Whatever stood there under the session's name is there still, byte for byte.
    assert before is None or before in kept
    if ending != "SIGKILL":
        assert session_texts(running.path) >= running.acknowledged
    assert running.stored() == running.acknowledged
    with contextlib.closing(sqlite3.connect(running.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


SHORT = (
    ("cut_to_half", "SIGKILL", False),
    ("set_back", "SIGTERM", False),
    ("delete_the_log", "close", True),
    ("another_over_it", "SIGHUP", True),
)


@pytest.mark.wide(short=1)
@pytest.mark.parametrize(("harm", "ending", "posting"), SHORT)
async def test_a_harm_is_noticed_and_mended_in_five_seconds(
    tmp_path: Path, harm: str, ending: str, posting: bool
) -> None:
    await harmed(tmp_path, harm, ending, posting=posting)


@pytest.mark.long
@pytest.mark.parametrize("posting", [False, True], ids=["silent", "posting"])
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("harm", HARMS)
async def test_every_harm_and_every_ending(tmp_path: Path, harm: str, ending: str, posting: bool) -> None:
    await harmed(tmp_path, harm, ending, posting=posting)
