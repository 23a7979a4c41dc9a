"""SQLite is refused memory in the middle of its work: what was answered is stored, and the room goes on."""

import subprocess
import sys
from pathlib import Path

import pytest
from rooms import environment_of_children

from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.store import read_state
from workshop.hosting.open_sessions import create_session

CHILD = Path(__file__).parent.parent / "support" / "short_of_memory_child.py"


@pytest.mark.skipif(sys.platform == "win32", reason="Python's SQLite is a file of its own there")
@pytest.mark.parametrize("step", [9_001, pytest.param(97, marks=pytest.mark.long)])
def test_no_memory_is_no_damage_and_loses_nothing(tmp_path: Path, step: int) -> None:
    path = create_session(tmp_path, NewWorkshop("Prøve"))
    done = subprocess.run(
        [sys.executable, str(CHILD), str(path), "1", "120000", str(step)],
        env=environment_of_children(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *stored, last = done.stdout.splitlines()
    assert int(last.removeprefix("refused ")) > 0, "the limit was never met"
    texts = [item.text for item in read_state(path).parked_items]
    assert {line.removeprefix("stored ") for line in stored} <= set(texts)
    assert len(texts) == len(set(texts))
    assert not list(path.parent.glob("*.corrupt-*")) + list(path.parent.glob("*.replaced-*"))
