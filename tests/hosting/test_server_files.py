"""The files of docs/hosting: what the system accepts, and what the copies for a replica do."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hosted import hosted, texts
from waiting import until

from sessions.storage.store import read_state

FILES = Path(__file__).parents[2] / "docs" / "hosting"
GUIDE = FILES.parent / "hosting.md"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("unit", ["tre-skridt@.service", "tre-skridt-copy.service"])
def test_systemd_takes_the_unit(tmp_path: Path, unit: str) -> None:
    text = (FILES / unit).read_text("utf-8")
    program = (
        next(line for line in text.splitlines() if line.startswith("ExecStart=")).split("=")[1].split()[0]
    )
    (tmp_path / unit).write_text(text.replace(program, shutil.which("true")), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / unit)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_guide_names_every_file() -> None:
    guide = GUIDE.read_text("utf-8")
    assert [file.name for file in FILES.iterdir() if f"(hosting/{file.name})" not in guide] == []


@pytest.mark.wide
@pytest.mark.skipif(sys.platform == "win32", reason="servers with these files run Linux")
@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="sqlite3 is not installed")
async def test_copies_hold_what_was_answered_and_disturb_nothing(tmp_path: Path) -> None:
    async with hosted(tmp_path / "sessions") as (face, phone):
        await phone.send("/api/cards", {"text": "Før"})
        copy = tmp_path / "copies" / face.path.name
        with copied(face.path.parent, copy.parent):
            await until(lambda: cards_in(copy) == ["Før"])
            await phone.send("/api/cards", {"text": "Efter"})
            await until(lambda: cards_in(copy) == ["Før", "Efter"])
            await asyncio.sleep(3)  # the host looks at its file every two seconds
        assert face.alarm is None
        assert texts(face.live) == ["Før", "Efter"]
        assert [file.name for file in (tmp_path / "sessions").glob("*corrupt*")] == []


@contextlib.contextmanager
def copied(sessions: Path, copies: Path) -> Iterator[None]:
    """The script copies as long as this lasts, and complains of nothing."""
    command = ["sh", str(FILES / "copy-sessions"), str(sessions), str(copies)]
    pace = {"TRE_SKRIDT_COPY_SECONDS": "0.2"}
    with subprocess.Popen(command, env=os.environ | pace, stderr=subprocess.PIPE) as copying:
        try:
            yield
        finally:
            copying.kill()
        assert copying.stderr.read() == b""


def cards_in(copy: Path) -> list[str]:
    """The cards in a copy; none while there is no whole one."""
    try:
        return [card.text for card in read_state(copy).cards]
    except Exception:
        return []
