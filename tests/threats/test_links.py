"""Links in the place of copies and locks: nothing is written, deleted or opened twice through them."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import workshop as command

from prompts.language.words import load_words
from sessions.commands import ParkItem
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.copies.snapshots import KEPT, take_snapshot
from sessions.storage.mirror import KEPT as KEPT_IN_MIRROR
from sessions.storage.mirror import mirror_session
from sessions.storage.session_file import StorageError
from workshop.hosting.open_sessions import create_session, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links are made otherwise on Windows")

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return create_session(tmp_path / "data" / "sessions", NewWorkshop("Prøve"))


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A folder of somebody's own, with more files named as ours are than are kept of ours."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(KEPT + KEPT_IN_MIRROR):
        (folder / f"{number}.db").write_text("mit brev", encoding="utf-8")
    (folder / "x.unfinished").write_text("mit brev", encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


@pytest.fixture(params=["all", "its own"])
def linked(request, path: Path, letters: Path) -> Path:
    """The folder of all snapshots, or that of this workshop, leads to the letters."""
    folder = path.parent / "snapshots"
    if request.param == "all":
        (letters / path.stem).mkdir()
        for file in [each for each in letters.iterdir() if each.is_file()]:
            file.rename(letters / path.stem / file.name)
        folder.symlink_to(letters)
        return letters / path.stem
    folder.mkdir()
    (folder / path.stem).symlink_to(letters)
    return letters


def test_snapshots_are_neither_written_nor_deleted_through_a_link(path: Path, linked: Path) -> None:
    before = contents(linked)
    with opened(path) as session:
        (warning,) = (each for each in session.warnings if each.key == "linked-snapshots")
        assert "snapshots" in load_words()(f"warned.{warning.key}", **dict(warning.fields))
        session.room.submit(ParkItem("noget")).result()
        with pytest.raises(StorageError) as told:
            take_snapshot(path, NOW)
        assert "link" in told.value.sentence()
    assert contents(linked) == before


def test_a_purge_deletes_nothing_where_a_link_leads(path: Path, linked: Path, tmp_path: Path) -> None:
    before = contents(linked)
    assert command(tmp_path / "data", "purge", path.stem, "--yes")[0] == 0
    assert not path.exists()
    assert contents(linked) == before


def test_copies_in_a_second_place_go_through_no_link(path: Path, letters: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / path.stem).symlink_to(letters)
    before = contents(letters)
    with pytest.raises(StorageError):
        mirror_session(path, stick, NOW)
    assert command(tmp_path / "data", "purge", path.stem, "--yes", "--mirror", str(stick))[0] == 0
    assert contents(letters) == before


@pytest.mark.parametrize("how", ["deleted lock", "second name"])
def test_row_33_an_open_workshop_is_nobody_elses_by_another_name_or_without_its_lock(
    path: Path, tmp_path: Path, how: str
) -> None:
    with opened(path) as session:
        name = path.stem
        if how == "deleted lock":
            session.lock.path.unlink()
        else:
            name = "again"
            os.link(path, path.with_name("again.db"))
        code, _, err = command(tmp_path / "data", "purge", name, "--yes")
        assert code == 3
        assert str(os.getpid()) in err
        session.room.submit(ParkItem("noget")).result()
    assert path.exists()
