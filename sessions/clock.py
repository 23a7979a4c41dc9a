"""The clock that is injected into the core."""

from __future__ import annotations

import sys
import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """A source of the current time."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""


class SteadyClock:
    """The wall time at start, advanced by a monotonic clock that also runs while the computer sleeps.

    If the wall clock jumps in the middle of a workshop, no timer moves; and after a lid was closed
    over lunch, later events still get later stamps.
    """

    def __init__(self) -> None:
        """Read the wall time once."""
        self._started = datetime.now(UTC)
        self._seconds = seconds_forward()

    def now(self) -> datetime:
        return self._started + timedelta(seconds=seconds_forward() - self._seconds)


if sys.platform == "linux":

    def seconds_forward() -> float:
        """Seconds since an arbitrary start; Linux's monotonic clock stops in sleep, boot time does not."""
        return time.clock_gettime(time.CLOCK_BOOTTIME)

elif sys.platform == "darwin":

    def seconds_forward() -> float:
        """Seconds since an arbitrary start; Python's own monotonic clock stops during sleep here."""
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:

    def seconds_forward() -> float:
        """Seconds since an arbitrary start."""
        return time.monotonic()


def local_day(moment: datetime) -> date:
    """The date of `moment` in this computer's time zone: what the people in the room call today."""
    return moment.astimezone().date()


def stamp(moment: datetime) -> str:
    """`moment` as stored in the session file: ISO 8601, UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def from_stamp(text: str) -> datetime | None:
    """Parse what `stamp` wrote; None for what is none, or is in nobody knows which time zone."""
    try:
        moment = datetime.fromisoformat(text)
        return as_stored(moment) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None


def as_stored(moment: datetime) -> datetime:
    """`moment` as exact as a session file keeps it: what is read back is then the same."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def day_in(text: str) -> date | None:
    """The date in an ISO text; None where there is none that can be read."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
