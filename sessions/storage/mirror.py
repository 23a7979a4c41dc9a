"""Copies of a session in a second place, such as a stick, from which another computer takes over.

Each session has a folder of its own there, with the newest copies in it. A copy is whole before it gets
its name, as a snapshot is.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sessions.clock import from_stamp
from sessions.files.atomic_files import sync_file, sync_folder
from sessions.files.private_files import is_link, make_folder, new_file
from sessions.storage.copies.forgetting_copies import tells_of
from sessions.storage.copies.outdated_copies import delete, outdated
from sessions.storage.copies.rescue import (
    CORRUPT,
    REPLACED,
    put_in_place,
    put_whole_in_place,
    unfinished_beside,
)
from sessions.storage.copies.snapshots import (
    NAMING,
    LinkedFolderError,
    make_copy,
    name_after_all,
    newest_good,
    own_snapshot_folder,
    snapshots,
)
from sessions.storage.session_file import (
    DamagedFileError,
    MissingFileError,
    StorageError,
    check_file,
    connect,
    storage_errors,
)

KEPT = 3


class MirrorAwayError(StorageError):
    """The second place is not there, or cannot be written to: a stick was pulled out."""

    code = "mirror-away"


class OtherSessionError(StorageError):
    """A session of the same name lies here that is not the one whose copy is to take its place."""

    code = "other-session"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What became of a session: `kept` is the name of the file that stood there, `stored` the last input."""

    kept: Path | None
    stored: datetime | None


@dataclass(frozen=True, slots=True)
class _Known:
    """Which workshop a file holds, and how far it has come."""

    made: str
    seq: int
    stored: datetime | None


def mirror_session(session: Path, mirror: Path, now: datetime) -> Path:
    """Copy the committed state of `session` to the folder `mirror` and return the copy's name there.

    Keeps the three newest, but none that says who wrote a text whose author has been forgotten, or that
    holds a text that has been withdrawn since. Raises MirrorAwayError, StorageError.
    """
    folder = mirror / session.stem
    try:
        here = own_snapshot_folder(session) / "mirror.unfinished"
    except OSError as problem:
        raise StorageError(session) from problem
    try:
        make_copy(session, here)
        if not mirror.is_dir():  # never made: that would fill the disk below where a stick was mounted
            raise MirrorAwayError(mirror)
        with _on(mirror):
            there = _put_there(here, folder, now)
            with NAMING, contextlib.closing(connect(session, read_only=True)) as database:
                if tells_of(there, database):
                    raise StorageError(session)
                target = there.with_suffix(".db")
                there.replace(target)
            with contextlib.suppress(OSError):  # some sticks cannot sync a folder
                sync_folder(folder)
            _forget(session, folder)
    except (OSError, sqlite3.Error) as problem:
        raise StorageError(session) from problem
    finally:
        with contextlib.suppress(OSError):
            here.unlink(missing_ok=True)
    return target


def mirrored(mirror: Path, wanted: str) -> tuple[str, ...]:
    """The names of the sessions that have a copy in `mirror` and may be meant by `wanted`.

    Raises MirrorAwayError.
    """
    with _on(mirror):
        names = sorted(folder.name for folder in mirror.iterdir() if any(folder.glob("*.db")))
    exact = tuple(name for name in names if name == wanted)
    return exact or tuple(name for name in names if wanted.casefold() in name.casefold())


def take_over(session: Path, mirror: Path, now: datetime) -> TakenOver | None:
    """Put the newest good copy in `mirror` in the place of `session`, if that is missing, damaged or behind.

    Where it is damaged, a snapshot beside it that has come farther is taken instead. Returns None if the
    session is as far as the copy. Raises MirrorAwayError, MissingFileError if there is no good copy,
    OtherSessionError, NewerFileError, StorageError; the session is then unchanged.
    """
    copies = _copies(mirror / session.stem)
    best = newest_good(copies)
    if best is None:
        raise MissingFileError(mirror / session.stem)
    found = _known(best)
    if not session.exists():
        return TakenOver(_installed(best, session, None, now), found.stored)
    try:
        check_file(session)
        known = _known(session)
    except DamagedFileError:
        local = newest_good(snapshots(session))
        if local is not None and _known(local).made == found.made and _known(local).seq > found.seq:
            best, found = local, _known(local)
        return TakenOver(_installed(best, session, CORRUPT, now), found.stored)
    if known.made != found.made:
        raise OtherSessionError(session)
    if known.seq >= found.seq:
        return None
    return TakenOver(_installed(best, session, REPLACED, now), found.stored)


def _put_there(here: Path, folder: Path, now: datetime) -> Path:
    if is_link(folder):
        raise LinkedFolderError(folder)
    make_folder(folder)
    there = folder / f"{name_after_all(folder, now)}.unfinished"
    for left in folder.glob("*.unfinished"):
        left.unlink()
    new_file(there)
    shutil.copyfile(here, there)
    sync_file(there)
    check_file(there)
    return there


def _forget(session: Path, folder: Path) -> None:
    earlier = _copies(folder)[1:]
    with contextlib.closing(connect(session, read_only=True)) as database:
        telling = [copy for copy in earlier if tells_of(copy, database)]
    delete(session, {*earlier[KEPT - 1 :], *outdated(session, earlier), *telling})


def _copies(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob("*.db"), reverse=True))


def _known(path: Path) -> _Known:
    with storage_errors(path), contextlib.closing(connect(path, read_only=True)) as database:
        made = database.execute("SELECT created_at FROM workshop").fetchone()
        seq, stored = database.execute("SELECT coalesce(max(seq), 0), max(at) FROM journal").fetchone()
    if made is None:
        raise DamagedFileError(path)
    return _Known(str(made[0]), int(seq), from_stamp(str(stored)))


def _installed(copy: Path, session: Path, why: str | None, now: datetime) -> Path | None:
    with storage_errors(session):
        unfinished = unfinished_beside(session)
        unfinished.unlink(missing_ok=True)
        new_file(unfinished)
        try:
            shutil.copyfile(copy, unfinished)
            if why is not None:
                return put_in_place(unfinished, session, why, now)
            check_file(unfinished)
            put_whole_in_place(unfinished, session)
            return None
        finally:
            unfinished.unlink(missing_ok=True)


@contextlib.contextmanager
def _on(mirror: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise MirrorAwayError(mirror) from problem
