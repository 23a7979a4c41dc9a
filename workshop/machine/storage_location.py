"""The kind of storage behind a folder: local disk, network drive, cloud-synced folder, or memory.

SQLite's write-ahead log needs shared memory, which network drives do not support; and cloud sync
copies the file and its log at different moments.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath

from sessions.command_answers import CommandWarning
from sessions.storage.session_file import StorageError

ENOUGH_MB = 200
"""Free space wanted at the start of a workshop: for its file, ten snapshots, the minutes."""
LITTLE_MB = 100
"""Below this the facilitator sees a permanent warning."""

_SYNCED = re.compile(
    r"onedrive|dropbox|icloud|mobile documents|cloudstorage|google ?drive|nextcloud|owncloud|box sync|pcloud",
    re.IGNORECASE,
)
_ONEDRIVE_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "ncpfs", "afs"}
    | {"fuse.davfs2", "fuse.sshfs", "fuse.rclone"}
)
_MEMORY = frozenset({"tmpfs", "ramfs"})
_REMOTE_DRIVE = 4
_MOUNT_SECONDS = 1.0


class Ground(Enum):
    """The kind of storage behind a folder."""

    DISK = "disk"
    NETWORK = "network-folder"
    SYNCED = "synced-folder"
    MEMORY = "memory-folder"


class NetworkFolderError(StorageError):
    """A workshop cannot be stored on a network drive: two computers could write to it unnoticed."""

    code = "network-folder"


@dataclass(frozen=True, slots=True)
class Mount:
    """A mount point and the type of its file system."""

    folder: PurePath
    kind: str


def ground_of(folder: Path) -> Ground:
    """The storage behind `folder`, as far as the system reports it; it need not exist yet."""
    real = existing_part(folder).resolve()
    if is_on_network_drive(real):
        return Ground.NETWORK
    if is_synced(folder, os.environ) or is_synced(real, os.environ):
        return Ground.SYNCED
    return Ground.MEMORY if file_system_of(real, mounts()) in _MEMORY else Ground.DISK


def refuse_network(session: Path) -> None:
    """Raise NetworkFolderError if the folder of `session` is on a network drive."""
    if ground_of(session.parent) is Ground.NETWORK:
        raise NetworkFolderError(session)


def is_on_network_drive(folder: Path) -> bool:
    """Whether `folder` is on a network drive."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        return _windows_drive_type(folder) == _REMOTE_DRIVE
    return file_system_of(folder, mounts()) in _NETWORK


def is_synced(folder: Path, environment: Mapping[str, str]) -> bool:
    """Whether `folder` is synced to a cloud, judging by its name or the sync program's own settings."""
    if any(_SYNCED.search(part) for part in folder.parts):
        return True
    given = (environment.get(name) for name in _ONEDRIVE_VARIABLES)
    return any(folder.is_relative_to(root) for root in given if root)


def file_system_of(folder: PurePath, known: tuple[Mount, ...]) -> str:
    """The type of file system that `folder` is on; empty if unknown."""
    around = [mount for mount in known if folder.is_relative_to(mount.folder)]
    # The last one listed covers what was mounted there before.
    deepest = max(enumerate(around), key=lambda each: (len(each[1].folder.parts), each[0]), default=None)
    return deepest[1].kind if deepest else ""


def mounts() -> tuple[Mount, ...]:
    """The mount points; none on systems without a supported way to list them."""
    table = Path("/proc/self/mounts")
    if table.exists():
        return linux_mounts(table.read_text(encoding="utf-8", errors="replace"))
    if sys.platform == "darwin":
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            listed = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=_MOUNT_SECONDS, check=False
            )
            return macos_mounts(listed.stdout)
    return ()


def linux_mounts(table: str) -> tuple[Mount, ...]:
    r"""Parse `/proc/self/mounts`, where a space in a name is written as `\040`."""
    rows = (line.split(" ") for line in table.splitlines())
    return tuple(Mount(PurePath(_unescaped(row[1])), row[2]) for row in rows if len(row) > 2)


def macos_mounts(listed: str) -> tuple[Mount, ...]:
    """Parse the output of `mount`: `//anna@server/share on /Volumes/share (smbfs, nodev)`."""
    found = re.findall(r"(?m)^.+? on (/.*) \((\w+)[,)]", listed)
    return tuple(Mount(PurePath(folder), kind) for folder, kind in found)


def free_megabytes(folder: Path) -> int | None:
    """The free space where `folder` is or will be, in megabytes; None if unknown."""
    try:
        return shutil.disk_usage(existing_part(folder)).free // 1_000_000
    except OSError:
        return None


def existing_part(folder: Path) -> Path:
    """The nearest existing ancestor of `folder`, or `folder` itself."""
    absolute = folder.absolute()
    return next((part for part in (absolute, *absolute.parents) if part.exists()), absolute)


def _unescaped(name: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), name)


def _windows_drive_type(folder: Path) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\"))


class Space:
    """The free space for a workshop, checked at intervals by its heartbeat."""

    def __init__(self, folder: Path) -> None:
        """Check once."""
        self._folder = folder
        self.free_mb: int | None = None
        self.look()

    def look(self) -> None:
        """Check how much is free now."""
        self.free_mb = free_megabytes(self._folder)

    @property
    def is_little(self) -> bool:
        """Whether the disk is nearly full."""
        return self.free_mb is not None and self.free_mb < LITTLE_MB


def remarks_on(folder: Path) -> tuple[CommandWarning, ...]:
    """What to know about storing a workshop in `folder`, before it begins."""
    ground, free = ground_of(folder), free_megabytes(folder)
    found = [CommandWarning(ground.value, (("folder", folder),))] if ground in _WORTH_SAYING else []
    if free is not None and free < ENOUGH_MB:
        found.append(CommandWarning("little-space", (("n", free),)))
    return tuple(found)


_WORTH_SAYING = (Ground.SYNCED, Ground.MEMORY)
