"""Which of many workshops run is told from the notes that hosts leave, by whatever name a file is known."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from workshop.channel.host_notes import NOTE, file_of, hosted_among

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a host there is found by its port")


def hosts(session: Path) -> None:
    """Leave the note of a host that lives."""
    session.touch()
    file_of(session, NOTE).write_text(json.dumps({"pid": os.getpid()}), encoding="ascii")


def test_it_is_found_through_links_to_the_file_and_to_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    hosts(folder / "a.db")
    (folder / "b.db").touch()
    (folder / "linked.db").symlink_to(folder / "a.db")
    (folder / "circle.db").symlink_to(folder / "circle.db")
    (tmp_path / "elsewhere").symlink_to(folder, target_is_directory=True)
    names = ("a.db", "b.db", "linked.db", "circle.db")
    asked = [each / name for each in (folder, tmp_path / "elsewhere") for name in names]
    found = {f"{path.parent.name}/{path.name}" for path in hosted_among(asked)}
    assert found == {"sessions/a.db", "sessions/linked.db", "elsewhere/a.db", "elsewhere/linked.db"}


def test_the_folder_of_a_long_list_is_not_looked_up_for_each_file(tmp_path: Path, monkeypatch) -> None:
    hosts(tmp_path / "0.db")
    looks, lstat = [], os.lstat

    def noting(path: object, **named: object) -> os.stat_result:
        looks.append(path)
        return lstat(path, **named)

    monkeypatch.setattr(os, "lstat", noting)
    paths = [tmp_path / f"{number}.db" for number in range(200)]
    assert hosted_among(paths) == {tmp_path / "0.db"}
    assert len(looks) < 2 * len(paths)
