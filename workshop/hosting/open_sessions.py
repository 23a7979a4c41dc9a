"""The composition root: makes and opens workshops out of their parts.

Everything that has to be decided once (the clock, the randomness, the folders) is decided here
and handed in; tests build the same things with their own.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from prompts.language.words import DEFAULT_LANGUAGE, load_words
from prompts.methods.loading import DEFAULT_METHOD, load_method
from prompts.methods.model import Method
from sessions.clock import Clock, SteadyClock, local_day
from sessions.command_answers import CommandWarning
from sessions.commands import ResumeClock
from sessions.files.file_names import free_name, slug_of
from sessions.files.private_files import make_folder, make_private
from sessions.model import MethodCopy, Row, ScheduledActivity, Workshop
from sessions.room.room import Room
from sessions.rules.meeting.creation import NewWorkshop, first_rows
from sessions.storage.copies.outdated_copies import leave_no_outdated_snapshot
from sessions.storage.copies.snapshots import linked_folder
from sessions.storage.lock import SessionLock
from sessions.storage.session_file import FolderRefusedError, StorageError, peek
from sessions.storage.store import SessionStore
from workshop.live.live_workshop import LiveWorkshop
from workshop.live.method_files import find_method_of
from workshop.live.secrets import new_access, new_id
from workshop.machine.folders import PRACTICE, SESSIONS
from workshop.machine.python_fixes import remarks_on_python
from workshop.machine.storage_location import Space, refuse_network, remarks_on

PUT_BACK_SHOWN = timedelta(minutes=2)

log = logging.getLogger(__name__)
_closing = threading.RLock()
_open: list[OpenSession] = []
"""What this process has open. However the process ends, it is closed first (`close_all`)."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that this process has open: its lock, its running room, and the loop's view of it."""

    path: Path
    lock: SessionLock
    room: Room
    live: LiveWorkshop
    method: Method
    clock: Clock
    used_port: int
    space: Space
    store: SessionStore
    warnings: tuple[CommandWarning, ...] = ()
    """What the facilitator should know about the file and its folder."""

    @property
    def alarm(self) -> CommandWarning | None:
        """What must be in sight as long as it lasts: a disk almost full, a file that somebody has moved."""
        if self.space.is_little:
            return CommandWarning("almost-full", (("n", self.space.free_mb),))
        back = self.store.put_back_at
        if back is not None and self.clock.now() - back < PUT_BACK_SHOWN:
            return CommandWarning("put-back")
        return None

    def close(self) -> None:
        """Finish what waits and give the file back. Safe to call twice."""
        self.room.stop()
        with contextlib.suppress(StorageError):
            leave_no_outdated_snapshot(self.path, self.clock.now())
        with _closing:
            self.lock.release(self.clock.now())
            _open[:] = [session for session in _open if session is not self]

    def keep_alive(self) -> None:
        """Note in the lock that this process is alive; see that the file is where it was and has room."""
        self.space.look()
        self.lock.touch(self.clock.now())
        self.room.look_after_file()


def create_session(
    sessions: Path,
    wish: NewWorkshop,
    method: Method | None = None,
    clock: Clock | None = None,
    sheet: tuple[ScheduledActivity, ...] = (),
    files: str = "",
) -> Path:
    """Make the file of a new workshop and return its path.

    Two workshops with one title on one day get `-2` at the end. A `sheet` takes the place of the method's
    own run sheet; `files` is the copy to keep of a method that is not shipped. Raises the `Refused` that the
    wish deserves, NetworkFolderError, or StorageError.
    """
    refuse_network(sessions / "new")
    method = method or load_method(DEFAULT_METHOD, wish.language or DEFAULT_LANGUAGE)
    now = (clock or SteadyClock()).now()
    rows = first_rows(wish, method, new_access(), now, new_id)
    if sheet:
        rows = (*(row for row in rows if not isinstance(row, ScheduledActivity)), *sheet)
    if files:
        rows = (*rows, MethodCopy(method.key, files))
    workshop = rows[0]
    assert isinstance(workshop, Workshop)  # noqa: S101 - tells the type checker what first_rows promises
    return session_of_rows(sessions, rows, workshop.title, workshop.date or local_day(now))


def session_of_rows(sessions: Path, rows: tuple[Row, ...], title: str, day: date) -> Path:
    """Make the file of a workshop that begins with `rows`. Raises NetworkFolderError, StorageError."""
    refuse_network(sessions / "new")
    wanted = f"{day}_{slug_of(title)}"
    try:
        make_folder(sessions)
        make_private(sessions)
    except OSError as problem:
        raise FolderRefusedError(sessions) from problem
    while True:
        name = free_name(wanted, lambda taken: (sessions / f"{taken}.db").exists())
        path = sessions / f"{name}.db"
        try:
            SessionStore(path).create(rows)
        except FileExistsError:
            continue
        except OSError as problem:
            raise StorageError(path) from problem
        return path


def open_session(path: Path, clock: Clock | None = None, ids: Callable[[], str] = new_id) -> OpenSession:
    """Lock, check and start a workshop where it was left; new rows are called by `ids`.

    Raises LockedError, MissingFileError, DamagedFileError, NewerFileError, NetworkFolderError,
    StorageError, or a MethodError where its method file cannot be read.
    """
    steady = clock or SteadyClock()
    path = path.resolve()  # by whatever name it is opened, there is one lock beside the real file
    shown = peek(path)
    refuse_network(path)
    if path.parent.name in (SESSIONS, PRACTICE):
        make_private(path.parent)
    found = find_method_of(path, shown.method, shown.language)
    method = found.method
    lock = SessionLock(path)
    lock.acquire(steady.now())
    store = SessionStore(path)
    room = Room(store, method, steady, ids)
    try:
        room.start()
        if lock.left_at is not None:
            room.submit(ResumeClock(lock.left_at)).result()
    except BaseException:
        room.stop()
        lock.release()
        raise
    live = LiveWorkshop(room, method, load_words(shown.language))
    of_method = () if found.remark is None else (found.remark,)
    warnings = (*_odd(store), *of_method, *remarks_on(path.parent), *_linked(path), *remarks_on_python())
    space = Space(path.parent)
    session = OpenSession(path, lock, room, live, method, steady, shown.port, space, store, warnings)
    with _closing:
        _open.append(session)
    return session


@atexit.register
def close_all() -> None:
    """Close what is still open: a signal or a hang-up may end whoever was to do it in the middle."""
    for session in tuple(_open):
        try:
            session.close()
        except Exception:
            log.exception("a workshop could not be closed")


@contextlib.contextmanager
def opened(path: Path, clock: Clock | None = None) -> Iterator[OpenSession]:
    """`open_session` for a `with` statement."""
    session = open_session(path, clock)
    try:
        yield session
    finally:
        session.close()


def _linked(path: Path) -> tuple[CommandWarning, ...]:
    link = linked_folder(path)
    return (CommandWarning("linked-snapshots", (("folder", link),)),) if link is not None else ()


def _odd(store: SessionStore) -> tuple[CommandWarning, ...]:
    """Rows that are not what the journal says: nobody but the facilitator can tell which is right."""
    return (CommandWarning("odd-rows", (("n", len(store.odd_rows)),)),) if store.odd_rows else ()
