"""The cockpit in every state, compared with the text that was looked at.

To renew, after looking at what differs (tests/tools/look_at_cockpit.py draws all of them):

    RENEW_SNAPSHOTS=1 python -m pytest -m "long or not long" tests/terminal/cockpit/test_snapshots.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pictures.cockpit import walk
from pictures.scenes import danish_time
from pictures.versions import skip_elsewhere

STORED = Path(__file__).parent / "stored"
RENEW = bool(os.environ.get("RENEW_SNAPSHOTS"))
SIZES = (
    (100, 30),
    pytest.param((80, 24), marks=pytest.mark.long),
    pytest.param((120, 30), marks=pytest.mark.long),
    pytest.param((200, 50), marks=pytest.mark.long),
)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("size", SIZES)
async def test_every_state_looks_as_it_did(tmp_path: Path, size: tuple[int, int]) -> None:
    if not RENEW:
        skip_elsewhere()
    file, made = STORED / f"{size[0]}x{size[1]}.txt", ""
    with danish_time():
        async for name, stage in walk(tmp_path, size):
            made += f"=== {name} {stage.colours()}\n{stage.text()}\n"
    if RENEW:
        STORED.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8")
    assert file.exists()
    before, after = file.read_text(encoding="utf-8").split("\n"), made.split("\n")
    for number, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        assert new == old, f"{file.name}, line {number}"
    assert len(before) == len(after)
