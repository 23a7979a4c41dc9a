"""A thread beside the room that hears what has been stored and works on in its own time."""

from __future__ import annotations

import threading

from sessions.state import Event, State
from workshop.hosting.open_sessions import OpenSession


class RoomFollower:
    """Follows the room of `session` (a `sessions.room.room.RoomListener`), and keeps nobody waiting.

    `_something` is told when there is news or it is to stop; `_news` and `_stopping` say which.
    """

    def __init__(self, session: OpenSession, name: str, seconds_to_finish: float | None = None) -> None:
        """Nothing happens before `start`. `stop` waits as long as it takes, or `seconds_to_finish`."""
        self._session = session
        self._seconds_to_finish = seconds_to_finish
        self._something = threading.Condition()
        self._stopping = False
        self._news = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        """Begin. Once only. Raises NotStoredError where the room has ended."""
        self._session.room.subscribe(self)
        self._thread.start()

    def stop(self) -> None:
        """End; what has begun is finished if that is soon. Safe to call twice, and before `start`."""
        self._session.room.unsubscribe(self)
        with self._something:
            self._stopping = True
            self._something.notify()
        if self._thread.is_alive():
            self._thread.join(self._seconds_to_finish)

    def _work(self) -> None:
        """In our own thread, until `_stopping`."""
        raise NotImplementedError

    # Called in the room's thread.

    def on_events(self, events: tuple[Event, ...]) -> None:
        """Something has been stored."""
        raise NotImplementedError

    def on_reload(self, state: State) -> None:
        """Nothing has been stored."""

    def on_trouble(self, trouble: bool) -> None:
        """Nothing has been stored."""

    def on_settled(self) -> None:
        """Nothing more has been stored."""
