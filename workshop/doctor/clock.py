"""The wall clock: what it shows, and whether it can be trusted.

The program's timers run on a monotonic clock; the wall clock appears in the minutes.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

from prompts.language.words import Words
from workshop.doctor.finding import Finding

MOST_DRIFT_SECONDS = 0.5
MOST_AHEAD_SECONDS = 120.0
FIRST_YEAR = 2026
"""The program did not exist before: a clock that shows an earlier year was never set."""


class Watch:
    """Both clocks at the start of the checks."""

    def __init__(self) -> None:
        """Read both."""
        self._wall, self._steady = time.time(), time.monotonic()

    def jumped(self) -> float:
        """The seconds by which the wall clock has deviated from the monotonic clock since then."""
        return (time.time() - self._wall) - (time.monotonic() - self._steady)


def clock_finding(watch: Watch, sessions: Path, words: Words) -> Finding:
    """The time, its zone, and what is odd about it."""
    now = datetime.now().astimezone()
    shown = now.strftime("%Y-%m-%d %H:%M:%S ") + f"{now.tzname()} (UTC{now:%z})"
    key = _oddity(watch, sessions, now)
    text = words(f"doctor.{key}", time=shown) if key else shown
    return Finding("clock", words("doctor.clock"), text, not key)


def _oddity(watch: Watch, sessions: Path, now: datetime) -> str:
    if now.year < FIRST_YEAR:
        return "clock-unset"
    if abs(watch.jumped()) > MOST_DRIFT_SECONDS:
        return "clock-jumps"
    return "clock-behind" if newest_change(sessions) > now.timestamp() + MOST_AHEAD_SECONDS else ""


def newest_change(sessions: Path) -> float:
    """When a workshop was last written, in seconds since 1970; 0 if there is none."""
    try:
        return max((file.stat().st_mtime for file in sessions.glob("*.db")), default=0.0)
    except OSError:
        return datetime(1970, 1, 1, tzinfo=UTC).timestamp()
