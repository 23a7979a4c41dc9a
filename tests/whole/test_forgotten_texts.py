"""However a workshop ends: no byte of any file says who wrote what without a name, or what was withdrawn."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from command_line import workshop as command
from running_workshop import workshop
from waiting import until

from sessions.storage.store import read_state
from workshop.hosting.heartbeat import Heartbeat
from workshop.hosting.open_sessions import opened

pytestmark = [
    pytest.mark.long,  # short: tests/hosting/test_forgetting.py, tests/sessions/test_forgotten_on_disk.py
    pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty"),
    pytest.mark.timeout(180),
]
NAMELESS, WITHDRAWN, OVER = b"Skrevet uden navn", b"Trukket tilbage", b"Skrevet over"


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def author_beside(content: bytes, author: bytes) -> list[int]:
    """Where the nameless text stands within 200 bytes of its author."""
    found, place = [], content.find(NAMELESS)
    while place >= 0:
        if author in content[max(0, place - 200) : place + 200]:
            found.append(place)
        place = content.find(NAMELESS, place + 1)
    return found


@pytest.mark.parametrize("ending", ["close", "SIGTERM", "SIGHUP", "hang-up", "SIGKILL"])
async def test_no_file_tells(tmp_path: Path, ending: str) -> None:
    async with workshop(tmp_path) as (running, phone):
        for text in (WITHDRAWN, OVER):
            await phone.send("/api/cards", {"text": text.decode()})
        own = {card.text: card for card in read_state(running.path).cards}
        author = own[OVER.decode()].author
        assert author is not None
        await phone.send(f"/api/cards/{own[WITHDRAWN.decode()].id}/withdraw", {})
        await phone.send(f"/api/cards/{own[OVER.decode()].id}", {"text": "Det endelige"})
        content = bytes_in(tmp_path)
        assert WITHDRAWN in content
        assert OVER in content
        await running.end(ending)
        if ending in ("SIGHUP", "hang-up"):
            assert (await asyncio.to_thread(command, tmp_path, "stop"))[0] == 0
    if ending == "SIGKILL":
        with opened(running.path) as session:
            keeper = Heartbeat(session)
            keeper.start()
            await until(lambda: WITHDRAWN not in bytes_in(tmp_path))
            keeper.stop()
    content = bytes_in(tmp_path)
    assert b"Det endelige" in content
    assert WITHDRAWN not in content
    assert OVER not in content


@pytest.mark.parametrize("ending", ["close", "SIGTERM", "SIGHUP", "hang-up", "SIGKILL"])
async def test_no_file_joins_author_and_text(tmp_path: Path, ending: str) -> None:
    async with workshop(tmp_path, activity="hvad-skal-der-til") as (running, phone):
        await phone.send("/api/cards", {"text": NAMELESS.decode()})
        (card,) = read_state(running.path).cards
        assert card.author is not None
        author = card.author.encode()
        assert author_beside(bytes_in(tmp_path), author), "there must be something to forget"
        on = b"\x0e"  # Ctrl+N
        await running.press(on, lambda: read_state(running.path).cards.get(card.id).author is None)
        await running.end(ending)
        if ending in ("SIGHUP", "hang-up"):
            assert (await asyncio.to_thread(command, tmp_path, "stop"))[0] == 0
    content = bytes_in(tmp_path)
    assert NAMELESS in content
    assert author_beside(content, author) == []
