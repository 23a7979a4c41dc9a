"""`workshop import` makes the same workshop again of what `workshop export` wrote."""

from __future__ import annotations

import json
from pathlib import Path

from command_line import workshop

from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session


def exported(folder: Path, out: Path, name: str) -> dict:
    code, _, complained = workshop(folder, "export", name, "--format", "json", "--out", str(out))
    assert code == 0, complained
    (file,) = out.rglob("*.json")
    return json.loads(file.read_text(encoding="utf-8"))


def test_what_was_exported_comes_back_with_its_title_and_group(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    create_session(here / "sessions", NewWorkshop("Lederdag", organisation="Byen", group_name="Nord"))
    before = exported(here, tmp_path / "out", "lederdag")
    (file,) = (tmp_path / "out").rglob("*.json")
    code, said, complained = workshop(there, "import", str(file))
    assert code == 0, complained
    assert "_lederdag" in said
    again = exported(there, tmp_path / "again", "lederdag")
    assert {key: again[key] for key in ("title", "group", "organisation") if key in again} == {
        key: before[key] for key in ("title", "group", "organisation") if key in before
    }


def test_a_file_that_is_none_is_said_and_makes_nothing(tmp_path: Path) -> None:
    code, _, complained = workshop(tmp_path, "import", str(tmp_path / "gone.json"))
    assert code == 2
    assert "gone.json" in complained
    assert not list(tmp_path.rglob("*.db"))
