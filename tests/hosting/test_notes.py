"""`workshop notes` follows a running workshop as a face, and reads the file only where nobody runs it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from hosted import hosted, row_of
from waiting import until

from prompts.language.words import load_words
from sessions.commands import CloseWorkshop, OpenActivity
from workshop.attaching.host_finding import find_host
from workshop.plain import notes_follower

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a host is ended by a signal in support")


def followed(path: Path, said: list[str]):
    return notes_follower._follow(notes_follower._Followed(path), load_words(), said.append)


def title_of(face, activity: str) -> str:
    return face.live.method.activity(activity).title


async def test_notes_of_a_running_workshop_come_from_its_host(tmp_path: Path, monkeypatch) -> None:
    def read(path):
        raise AssertionError("the file of a running workshop is not read")

    said: list[str] = []
    async with hosted(tmp_path) as (face, _):
        monkeypatch.setattr(notes_follower, "read_state", read)
        notes = asyncio.create_task(
            asyncio.to_thread(notes_follower.follow, face.path, load_words(), said.append)
        )
        await until(lambda: notes.done() or any(title_of(face, "skriv-tiltag") in line for line in said))
        other = next(row for row in face.live.state.run_sheet() if row.activity != "skriv-tiltag")
        await face.live.send(OpenActivity(row_of(face, other.activity)))
        await until(lambda: notes.done() or any(title_of(face, other.activity) in line for line in said))
        await face.live.send(CloseWorkshop())
        await asyncio.wait_for(notes, 20)
        assert said[-1] == load_words()("plain.notes.closed")


@pytest.mark.wide
async def test_notes_go_on_with_the_file_when_the_host_has_gone(tmp_path: Path) -> None:
    said: list[str] = []
    async with hosted(tmp_path) as (face, _):
        path, title = face.path, title_of(face, "skriv-tiltag")
        notes = asyncio.create_task(followed(path, said))
        await until(lambda: any(title in line for line in said))
    assert await find_host(path) is None, "notes keep no host"
    await asyncio.sleep(2 * notes_follower.SECONDS_BETWEEN_LOOKS)
    assert not notes.done()
    notes.cancel()
    await asyncio.gather(notes, return_exceptions=True)
