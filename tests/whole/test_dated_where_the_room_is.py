"""A new workshop is held today, as the people in the room call it, whatever day it is in Greenwich."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from rooms import environment_of_children


@pytest.mark.wide(short=1)
@pytest.mark.skipif(sys.platform == "win32", reason="a time zone cannot be given to a process there")
@pytest.mark.parametrize("hours", [14, -11])
def test_a_new_workshop_has_the_local_date(tmp_path: Path, hours: int) -> None:
    """Of the two zones, one has another date than Greenwich at any time of the day."""
    zone = timezone(timedelta(hours=hours))
    environment = environment_of_children() | {"TZ": f"ROOM{-hours:+d}"}
    before = datetime.now(UTC).astimezone(zone).date()
    made = subprocess.run(
        [sys.executable, "-m", "workshop", "--data-dir", str(tmp_path), "new", "Prøve"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    after = datetime.now(UTC).astimezone(zone).date()
    (path,) = (tmp_path / "sessions").glob("*.db")
    assert path.stem in (f"{before}_proeve", f"{after}_proeve")
    assert path.stem in made.stdout
    listed = subprocess.run(
        [sys.executable, "-m", "workshop", "--data-dir", str(tmp_path), "list"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{after.day}" in listed.stdout
