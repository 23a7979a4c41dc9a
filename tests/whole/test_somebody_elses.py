"""A workshop in a folder that another user of the computer keeps to themselves."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sessions.rules.meeting.creation import NewWorkshop
from workshop.cli.exit_codes import STORAGE
from workshop.cli.main import run_command
from workshop.hosting.open_sessions import create_session

NOBODY = 65534


@contextlib.contextmanager
def kept_to_others(folder: Path) -> Iterator[None]:
    """The folder as somebody else sees it; root sees everything, and becomes nobody."""
    user = os.geteuid()
    folder.chmod(0)
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
        folder.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps folders apart in another way")
@pytest.mark.parametrize("command", ["screen", "run", "stop"])
def test_a_folder_of_somebody_else_is_said_in_a_sentence(tmp_path, monkeypatch, capsys, command) -> None:
    monkeypatch.setenv("WORKSHOP_DATA_DIR", str(tmp_path / "data"))
    path = create_session(tmp_path / "data" / "sessions", NewWorkshop("Lederdag"))
    run_command([command, str(path)])  # loads what it needs
    before = path.read_bytes()
    capsys.readouterr()
    with kept_to_others(tmp_path / "data"):
        code = run_command([command, str(path)])
    said = capsys.readouterr().err
    assert code == STORAGE
    assert "kan ikke læses eller skrives" in said
    assert "Intet er ændret" in said
    assert str(tmp_path) in said
    assert path.read_bytes() == before
