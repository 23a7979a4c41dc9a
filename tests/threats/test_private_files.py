"""Only the owner reads what a workshop leaves on the disk, whatever the umask says."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from command_line import workshop as command

from sessions.commands import ParkItem
from sessions.rules.meeting.creation import NewWorkshop
from sessions.storage.copies.rescue import rescue
from sessions.storage.copies.snapshots import snapshot_folder, take_snapshot
from workshop.facilitating.first_keys import FirstKeys
from workshop.hosting.open_sessions import create_session, opened
from workshop.machine.logs import LOG_FILE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps profiles apart")


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=lambda mask: f"umask-{mask:03o}")
def umask(request):
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def everything(folder: Path) -> list[Path]:
    return [folder, *folder.rglob("*")]


def open_to_others(paths: list[Path]) -> list[str]:
    return [f"{path} {path.stat().st_mode & 0o777:o}" for path in paths if path.stat().st_mode & 0o077]


def used(base: Path) -> tuple[Path, list[Path]]:
    """A data folder with all a workshop leaves, and what is there only while it is open."""
    sessions = base / "data" / "sessions"
    path = create_session(sessions, NewWorkshop("Prøve"))
    with opened(path) as session:
        session.room.submit(ParkItem("noget")).result()
        take_snapshot(path, datetime.now(UTC))
        # A file cut under an open workshop: kept aside, and written anew.
        os.truncate(path, 2_000)
        session.room.submit(ParkItem("mere")).result()
        while_open = open_to_others(everything(sessions))
    rescue(path, datetime.now(UTC))
    assert command(base / "data", "export", "--out", str(base / "out" / "deep"))[0] == 0
    return path, while_open


@pytest.mark.wide(short=1)
def test_what_a_workshop_leaves_is_the_owners_alone(tmp_path: Path, umask: int) -> None:
    path, while_open = used(tmp_path)
    assert while_open == []
    assert snapshot_folder(path).is_dir()
    assert len(list(path.parent.glob("*.corrupt-*"))) > 1
    assert open_to_others(everything(tmp_path / "data" / "sessions")) == []
    assert open_to_others(everything(tmp_path / "out")) == []
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_the_log_and_what_lies_beside_the_workshops_are_the_owners_alone(tmp_path: Path, umask: int) -> None:
    data = tmp_path / "data"
    log = data / "log"
    if umask != 0o077:
        log.mkdir(parents=True)
        (log / LOG_FILE).write_text("of an older version", encoding="utf-8")
    code = "from pathlib import Path; import logging, sys; from workshop.machine.logs import log_to_file\n"
    code += "log_to_file(Path(sys.argv[1])); [logging.error('line %d', n) for n in range(3)]"
    subprocess.run([sys.executable, "-c", code, str(log)], check=True)
    FirstKeys(data).found()
    assert (log / LOG_FILE).stat().st_size > 0
    assert open_to_others(everything(log)) == []


def test_what_an_older_version_left_open_is_closed_when_it_is_opened(tmp_path: Path) -> None:
    path, _ = used(tmp_path)
    for each in everything(path.parent):
        each.chmod(0o755 if each.is_dir() else 0o644)
    with opened(path):
        left = open_to_others([path.parent, path, *everything(path.parent / "snapshots")])
    assert left == []


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="NOT TESTED: another user needs root"
)
def test_another_user_reads_none_of_it(tmp_path: Path) -> None:
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("NOT TESTED: another user needs setpriv")
    before = os.umask(0o022)
    try:
        # pytest's own folders are closed to others: what is tried must be reached.
        base = Path("/tmp") / f"others-{os.getpid()}"  # noqa: S108 - where everybody gets to
        base.mkdir(0o755)
        try:
            path, _ = used(base)
            files = [str(each) for each in everything(base) if each.is_file()]
            for file in [*files, str(path.parent), str(snapshot_folder(path))]:
                tried = subprocess.run(
                    [setpriv, "--reuid=65534", "--regid=65534", "--clear-groups", "head", "-c", "1", file],
                    capture_output=True,
                )
                assert tried.returncode != 0, file
                assert b"Permission denied" in tried.stderr
        finally:
            shutil.rmtree(base)
    finally:
        os.umask(before)
