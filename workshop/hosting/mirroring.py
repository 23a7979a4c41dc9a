"""Keeps copies of a workshop in a second place while it is on the air (`--mirror`).

It has a thread of its own: a slow stick or a network drive that hangs keeps nobody waiting.
"""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path

from sessions.state import Event, State
from sessions.storage.mirror import mirror_session
from workshop.hosting.open_sessions import OpenSession

SECONDS_BEHIND = 10.0
"""How far the copy may be behind what was stored last, besides the time that copying takes."""
SHARE_OF_TIME = 0.1
"""No more than this part of the time is spent on copying to a slow place."""
SECONDS_TO_FINISH = 15.0
"""How long leaving a workshop waits for the last copy."""
SECONDS_UNTIL_TOLD = 30.0
"""A copy that takes longer is told like one that fails."""

log = logging.getLogger(__name__)


class Mirroring:
    """Copies the session to a second place when there is news (a `sessions.room.room.RoomListener`)."""

    def __init__(self, session: OpenSession, mirror: Path) -> None:
        """Nothing happens before `start`."""
        self.mirror = mirror
        self._session = session
        self._something = threading.Condition()
        self._news = True
        self._stopping = False
        self._failing = False
        self._copying_since: float | None = None
        self._thread = threading.Thread(target=self._work, name="mirror", daemon=True)

    @property
    def is_behind(self) -> bool:
        """Whether the last copy failed, or the present one takes very long."""
        since = self._copying_since
        return self._failing or (since is not None and time.monotonic() - since > SECONDS_UNTIL_TOLD)

    def start(self) -> None:
        """Begin with a first copy. Once only. Raises NotStoredError where the room has ended."""
        self._session.room.subscribe(self)
        self._thread.start()

    def stop(self) -> None:
        """Make the last copy, unless that takes too long, and end. Safe to call twice, and before `start`."""
        self._session.room.unsubscribe(self)
        with self._something:
            self._stopping = True
            self._something.notify()
        if self._thread.is_alive():
            self._thread.join(SECONDS_TO_FINISH)

    # Called in the room's thread.

    def on_events(self, events: tuple[Event, ...]) -> None:
        with self._something:
            self._news = True
            self._something.notify()

    def on_reload(self, state: State) -> None:
        """Nothing has been stored."""

    def on_trouble(self, trouble: bool) -> None:
        """Nothing has been stored."""

    def on_settled(self) -> None:
        """Nothing more has been stored."""

    # In our own.

    def _work(self) -> None:
        pause = 0.0
        while True:
            with self._something:
                self._something.wait_for(lambda: self._stopping, timeout=pause)
                self._something.wait_for(lambda: self._stopping or self._news)
                last = self._stopping
                wanted, self._news = self._news, False
            if wanted:
                self._copying_since = began = time.monotonic()
                self._copy()
                self._copying_since = None
                pause = max(SECONDS_BEHIND, (time.monotonic() - began) / SHARE_OF_TIME)
            if last:
                return

    def _copy(self) -> None:
        try:
            mirror_session(self._session.path, self.mirror, self._session.clock.now())
        except Exception:
            # Whatever it is: it is told on the screen, and tried again.
            if not self._failing:
                log.exception("no copy could be made in the second place")
            self._failing = self._news = True
        else:
            self._failing = False
