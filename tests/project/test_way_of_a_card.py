"""One card's way from the socket to the disk and to another phone, traced on the running product."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from trace_card import room_of, trace_one_card

MOST_ROOMS = 8
MOST_FILES = 36
"""What the way takes today. It may only become shorter."""


@pytest.mark.skipif(sys.platform == "win32", reason="two processes share one clock on POSIX")
async def test_a_card_passes_few_rooms_and_files(tmp_path: Path) -> None:
    trace = await trace_one_card(tmp_path)
    assert "sessions/activities/collect.py" in trace.files
    assert "sessions/storage/store.py" in trace.files
    assert trace.files.index("sessions/activities/collect.py") < trace.files.index("sessions/storage/sql.py")
    assert len(trace.rooms) <= MOST_ROOMS, trace.rooms
    assert len(trace.files) <= MOST_FILES, trace.files


def test_a_room_is_a_house_or_a_folder_of_the_workshop() -> None:
    assert room_of("workshop/web/wire/connection.py") == "workshop/web"
    assert room_of("sessions/storage/store.py") == "sessions"
