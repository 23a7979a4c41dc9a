"""What goes on beside the phones while a workshop is on the air: signs of life and snapshots.

It has a thread of its own, so that neither a screen nor a slow disk keeps anybody waiting.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from sessions.command_sets.names import command_named
from sessions.model import FACILITATOR
from sessions.state import Event, State
from sessions.storage.copies.outdated_copies import leave_no_outdated_snapshot
from sessions.storage.copies.snapshots import take_snapshot
from sessions.storage.session_file import StorageError
from workshop.hosting.open_sessions import OpenSession

SECONDS_BETWEEN_SIGNS_OF_LIFE = 2.0
"""Between two looks at the session file too: noticed and put back is promised within five seconds."""
SECONDS_BETWEEN_SNAPSHOTS = 300.0
"""Also how long what was withdrawn or replaced may stay in the journal and in snapshots."""

log = logging.getLogger(__name__)


class Heartbeat:
    """Keeps the lock alive and the snapshots new (a `sessions.room.room.RoomListener`)."""

    def __init__(self, session: OpenSession) -> None:
        """Nothing happens before `start`."""
        self._session = session
        self._something = threading.Condition()
        self._stopping = False
        self._news = False
        self._wanted = False
        self._thread = threading.Thread(target=self._work, name="keeper", daemon=True)

    def start(self) -> None:
        """Begin. Once only. Raises NotStoredError where the room has ended."""
        self._session.room.subscribe(self)
        self._thread.start()

    def stop(self) -> None:
        """End; a snapshot that has begun is finished. Safe to call twice, and before `start`."""
        self._session.room.unsubscribe(self)
        with self._something:
            self._stopping = True
            self._something.notify()
        if self._thread.is_alive():
            self._thread.join()

    # Called in the room's thread.

    def on_events(self, events: tuple[Event, ...]) -> None:
        with self._something:
            self._news = True
            if any(map(_worth_a_snapshot, events)):
                self._wanted = True
                self._something.notify()

    def on_reload(self, state: State) -> None:
        """Nothing has been stored."""

    def on_trouble(self, trouble: bool) -> None:
        """Nothing has been stored."""

    def on_settled(self) -> None:
        """Nothing more has been stored."""

    # In our own.

    def _work(self) -> None:
        self._look(self._tidy)  # the last time may have ended in a crash
        next_sign = now = time.monotonic()
        next_snapshot = now + SECONDS_BETWEEN_SNAPSHOTS
        while not self._stopping:
            now = time.monotonic()
            if now >= next_sign:
                next_sign = now + SECONDS_BETWEEN_SIGNS_OF_LIFE
                self._look(self._session.keep_alive)
            if self._wanted or (now >= next_snapshot and self._news):
                self._look(self._snapshot)
            if now >= next_snapshot:
                next_snapshot = now + SECONDS_BETWEEN_SNAPSHOTS
            with self._something:
                if not (self._stopping or self._wanted):
                    self._something.wait(max(0.0, next_sign - time.monotonic()))

    def _look(self, task: Callable[[], None]) -> None:
        try:
            task()
        except Exception:
            # The next turn comes; one defect may not end the signs of life.
            log.exception("something beside the phones failed")

    def _snapshot(self) -> None:
        with self._something:
            self._wanted, self._news = False, False
        try:
            self._session.room.forget_overwritten()
            take_snapshot(self._session.path, self._session.clock.now())
            leave_no_outdated_snapshot(self._session.path, self._session.clock.now())
        except StorageError:
            log.exception("no snapshot could be taken")

    def _tidy(self) -> None:
        self._session.room.forget_overwritten()
        leave_no_outdated_snapshot(self._session.path, self._session.clock.now())


def _worth_a_snapshot(event: Event) -> bool:
    if event.actor != FACILITATOR:
        return False
    command = command_named(event.command)
    return command is not None and command.worth_a_snapshot
