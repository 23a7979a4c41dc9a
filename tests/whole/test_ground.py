"""What a workshop's folder stands on: refused, warned about, or fine, at the moment it is opened."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections import namedtuple
from pathlib import Path, PurePosixPath

import pytest
from rooms import FakeClock

from sessions.commands import OpenNext, ParkItem
from sessions.rules.meeting.creation import NewWorkshop
from workshop.channel.network_options import NetworkOptions
from workshop.cli.main import run_command
from workshop.hosting.host import Host
from workshop.hosting.open_sessions import create_session, open_session, opened
from workshop.launch.home_services import Home
from workshop.machine import storage_location as ground
from workshop.machine.storage_location import (
    Ground,
    Mount,
    NetworkFolderError,
    file_system_of,
    ground_of,
    is_synced,
)

Usage = namedtuple("Usage", "total used free")

LINUX = r"""
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
server:/home /home/anna nfs4 rw 0 0
//server/share /mnt/fælles\040drev cifs rw 0 0
/dev/sdb1 /mnt/fælles\040drev/lokal ext4 rw 0 0
""".strip()
MACOS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//anna@server/share on /Volumes/Share (1) (smbfs, nodev, nosuid, mounted by anna)
"""


@pytest.fixture
def mounted(monkeypatch, tmp_path):
    """Make the test's folder stand on a file system of a kind."""

    def mount(kind: str) -> None:
        monkeypatch.setattr(ground, "mounts", lambda: (Mount(PurePosixPath(tmp_path.resolve()), kind),))

    return mount


@pytest.fixture
def free(monkeypatch):
    """Make a disk have so many megabytes left."""

    def leave(megabytes: int) -> None:
        monkeypatch.setattr(ground.shutil, "disk_usage", lambda _: Usage(10**12, 0, megabytes * 1_000_000))

    return leave


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/run/x", "tmpfs"),
        ("/runfoo", "ext4"),
        ("/home/anna/workshops", "nfs4"),
        ("/home/annabel", "ext4"),
    ],
)
def test_a_folder_is_on_the_file_system_mounted_deepest_around_it(folder: str, kind: str) -> None:
    assert file_system_of(PurePosixPath(folder), ground.linux_mounts(LINUX)) == kind


def test_names_with_spaces_are_read_on_linux_and_on_macos() -> None:
    linux = ground.linux_mounts(LINUX)
    assert file_system_of(PurePosixPath("/mnt/fælles drev/a"), linux) == "cifs"
    assert file_system_of(PurePosixPath("/mnt/fælles drev/lokal/a"), linux) == "ext4"
    macos = ground.macos_mounts(MACOS)
    assert file_system_of(PurePosixPath("/Volumes/Share (1)/a"), macos) == "smbfs"
    assert file_system_of(PurePosixPath("/Users/anna"), macos) == "apfs"


@pytest.mark.parametrize(
    "folder",
    [
        "/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/W",
        "/Users/anna/Library/CloudStorage/Dropbox/W",
        "/home/anna/Nextcloud/W",
        "/home/anna/OneDrive - Eksempelby Kommune/W",
    ],
)
def test_a_synced_folder_is_known_by_its_name(folder: str) -> None:
    assert is_synced(Path(folder), {})
    assert not is_synced(Path("/home/anna/Workshops"), {})


def test_a_synced_folder_is_known_by_what_the_program_that_copies_says(tmp_path: Path) -> None:
    assert is_synced(tmp_path / "a", {"OneDriveCommercial": str(tmp_path)})
    assert not is_synced(tmp_path / "a", {"OneDriveCommercial": str(tmp_path / "b"), "OneDrive": ""})


def test_a_network_drive_is_refused_before_anything_is_made_or_opened(tmp_path, mounted) -> None:
    made = create_session(tmp_path, NewWorkshop("Lederdag"))
    mounted("nfs4")
    assert ground_of(tmp_path / "not yet" / "there") is Ground.NETWORK
    before = sorted(tmp_path.iterdir()), made.read_bytes()
    with pytest.raises(NetworkFolderError) as refusal:
        create_session(tmp_path / "more", NewWorkshop("Lederdag"))
    assert "--data-dir" in refusal.value.sentence()
    with pytest.raises(NetworkFolderError):
        open_session(made)
    assert (sorted(tmp_path.iterdir()), made.read_bytes()) == before


def test_a_network_drive_is_refused_on_the_command_line_with_a_sentence(tmp_path, mounted, capsys) -> None:
    mounted("cifs")
    assert run_command(["--data-dir", str(tmp_path), "new", "Lederdag"]) == 5
    assert "netværksdrev" in capsys.readouterr().err


async def notices(path: Path, folders) -> tuple[list[str], str]:
    """What is said when a workshop is opened; hosted in this process, where the disk is what a test says."""
    reach, ready = NetworkOptions("127.0.0.1", 0), asyncio.Event()
    hosting = asyncio.create_task(Host(path, reach, 20.0).run(lambda served: ready.set()))
    await asyncio.wait({hosting, asyncio.create_task(ready.wait())}, return_when=asyncio.FIRST_COMPLETED)
    session = await Home(folders, reach, _words()).open(path)
    try:
        return list(session.notices()), session.alarm()
    finally:
        await session.close()
        await hosting


def _words():
    from prompts.language.words import load_words

    return load_words()


def _folders(tmp_path):
    from workshop.machine.folders import Folders

    return Folders(tmp_path, tmp_path / "out", tmp_path / "log")


@pytest.mark.wide
async def test_a_folder_in_memory_and_a_synced_one_are_said_when_opened(tmp_path, mounted, free) -> None:
    free(5_000)
    mounted("ext4")
    path = create_session(tmp_path / "Dropbox", NewWorkshop("Lederdag"))
    said, alarm = await notices(path, _folders(tmp_path))
    assert len(said) == 1
    assert "sky" in said[0]
    assert alarm == ""
    mounted("tmpfs")
    plain = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    (said,), _ = await notices(plain, _folders(tmp_path))
    assert "hukommelse" in said


@pytest.mark.wide
async def test_little_space_is_said_at_the_start_and_kept_in_sight_when_there_is_almost_none(
    tmp_path, mounted, free
) -> None:
    mounted("ext4")
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    free(199)
    (said,), alarm = await notices(path, _folders(tmp_path))
    assert "199 MB" in said
    assert alarm == ""
    free(99)
    _, alarm = await notices(path, _folders(tmp_path))
    assert "99 MB" in alarm
    free(200)
    assert await notices(path, _folders(tmp_path)) == ([], "")


def test_a_disk_that_fills_up_meanwhile_is_noticed_and_so_is_room_again(tmp_path, free) -> None:
    free(5_000)
    path = create_session(tmp_path, NewWorkshop("Lederdag"))
    with opened(path) as session:
        for megabytes, little in ((5_000, False), (99, True), (150, False)):
            free(megabytes)
            session.keep_alive()
            assert session.space.is_little is little


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")
async def test_a_file_that_somebody_moved_is_put_back_and_said_for_a_while(tmp_path, mounted, free) -> None:
    mounted("ext4")
    free(5_000)
    clock = FakeClock()
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"), clock=clock)
    with opened(path, clock) as session:
        session.room.submit(OpenNext()).result()
        assert session.alarm is None
        path.rename(path.with_name("væk.db"))
        session.keep_alive()
        session.room.submit(ParkItem("et punkt")).result()
        assert path.is_file()
        assert session.alarm is not None
        assert "lagt tilbage" in _words()(f"warned.{session.alarm.key}")
        clock.move(minutes=3)
        assert session.alarm is None


@pytest.mark.wide
async def test_a_changed_byte_is_said_to_the_facilitator(tmp_path, mounted, free) -> None:
    mounted("ext4")
    free(5_000)
    path = create_session(tmp_path / "sessions", NewWorkshop("Lederdag"))
    with opened(path) as session:
        assert session.warnings == ()
        session.room.submit(OpenNext()).result()
        session.room.submit(ParkItem("et punkt")).result()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE parked_items SET text = 'et punks'")
    (said,), _ = await notices(path, _folders(tmp_path))
    assert "disken" in said


def test_a_new_workshop_says_on_the_command_line_what_its_folder_lacks(
    tmp_path, free, mounted, capsys
) -> None:
    mounted("ext4")
    free(150)
    assert run_command(["--data-dir", str(tmp_path), "new", "Lederdag"]) == 0
    assert "150 MB" in capsys.readouterr().err
