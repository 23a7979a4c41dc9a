"""Looking at this computer before the day: can it hold a workshop, and can phones reach it?"""

from __future__ import annotations

import os
import platform
import shutil
import socket
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from prompts.words import Words
from workshop.addresses import list_addresses
from workshop.folders import Folders

LEAST_FREE_MB = 200
SLOW_SYNC_MS = 20.0
SMALLEST_TERMINAL = (80, 24)
_SYNCED = ("onedrive", "dropbox", "icloud", "mobile documents", "google drive", "googledrive", "nextcloud")
_NETWORK_FILE_SYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ncpfs"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `fine` is False where somebody should look at it."""

    topic: str
    text: str
    fine: bool = True


def examine(folders: Folders, port: int, words: Words) -> tuple[Finding, ...]:
    """Everything that can be found out in a few seconds without a phone."""
    return tuple(_findings(folders, port, words))


def _findings(folders: Folders, port: int, words: Words) -> Iterator[Finding]:
    yield Finding(words("doctor.system"), f"{platform.system()} {platform.release()} · {platform.machine()}")
    yield Finding(words("doctor.python"), platform.python_version(), sys.version_info >= (3, 11))
    yield Finding(words("doctor.sqlite"), sqlite3.sqlite_version)
    yield _folder(folders.sessions, words)
    yield _free_space(folders.sessions, words)
    yield _sync_time(words)
    yield _port(port, words)
    yield from _addresses(words)
    yield _terminal(words)
    encoding = (sys.stdout.encoding or "?").lower()
    yield Finding(words("doctor.encoding"), encoding, encoding.replace("-", "") == "utf8")
    yield Finding(words("doctor.clock"), datetime.now().astimezone().isoformat(timespec="seconds"))


def _folder(folder: Path, words: Words) -> Finding:
    topic = words("doctor.folder")
    if any(part in str(folder).casefold() for part in _SYNCED):
        return Finding(topic, words("doctor.synced-folder", folder=folder), fine=False)
    if is_network_folder(folder):
        return Finding(topic, words("doctor.network-folder", folder=folder), fine=False)
    return Finding(topic, str(folder))


def is_network_folder(folder: Path) -> bool:
    """Whether `folder` is on a drive of another computer, as far as the system tells."""
    if str(folder).startswith(("\\\\", "//")):
        return True
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return False
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, mount, file_system, *_ = line.split(" ")
        if str(folder).startswith(mount) and len(mount) >= len(best):
            best, kind = mount, file_system
    return kind in _NETWORK_FILE_SYSTEMS


def existing_part(folder: Path) -> Path:
    """The deepest folder on the way to `folder` that exists."""
    return next(part for part in (folder, *folder.parents) if part.exists())


def _free_space(folder: Path, words: Words) -> Finding:
    megabytes = shutil.disk_usage(existing_part(folder)).free // 1_000_000
    enough = megabytes >= LEAST_FREE_MB
    return Finding(
        words("doctor.free"),
        words("doctor.megabytes" if enough else "doctor.little-space", n=megabytes),
        enough,
    )


def _sync_time(words: Words) -> Finding:
    times = []
    with tempfile.TemporaryFile() as file:
        for _ in range(20):
            file.write(b"x" * 4096)
            file.flush()
            started = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - started) * 1000)
    median = statistics.median(times)
    fine = median <= SLOW_SYNC_MS
    key = "doctor.milliseconds" if fine else "doctor.slow-disk"
    return Finding(words("doctor.sync"), words(key, n=f"{median:.1f}".replace(".", ",")), fine)


def _port(port: int, words: Words) -> Finding:
    with socket.socket() as probe:
        try:
            probe.bind(("", port))
        except OSError:
            return Finding(words("doctor.port"), words("doctor.port-taken", port=port), fine=False)
    return Finding(words("doctor.port"), words("doctor.port-free", port=port))


def _addresses(words: Words) -> Iterator[Finding]:
    topic = words("doctor.addresses")
    reachable = [address for address in list_addresses() if not address.ip.startswith("127.")]
    if not reachable:
        yield Finding(topic, words("doctor.no-address"), fine=False)
    for address in reachable:
        yield Finding(topic, f"{address.ip} ({address.interface})")


def _terminal(words: Words) -> Finding:
    topic = words("doctor.terminal")
    if not sys.stdout.isatty():
        return Finding(topic, words("doctor.terminal-none"))
    columns, rows = shutil.get_terminal_size()
    fine = columns >= SMALLEST_TERMINAL[0] and rows >= SMALLEST_TERMINAL[1]
    key = "doctor.terminal-size" if fine else "doctor.terminal-small"
    return Finding(topic, words(key, columns=columns, rows=rows), fine)
