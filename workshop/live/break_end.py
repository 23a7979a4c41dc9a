"""When a break is over, as every face tells it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sessions.model import ScheduledActivity
from sessions.rules.clock_and_input import seconds_left

LONGEST_BREAK = timedelta(hours=3)
"""A break that ends later than this is told no time: the clock has jumped."""


def back_from_break(now: datetime, left: float) -> datetime:
    """When a break with `left` seconds is over, as everybody is told it.

    Rounded up to a whole minute, so that nobody comes back too late by a few seconds.
    """
    end = now + timedelta(seconds=left)
    return end + timedelta(seconds=(60 - end.second) % 60)


def break_end(scheduled: ScheduledActivity, now: datetime) -> datetime | None:
    """When this break is over, in the time of this machine.

    None once its time is up, while its clock stands still, and where that cannot be said.
    """
    left = timedelta(seconds=seconds_left(scheduled, now))
    if scheduled.running_since is None or not timedelta() < left <= LONGEST_BREAK:
        return None
    return back_from_break(now, left.total_seconds()).astimezone()
