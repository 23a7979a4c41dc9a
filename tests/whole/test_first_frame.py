"""The first thing that anybody sees at home is true: the workshops that are there, or that there are none."""

import re
import sys
from pathlib import Path

import pytest
from in_terminal import InTerminal
from waiting import until

from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal to run in is made with pty")
STYLE = re.compile(rb"\x1b\[[0-9;:?]*[a-zA-Z]")


async def painted_until(folder: Path, marker: str) -> str:
    """All that the program has painted when `marker` stands there."""
    terminal, seen = InTerminal("--data-dir", str(folder)), [b""]

    def is_there() -> bool:
        seen[0] += terminal.read()
        return marker in STYLE.sub(b"", seen[0]).decode("utf-8", "replace")

    try:
        await until(is_there, 60)
    finally:
        terminal.kill()
    return STYLE.sub(b"", seen[0]).decode("utf-8", "replace")


@pytest.mark.timeout(90)
async def test_the_first_frame_shows_the_workshops(tmp_path: Path) -> None:
    create_session(tmp_path / "sessions", NewWorkshop("Den gode"))
    painted = await painted_until(tmp_path, "Den gode")
    assert "ingen workshopper" not in painted
    assert "Ser efter" not in painted


@pytest.mark.timeout(90)
async def test_the_first_frame_of_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert "Ser efter" not in await painted_until(tmp_path, "Her er ingen workshopper endnu")
