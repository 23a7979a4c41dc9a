"""Who hears what the room has stored: the screen, the phones, and what looks after the file.

It stands apart from the room, so that what only listens need not load what stores.
"""

from __future__ import annotations

from typing import Protocol

from sessions.state import Event, State


class RoomListener(Protocol):
    """Who wants to know. Called in the room's thread: hand over and return at once."""

    def on_events(self, events: tuple[Event, ...]) -> None:
        """`events` are stored, in order of `seq`."""

    def on_reload(self, state: State) -> None:
        """The state was read from disk again; `state` is an own copy and replaces what was known."""

    def on_trouble(self, trouble: bool) -> None:
        """The disk has stopped taking input (True), or takes it again (False)."""

    def on_settled(self) -> None:
        """Everybody who asked in this batch has an answer."""
