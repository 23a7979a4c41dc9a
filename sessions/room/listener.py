"""The interface for those told what the room has stored: screen, phones, snapshots.

It is apart from the room so that a listener need not load the store.
"""

from __future__ import annotations

from typing import Protocol

from sessions.state import Event, State


class RoomListener(Protocol):
    """A subscriber. Called in the room's thread: hand over and return at once."""

    def on_events(self, events: tuple[Event, ...]) -> None:
        """`events` are stored, in order of `seq`."""

    def on_reload(self, state: State) -> None:
        """The state was reloaded from disk; `state` is a private copy that replaces the previous one."""

    def on_trouble(self, trouble: bool) -> None:
        """The disk has stopped taking input (True), or takes it again (False)."""

    def on_settled(self) -> None:
        """Every caller in this batch has its answer."""
