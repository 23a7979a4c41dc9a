"""Every state of the audience's screen, compared with the text that was looked at.

To renew, after looking at what differs (tests/tools/look_at_audience.py draws all of them):

    RENEW_SNAPSHOTS=1 python -m pytest -m "long or not long" tests/terminal/audience/test_snapshots.py
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from pictures.audience import walk
from pictures.played import Played, read_case
from pictures.scenes import danish_time

from workshop.terminal.audience.draw_frame import paint

STORED = Path(__file__).parent / "stored"
SIZES = (
    (120, 30),
    pytest.param((80, 24), marks=pytest.mark.long),
    pytest.param((200, 50), marks=pytest.mark.long),
)


def shown(name: str, page) -> str:
    """A state's sheet, and a short mark of all roles and where they stand."""
    roles = repr([[(role, len(text)) for text, role in page.runs(y)] for y in range(page.height)])
    mark = hashlib.blake2b(roles.encode(), digest_size=6).hexdigest()
    return f"=== {name} {mark}\n{page.text()}\n"


@pytest.mark.parametrize("size", SIZES)
def test_every_state_looks_as_it_did(tmp_path: Path, size: tuple[int, int]) -> None:
    file = STORED / f"{size[0]}x{size[1]}.txt"
    with danish_time():
        played = Played(tmp_path, read_case())
        try:
            made = "".join(shown(name, paint(view, *size)) for name, view in walk(played))
        finally:
            played.stop()
    if os.environ.get("RENEW_SNAPSHOTS"):
        STORED.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8")
    assert file.exists()
    before = file.read_text(encoding="utf-8").split("\n")
    for number, (old, new) in enumerate(zip(before, made.split("\n"), strict=False), start=1):
        assert new == old, f"{file.name}, line {number}"
    assert len(before) == len(made.split("\n"))
