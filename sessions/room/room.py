"""The room: one thread that owns a workshop's state and its only write connection.

It takes all waiting commands (group commit), decides each against the state, writes them in one
transaction, commits, then tells the listeners and answers the callers. An answer means that the
input is on disk. The thread knows no screen and no network, and its clock is injected.
"""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future

from prompts.methods.model import Method
from sessions.clock import Clock
from sessions.command_answers import Accepted, IdempotencyKey
from sessions.commands import Command
from sessions.errors import InternalError, NotStoredError, Refused
from sessions.model import FACILITATOR, ParticipantId
from sessions.room.inbox import Envelope, Inbox, Reply, Task, refuse
from sessions.room.listener import RoomListener
from sessions.room.rulebook import decide, learn
from sessions.rules.decide import Context
from sessions.rules.history import History
from sessions.state import Event, State, inverse
from sessions.storage.copies.mending import Mender
from sessions.storage.session_file import StorageError
from sessions.storage.store import SessionStore

LARGEST_BATCH = 256
SECONDS_BETWEEN_REPAIRS = 1.0

log = logging.getLogger(__name__)


class Room:
    """One workshop, open for commands from any thread."""

    def __init__(self, store: SessionStore, method: Method, clock: Clock, new_id: Callable[[], str]) -> None:
        """Take a store that holds a workshop; call `start` to begin. Raises UnknownKindError."""
        learn(method)
        self._store = store
        self._mender = Mender(store, clock)
        self._method = method
        self._clock = clock
        self._new_id = new_id
        self._inbox = Inbox()
        self._listeners: list[RoomListener] = []
        self._state = State()
        self._history = History()
        self._trouble = False
        self._next_repair = 0.0
        self._ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, name="room", daemon=True)

    def start(self) -> None:
        """Read the session and begin. Raises what the store raises when it cannot be opened."""
        self._inbox.open()
        self._thread.start()
        self._ready.result()

    def stop(self) -> None:
        """Finish what waits, close the file, end the thread. Safe to call twice."""
        if self._thread.is_alive():
            self._inbox.ask_to_stop()
            self._thread.join()

    def submit(
        self, command: Command, actor: ParticipantId = FACILITATOR, post: IdempotencyKey | None = None
    ) -> Future[Accepted]:
        """Submit `command`. The future holds the answer, or raises the `Refused` that says why not."""
        reply: Future[Accepted] = Future()
        # No longer cancellable: a submitted command is decided even if nobody waits for the answer.
        reply.set_running_or_notify_cancel()
        self.ask(command, actor, post, reply)
        return reply

    def ask(self, command: Command, actor: ParticipantId, post: IdempotencyKey | None, reply: Reply) -> None:
        """Submit `command`; the room's thread puts the answer into `reply`."""
        self._inbox.hand_in(Envelope(command, actor, post, reply))

    def subscribe(self, listener: RoomListener) -> State:
        """Call `listener` on everything from now on; returns a private copy of the current state.

        Raises NotStoredError if the room has ended.
        """
        state: Future[State] = Future()

        def add() -> None:
            self._listeners.append(listener)
            state.set_result(self._state.copy())

        self._inbox.hand_in(Task(add, lambda: state.set_exception(NotStoredError())))
        return state.result()

    def unsubscribe(self, listener: RoomListener) -> None:
        """Stop calling `listener`."""

        def remove() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        self.call(remove)

    def call(self, task: Callable[[], None]) -> None:
        """Run `task` in the room's thread between two batches (snapshots, checks of the file)."""
        self._inbox.hand_in(Task(task, lambda: None))

    def look_after_file(self) -> None:
        """Check that the file is in place and holds everything that was answered; otherwise restore it.

        Returns at once.
        """
        self.call(self._look_after_file)

    def forget_overwritten(self) -> None:
        """Take the texts that participants have withdrawn or replaced out of the file. Returns at once."""
        self.call(self._forget_overwritten)

    def _run(self) -> None:
        try:
            self._load()
        except BaseException as problem:
            self._store.close()
            self._inbox.close()
            self._ready.set_exception(problem)
            return
        self._ready.set_result(None)
        try:
            while self._turn():
                pass
        except BaseException:
            log.exception("the room has ended")
        finally:
            self._end()

    def _end(self) -> None:
        try:
            # The file must not hold less than callers have been told is stored.
            in_order = self._repair() if self._trouble else self._keep_in_order(thorough=True)
            if in_order:
                self._forget_overwritten()
                self._store.finish()
        except Exception:
            log.exception("the session file could not be left in order")
        finally:
            self._store.close()
            self._inbox.close()

    def _load(self) -> None:
        self._store.open()
        self._state, self._history = self._store.load(), History(self._store.facilitator_events())

    def _turn(self) -> bool:
        """Process one batch. Returns False when the room was asked to stop."""
        batch: list[Envelope] = []
        going_on = True
        item = self._next()
        while True:
            if item is None:
                going_on = False
            elif isinstance(item, Envelope):
                batch.append(item)
            else:
                self._commit(batch)
                batch = []
                self._run_task(item)
            if not going_on or len(batch) >= LARGEST_BATCH:
                break
            try:
                item = self._inbox.take_now()
            except queue.Empty:
                break
        self._commit(batch)
        return going_on

    def _next(self) -> Envelope | Task | None:
        """The next waiting items; while the disk fails, check at intervals whether it is back."""
        while self._trouble:
            try:
                return self._inbox.take(timeout=SECONDS_BETWEEN_REPAIRS)
            except queue.Empty:
                self._repair()
        return self._inbox.take()

    def _run_task(self, task: Task) -> None:
        try:
            task.run()
        except Exception:
            log.exception("a task in the room failed")

    def _commit(self, batch: list[Envelope]) -> None:
        try:
            self._settle(batch)
        finally:
            # Whatever happened, no caller may be left waiting.
            refuse(batch, NotStoredError)
            if batch:
                self._tell(lambda listener: listener.on_settled())

    def _settle(self, batch: list[Envelope]) -> None:
        if not batch:
            return
        if self._trouble and (time.monotonic() < self._next_repair or not self._repair()):
            return
        if not self._keep_in_order():
            return
        events: list[Event] = []
        answers = [(envelope, self._decide(envelope, events)) for envelope in batch]
        try:
            stored = not events or self._write(tuple(events))
        except Exception:
            log.exception("a batch of %d could not be written", len(batch))
            self._one_by_one(batch)
            return
        if not stored:
            return
        if events:
            self._tell(lambda listener: listener.on_events(tuple(events)))
        for envelope, answer in answers:
            if isinstance(answer, Accepted):
                envelope.reply.set_result(answer)
            else:
                envelope.reply.set_exception(answer)

    def _one_by_one(self, batch: list[Envelope]) -> None:
        """One command of the batch holds a value that cannot be stored; the others must not fail with it."""
        if not self._repair():
            return
        if len(batch) == 1:
            refuse(batch, InternalError)
        else:
            for envelope in batch:
                self._commit([envelope])

    def _decide(self, envelope: Envelope, events: list[Event]) -> Accepted | Refused:
        context = Context(
            self._state, self._method, envelope.actor, self._clock.now(), self._new_id, self._history
        )
        try:
            accepted, event = decide(context, envelope.command, envelope.post)
        except Refused as refusal:
            return refusal
        except Exception:
            # The writer must survive any single command: one bug may not stop the workshop.
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
        except Exception as problem:
            # Keep the last state known to be stored until the file has been read again.
            self._state.apply(inverse(events))
            self._state.seq -= len(events)
            if not isinstance(problem, StorageError):
                raise
            log.exception("the session file could not be written")
            self._set_trouble(True)
            self._repair()
            return False
        # Before answering: if the file was removed meanwhile, the events went nowhere.
        return self._keep_in_order()

    def _repair(self) -> bool:
        """Reopen the file and reload the state: what a failed commit left behind is unknown."""
        try:
            self._mender.reopen(self._state)
            self._store.probe()
            self._state, self._history = self._store.load(), History(self._store.facilitator_events())
        except StorageError:
            log.exception("the session file is still out of reach")
            self._be_in_trouble()
            return False
        self._tell(lambda listener: listener.on_reload(self._state.copy()))
        self._set_trouble(False)
        return True

    def _keep_in_order(self, *, thorough: bool = False) -> bool:
        return self._tend(lambda: self._mender.keep_in_order(self._state, thorough=thorough))

    def _look_after_file(self) -> None:
        if not self._trouble:
            self._tend(lambda: self._mender.look_after(self._state))

    def _forget_overwritten(self) -> None:
        try:
            if not self._trouble:
                self._store.forget_overwritten()
        except Exception:
            # What is stored stands; the next look at the file finds out what is wrong with it.
            log.exception("texts that were replaced could not be taken out of the journal")

    def _tend(self, task: Callable[[], None]) -> bool:
        """Run `task`; whether the file is in order. If not, the room is in trouble and keeps retrying."""
        try:
            task()
        except StorageError:
            log.exception("the session file could not be put back")
            self._be_in_trouble()
            return False
        return True

    def _be_in_trouble(self) -> None:
        self._set_trouble(True)
        self._next_repair = time.monotonic() + SECONDS_BETWEEN_REPAIRS

    def _set_trouble(self, trouble: bool) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self._tell(lambda listener: listener.on_trouble(trouble))

    def _tell(self, tell: Callable[[RoomListener], None]) -> None:
        for listener in self._listeners:
            try:
                tell(listener)
            except Exception:
                log.exception("a listener failed")
