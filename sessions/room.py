"""The room: one thread that owns a workshop's state and its only write connection.

It takes what waits (group commit), decides each command against the state, writes all of it in
one transaction, commits, then tells the listeners and answers the callers. An answer means that
the input is on disk. The thread knows no screen, no wire and no clock of its own.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from prompts.model import Method
from sessions.clock import Clock
from sessions.commands import Command
from sessions.errors import InternalError, NotStoredError, Refused
from sessions.history import History
from sessions.model import FACILITATOR
from sessions.rulebook import decide
from sessions.rules import Accepted, Context, Post
from sessions.session_file import StorageError
from sessions.state import Event, State
from sessions.store import SessionStore

LARGEST_BATCH = 256
SECONDS_BETWEEN_REPAIRS = 1.0

log = logging.getLogger(__name__)


class RoomListener(Protocol):
    """Who wants to know. Called in the room's thread: hand over and return at once."""

    def on_events(self, events: tuple[Event, ...]) -> None:
        """`events` are stored, in order of `seq`."""

    def on_reload(self, picture: State) -> None:
        """The state was read from disk again; `picture` is an own copy and replaces what was known."""

    def on_trouble(self, trouble: bool) -> None:
        """The disk has stopped taking input (True), or takes it again (False)."""


@dataclass(frozen=True, slots=True)
class _Envelope:
    command: Command
    actor: str
    post: Post | None
    reply: Future[Accepted]


class Room:
    """One workshop, open for commands from any thread."""

    def __init__(self, store: SessionStore, method: Method, clock: Clock, new_id: Callable[[], str]) -> None:
        """Take a store that holds a workshop; nothing happens before `start`."""
        self._store = store
        self._method = method
        self._clock = clock
        self._new_id = new_id
        self._waiting: queue.SimpleQueue[_Envelope | Callable[[], None] | None] = queue.SimpleQueue()
        self._listeners: list[RoomListener] = []
        self._state = State()
        self._history = History()
        self._trouble = False
        self._ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="room", daemon=True)

    def start(self) -> None:
        """Read the session and begin. Raises what the store raises when it cannot be opened."""
        self._thread.start()
        self._ready.result()

    def stop(self) -> None:
        """Finish what waits, close the file, end the thread. Safe to call twice."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join()

    def submit(
        self, command: Command, actor: str = FACILITATOR, post: Post | None = None
    ) -> Future[Accepted]:
        """Ask for `command`. The future holds the answer, or raises the `Refused` that says why not."""
        reply: Future[Accepted] = Future()
        if not self._thread.is_alive():
            reply.set_exception(NotStoredError())
        else:
            self._waiting.put(_Envelope(command, actor, post, reply))
        return reply

    def subscribe(self, listener: RoomListener) -> State:
        """Hear of everything from now on; returns an own copy of the picture as it stands now."""
        picture: Future[State] = Future()

        def add() -> None:
            self._listeners.append(listener)
            picture.set_result(self._state.copy())

        self._waiting.put(add)
        return picture.result()

    def unsubscribe(self, listener: RoomListener) -> None:
        """Hear no more."""
        self._waiting.put(lambda: self._listeners.remove(listener) if listener in self._listeners else None)

    def call(self, task: Callable[[], None]) -> None:
        """Run `task` in the room's thread between two batches (snapshots, checks of the file)."""
        self._waiting.put(task)

    def _run(self) -> None:
        try:
            self._load()
        except BaseException as problem:
            self._ready.set_exception(problem)
            return
        self._ready.set_result(None)
        while self._turn():
            pass
        self._store.close()

    def _load(self) -> None:
        self._store.open()
        self._state, self._history = self._store.load(), History(self._store.facilitator_events())

    def _turn(self) -> bool:
        """Take one batch. Returns False when the room was asked to stop."""
        batch: list[_Envelope] = []
        going_on = True
        item = self._waiting.get()
        while True:
            if item is None:
                going_on = False
            elif isinstance(item, _Envelope):
                batch.append(item)
            else:
                self._commit(batch)
                batch = []
                self._run_task(item)
            if not going_on or len(batch) >= LARGEST_BATCH:
                break
            try:
                item = self._waiting.get_nowait()
            except queue.Empty:
                break
        self._commit(batch)
        return going_on

    def _run_task(self, task: Callable[[], None]) -> None:
        try:
            task()
        except Exception:
            log.exception("a task in the room failed")

    def _commit(self, batch: list[_Envelope]) -> None:
        if not batch:
            return
        if self._trouble and not self._repair():
            for envelope in batch:
                envelope.reply.set_exception(NotStoredError())
            return
        events: list[Event] = []
        answers: list[tuple[_Envelope, Accepted | Refused]] = []
        for envelope in batch:
            answers.append((envelope, self._decide(envelope, events)))
        if events and not self._write(tuple(events)):
            for envelope, _ in answers:
                envelope.reply.set_exception(NotStoredError())
            return
        self._tell(lambda listener: listener.on_events(tuple(events)), bool(events))
        for envelope, answer in answers:
            if isinstance(answer, Accepted):
                envelope.reply.set_result(answer)
            else:
                envelope.reply.set_exception(answer)

    def _decide(self, envelope: _Envelope, events: list[Event]) -> Accepted | Refused:
        context = Context(
            self._state, self._method, envelope.actor, self._clock.now(), self._new_id, self._history
        )
        try:
            accepted, event = decide(context, envelope.command, envelope.post)
        except Refused as refusal:
            return refusal
        except Exception:
            # The writer must survive any single command: one defect may not stop the workshop.
            log.exception("a command failed: %s", type(envelope.command).__name__)
            return InternalError()
        if event is not None:
            self._state.apply(event.writes)
            self._state.seq = event.seq
            self._history.remember(event)
            events.append(event)
        return accepted

    def _write(self, events: tuple[Event, ...]) -> bool:
        try:
            self._store.append(events)
        except StorageError:
            log.exception("the session file could not be written")
            self._set_trouble(True)
            self._repair()
            return False
        return True

    def _repair(self) -> bool:
        """Open the file anew and read the state again: what a failed commit left is unknown."""
        try:
            self._store.reopen()
            self._state, self._history = self._store.load(), History(self._store.facilitator_events())
        except StorageError:
            log.exception("the session file is still out of reach")
            return False
        self._tell(lambda listener: listener.on_reload(self._state.copy()))
        self._set_trouble(False)
        return True

    def _set_trouble(self, trouble: bool) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._tell(lambda listener: listener.on_trouble(trouble))

    def _tell(self, tell: Callable[[RoomListener], None], worthwhile: bool = True) -> None:
        if not worthwhile:
            return
        for listener in self._listeners:
            try:
                tell(listener)
            except Exception:
                log.exception("a listener failed")
