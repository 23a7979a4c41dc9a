"""Rehearsals and demos live apart from workshops that a group has held."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompts.language.words import load_words
from workshop.channel.network_options import NetworkOptions
from workshop.cli.main import run_command
from workshop.hosting.session_listing import find_session, list_sessions
from workshop.launch.home_services import DEMO, REHEARSAL, Home
from workshop.machine.folders import find_folders


@pytest.fixture
def folders(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("WORKSHOP_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("WORKSHOP_EXPORT_DIR", str(tmp_path / "out"))
    return find_folders()


@pytest.mark.wide(short=1)
@pytest.mark.parametrize("key", [DEMO, REHEARSAL])
async def test_what_is_tried_at_home_is_in_no_list(folders, key: str) -> None:
    home = Home(folders, NetworkOptions("127.0.0.1", 0), load_words(), 0.0)
    path = await home.start_extra(key)
    assert path.parent == folders.practice
    assert home.list_sessions() == ()
    opened = await home.open(path)
    try:
        written = await opened.write_minutes()
        assert all(file.is_relative_to(folders.practice_exports) for file in written)
        assert not any(folders.exports.glob("2*"))
    finally:
        await opened.close()


@pytest.mark.wide
def test_a_demo_is_in_neither_list_nor_overview_and_found_and_purged_by_name(folders, capsys) -> None:
    assert run_command(["demo", "--headless", "--bind", "127.0.0.1"]) == 0
    (listing,) = list_sessions(folders.practice)
    assert any(folders.practice_exports.rglob("*.docx"))
    capsys.readouterr()
    for command in ("list", "overview"):
        run_command([command])
        assert listing.title not in capsys.readouterr().out
    assert find_session(folders.sessions, listing.path.stem) == listing.path
    assert run_command(["purge", listing.path.stem, "--yes"]) == 0
    assert not listing.path.exists()


@pytest.mark.wide
def test_where_somebody_says_where_the_minutes_go_they_go_there(folders, tmp_path: Path) -> None:
    out = tmp_path / "here"
    assert run_command(["demo", "--headless", "--bind", "127.0.0.1", "--out", str(out)]) == 0
    assert any(out.glob("*/*.docx"))
    assert not folders.exports.exists()
