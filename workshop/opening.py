"""The composition root: makes, finds and opens workshops out of their parts.

Everything that has to be decided once (the clock, the randomness, the folders) is decided here
and handed in; tests build the same things with their own.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from prompts.loading import load_method
from prompts.model import Method
from prompts.words import DEFAULT_LANGUAGE, Words, load_words
from sessions.clock import Clock, SteadyClock, stamp
from sessions.commands import ResumeClock
from sessions.creation import NewWorkshop, first_rows
from sessions.lock import SessionLock
from sessions.model import Workshop
from sessions.naming import free_name, slug_of
from sessions.room import Room
from sessions.rules import Remark
from sessions.session_file import StorageError, peek
from sessions.store import SessionStore
from workshop.ground import Space, refuse_network, remarks_on
from workshop.identifiers import new_access, new_id
from workshop.live import LiveWorkshop
from workshop.load import Load
from workshop.measured import MeasuredRoom, MeasuredStore
from workshop.memory import give_large_blocks_back

DEFAULT_METHOD = "tre-skridt"
PUT_BACK_SHOWN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class SessionListing:
    """A session file as a list shows it. `problem` is a sentence where it cannot be read."""

    path: Path
    title: str
    date: str
    status: str
    participants: int
    modified: datetime
    problem: str = ""
    round: int = 1


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
    remarks: tuple[Remark, ...] = ()
    """What the facilitator should know about the file and its folder."""

    @property
    def alarm(self) -> Remark | None:
        """What must be in sight as long as it lasts: a disk almost full, a file that somebody has moved."""
        if self.space.is_little:
            return Remark("almost-full", (("n", self.space.free_mb),))
        back = self.store.put_back_at
        if back is not None and self.clock.now() - back < PUT_BACK_SHOWN:
            return Remark("put-back")
        return None

    def close(self) -> None:
        """Finish what waits and give the file back. Safe to call twice."""
        self.room.stop()
        self.lock.release(stamp(self.clock.now()))

    def keep_alive(self) -> None:
        """Note in the lock that this process is alive; see that the file is where it was and has room."""
        self.space.look()
        self.lock.touch(stamp(self.clock.now()))
        self.room.look_after_file()


def create_session(
    sessions: Path, wish: NewWorkshop, method: Method | None = None, clock: Clock | None = None
) -> Path:
    """Make the file of a new workshop and return its path.

    Two workshops with one title on one day get `-2` at the end. Raises the `Refused` that the
    wish deserves, NetworkFolderError, or StorageError.
    """
    refuse_network(sessions / "new")
    method = method or load_method(DEFAULT_METHOD, wish.language or DEFAULT_LANGUAGE)
    now = (clock or SteadyClock()).now()
    rows = first_rows(wish, method, new_access(), now, new_id)
    workshop = rows[0]
    assert isinstance(workshop, Workshop)  # noqa: S101 - tells the type checker what first_rows promises
    wanted = f"{workshop.date}_{slug_of(workshop.title)}"
    try:
        sessions.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise StorageError(sessions) from problem
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


def open_session(path: Path, clock: Clock | None = None, load: Load | None = None) -> OpenSession:
    """Lock, check and start a workshop where it was left; what it costs is measured where `load` is given.

    Raises LockedError, MissingFileError, DamagedFileError, NewerFileError, NetworkFolderError,
    StorageError, or a MethodError where its method file cannot be read.
    """
    give_large_blocks_back()
    steady = clock or SteadyClock()
    path = path.resolve()  # by whatever name it is opened, there is one lock beside the real file
    shown = peek(path)
    refuse_network(path)
    method = load_method(shown.method, shown.language)
    lock = SessionLock(path)
    lock.acquire(stamp(steady.now()))
    store = MeasuredStore(path, load) if load else SessionStore(path)
    room = MeasuredRoom(store, method, steady, new_id, load) if load else Room(store, method, steady, new_id)
    try:
        room.start()
        if lock.left_at:
            room.submit(ResumeClock(lock.left_at)).result()
    except BaseException:
        room.stop()
        lock.release()
        raise
    live = LiveWorkshop(room, method, load_words(shown.language))
    remarks = (*_odd(store), *remarks_on(path.parent))
    return OpenSession(path, lock, room, live, method, steady, shown.port, Space(path.parent), store, remarks)


def list_sessions(sessions: Path, words: Words | None = None) -> tuple[SessionListing, ...]:
    """All session files in the folder, the one worked on last first; what is wrong with one, in `words`."""
    if not sessions.is_dir():
        return ()
    listed = [_listing(path, words) for path in sessions.glob("*.db")]
    return tuple(sorted(listed, key=lambda item: item.modified, reverse=True))


def find_session(sessions: Path, wanted: str) -> Path:
    """The file that `wanted` names: a path, a file name, or the start of one (newest first).

    Raises MissingFileError.
    """
    from sessions.session_file import MissingFileError

    as_path = Path(wanted).expanduser()
    if as_path.is_file():
        return as_path
    for listing in list_sessions(sessions):
        stem = listing.path.stem
        if wanted in (listing.path.name, stem) or slug_of(wanted) in stem:
            return listing.path
    raise MissingFileError(as_path)


@contextlib.contextmanager
def opened(path: Path, clock: Clock | None = None) -> Iterator[OpenSession]:
    """`open_session` for a `with` statement."""
    session = open_session(path, clock)
    try:
        yield session
    finally:
        session.close()


def _odd(store: SessionStore) -> tuple[Remark, ...]:
    """Rows that are not what the journal says: nobody but the facilitator can tell which is right."""
    return (Remark("odd-rows", (("n", len(store.odd_rows)),)),) if store.odd_rows else ()


def _listing(path: Path, words: Words | None) -> SessionListing:
    modified = datetime.fromtimestamp(max(file.stat().st_mtime for file in _files(path)), UTC)
    try:
        shown = peek(path)
    except StorageError as problem:
        return SessionListing(path, path.stem, "", "", 0, modified, problem.sentence(words))
    return SessionListing(
        path, shown.title, shown.date, shown.status, shown.participants, modified, round=shown.round
    )


def _files(path: Path) -> Iterator[Path]:
    yield path
    log = path.with_name(path.name + "-wal")
    if log.exists():
        yield log
