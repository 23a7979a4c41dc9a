"""Time as the core is handed it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""


class SteadyClock:
    """The computer's time at start, moved on by its monotonic clock.

    A jump of the wall clock in the middle of a workshop therefore moves no timer.
    """

    def __init__(self) -> None:
        """Take the wall time once."""
        self._started = datetime.now(UTC)
        self._monotonic = time.monotonic()

    def now(self) -> datetime:
        return self._started + timedelta(seconds=time.monotonic() - self._monotonic)


def stamp(moment: datetime) -> str:
    """`moment` as it stands in the session file: ISO 8601, UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_stamp(text: str) -> datetime:
    """The moment that `stamp` wrote. Raises ValueError for anything else."""
    return datetime.fromisoformat(text)
