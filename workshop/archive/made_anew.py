"""Makes a session file anew of chosen rows: neither its journal nor its free pages remember the others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sessions.files.atomic_files import replace_file, while_held
from sessions.model import Row
from sessions.state import State
from sessions.storage.file_reading import read_state
from sessions.storage.lock import SessionLock
from sessions.storage.session_file import StorageError
from sessions.storage.store import SessionStore
from workshop.archive.purge import belongings, clear_log, folders_of_copies, forget_in_lists
from workshop.hosting.open_sessions import opened

_ENDING = ".anew"


def make_anew(
    session: Path, log: Path, chosen: Callable[[State], Iterable[Row]], mirror: Path | None = None
) -> int:
    """Keep only the rows that `chosen` gives, and return how many copies of the file were deleted.

    What the overview and the list of workshops keep of it is forgotten too. The file stays whole until the
    new one has been written and read back. Raises LockedError if it is open, StorageError, MethodError, and
    what `chosen` raises.
    """
    with opened(session):
        pass  # brings an older file up to date and folds what waits beside it into it
    lock = SessionLock(session)
    lock.acquire(datetime.now(UTC))
    made = session.with_name(f"{session.name}{_ENDING}")
    try:
        made.unlink(missing_ok=True)
        SessionStore(made).create(tuple(chosen(read_state(session))))
        folders = folders_of_copies(session, mirror)
        gone = [file for file in belongings(session, mirror) if file not in (session, lock.path, made)]
        for file in gone:
            while_held(partial(file.unlink, missing_ok=True))
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        replace_file(made, session)
        forget_in_lists(session)
        clear_log(log, session)
    except OSError as problem:
        raise StorageError(session) from problem
    finally:
        made.unlink(missing_ok=True)
        lock.release(datetime.now(UTC))
    return len(gone)
