"""How long a meeting's activities took, and the minutes that its group needs next time."""

from __future__ import annotations

from datetime import datetime

from sessions.model import ActivityStatus, ScheduledActivity
from sessions.rules.clock_and_input import elapsed_seconds

LEAST_SECONDS = 30.0
"""An activity that was left sooner was looked at, not held."""


def was_held(row: ScheduledActivity, now: datetime) -> bool:
    """Whether the activity was on the projector long enough to tell how long it takes."""
    return row.status is ActivityStatus.DONE and elapsed_seconds(row, now) >= LEAST_SECONDS


def minutes_next_time(row: ScheduledActivity, now: datetime) -> int:
    """The whole minutes that the group used; those that were planned where it did not hold the activity."""
    return max(1, round(elapsed_seconds(row, now) / 60)) if was_held(row, now) else row.minutes
