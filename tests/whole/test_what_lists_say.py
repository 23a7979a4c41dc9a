"""A list says what runs, which meeting it is, and leaves out what lies in the archive."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import workshop
from hosted import hosted, order_for

from prompts.language.words import load_words
from sessions.commands import CloseWorkshop
from sessions.rules.meeting.creation import NewWorkshop
from workshop.archive.follow_up import begin_follow_up
from workshop.attaching.attached_workshop import attach
from workshop.channel.endpoint import find_endpoint
from workshop.hosting.open_sessions import create_session, opened
from workshop.hosting.putting_aside import mark_of, put_aside
from workshop.hosting.session_listing import list_sessions


async def listed(folder: Path, *arguments: str) -> str:
    _, out, _ = await asyncio.to_thread(workshop, folder, "list", *arguments)
    return out


@pytest.mark.wide
async def test_what_runs_is_said_and_no_longer_when_it_has_ended(tmp_path: Path) -> None:
    async with hosted(tmp_path / "sessions"):
        assert "kører nu" in await listed(tmp_path)
        assert [row["open"] for row in json.loads(await listed(tmp_path, "--json"))] == [True]
    assert "kører nu" not in await listed(tmp_path)
    assert [row["open"] for row in json.loads(await listed(tmp_path, "--json"))] == [False]


def test_what_has_ended_is_not_said_to_run_while_it_stands_on_a_screen(tmp_path: Path) -> None:
    create_session(tmp_path, NewWorkshop("Lederdag"))
    (listing,) = list_sessions(tmp_path)
    assert "kører nu" in replace(listing, is_open=True, status="running").told(load_words())
    ended = replace(listing, is_open=True, status="closed").told(load_words())
    assert "afsluttet" in ended
    assert "kører nu" not in ended


@pytest.mark.wide
@pytest.mark.skipif(sys.platform == "win32", reason="a host there is found by its port")
async def test_a_host_that_was_killed_runs_no_longer(tmp_path: Path) -> None:
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    face = await attach(order_for(path))
    pid = find_endpoint(path).pid
    await face.close(hung_up=True)
    assert "kører nu" in await listed(tmp_path)
    os.kill(pid, signal.SIGKILL)
    async with asyncio.timeout(20):
        while "kører nu" in await listed(tmp_path):
            pass
    assert find_endpoint(path) is not None, "the note is there yet"


def follow_up(folder: Path) -> Path:
    path = create_session(folder / "sessions", NewWorkshop("Lederdag", organisation="Vestby"))
    with opened(path) as session:
        session.room.submit(CloseWorkshop()).result()
    begin_follow_up(path, date="3.6.2031")
    return path


def test_a_second_meeting_is_called_that_with_its_own_date(tmp_path: Path) -> None:
    follow_up(tmp_path)
    _, out, _ = workshop(tmp_path, "list")
    assert "Lederdag · Vestby · 3.6.2031 · 2. møde · ikke begyndt" in out
    (row,) = json.loads(workshop(tmp_path, "list", "--json")[1])
    assert (row["meeting"], row["date"], row["organisation"]) == (2, "2031-06-03", "Vestby")


def test_the_archive_is_one_line_and_its_workshops_are_whole(tmp_path: Path) -> None:
    path = follow_up(tmp_path)
    create_session(tmp_path / "sessions", NewWorkshop("En anden dag"))
    before = path.read_bytes()
    put_aside(path)
    _, out, _ = workshop(tmp_path, "list")
    assert "Vestby" not in out
    assert "En anden dag" in out
    assert "Arkiv (1)" in out
    _, out, _ = workshop(tmp_path, "list", "--archive")
    assert "Vestby" in out
    assert "i arkivet" in out
    assert [row["archived"] for row in json.loads(workshop(tmp_path, "list", "--json")[1])].count(True) == 1
    assert path.read_bytes() == before


def test_without_a_name_none_in_the_archive_is_meant(tmp_path: Path) -> None:
    create_session(tmp_path / "sessions", NewWorkshop("En anden dag"))
    put_aside(follow_up(tmp_path))
    out = tmp_path / "out"
    assert workshop(tmp_path, "export", "--format", "json", "--out", str(out))[0] == 0
    assert "En anden dag" in next(out.rglob("*.json")).read_text("utf-8")
    assert workshop(tmp_path, "follow-up", "--prepare")[0] == 2


@pytest.mark.wide
async def test_opening_and_following_up_take_it_back(tmp_path: Path) -> None:
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    put_aside(path)
    face = await attach(order_for(path))
    await face.live.send(CloseWorkshop())
    await face.close()
    assert not mark_of(path).exists()
    put_aside(path)
    await asyncio.to_thread(begin_follow_up, path)
    (listing,) = list_sessions(path.parent)
    assert not listing.is_put_aside


def test_nothing_of_it_is_left_when_it_is_deleted(tmp_path: Path) -> None:
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    put_aside(path)
    assert workshop(tmp_path, "purge", path.stem, "--yes")[0] == 0
    assert list(path.parent.iterdir()) == []
