"""Time as the core is handed it."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that knows what time it is."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""


class SteadyClock:
    """The computer's time at start, moved on by a clock that only goes forward, also while it sleeps.

    A jump of the wall clock in the middle of a workshop therefore moves no timer, and a lid that was
    closed over lunch makes nothing that comes after it look as if it had happened before.
    """

    def __init__(self) -> None:
        """Take the wall time once."""
        self._started = datetime.now(UTC)
        self._seconds = seconds_forward()

    def now(self) -> datetime:
        return self._started + timedelta(seconds=seconds_forward() - self._seconds)


if sys.platform == "linux":

    def seconds_forward() -> float:
        """Seconds since some moment; Linux' monotonic clock stands still while the computer sleeps."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

elif sys.platform == "darwin":

    def seconds_forward() -> float:
        """Seconds since some moment; Python's own monotonic clock is one that stands still in sleep here."""
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:

    def seconds_forward() -> float:
        """Seconds since some moment."""
        return time.monotonic()


def stamp(moment: datetime) -> str:
    """`moment` as it stands in the session file: ISO 8601, UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_stamp(text: str) -> datetime | None:
    """The moment that `stamp` wrote; None for what is none, or is in nobody knows which time zone."""
    try:
        moment = datetime.fromisoformat(text)
        return as_stored(moment) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def as_stored(moment: datetime) -> datetime:
    """`moment` as exact as a session file keeps it: what is read back is then the same."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
