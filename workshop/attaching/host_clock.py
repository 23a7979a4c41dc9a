"""The time of the host, as a face tells it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sessions.clock import Clock, seconds_forward


class HostClock(Clock):
    """The room's time, moved on here by a clock that only goes forward."""

    def __init__(self, now: datetime) -> None:
        """The host has just said what time it is."""
        self.set(now)

    def set(self, now: datetime) -> None:
        """It has said so again."""
        self._said, self._at = now, seconds_forward()

    def now(self) -> datetime:
        return self._said + timedelta(seconds=seconds_forward() - self._at)
