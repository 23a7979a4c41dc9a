"""When the meeting was to begin, where the facilitator has said so ("9.00-12.00")."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from sessions.rules.clock_and_input import elapsed_seconds
from sessions.rules.meeting.meeting_details import details_of
from sessions.state import State

MOST_LATE = timedelta(hours=2)
"""A start further from the planned one is another matter: a rehearsal, or a meeting that was moved."""
_FIRST_TIME = re.compile(r"(?<![0-9.:])(?P<hour>[0-9]{1,2})(?:[.:](?P<minute>[0-9]{2}))?(?![0-9])")


def planned_start(state: State, now: datetime) -> datetime | None:
    """The planned hour on the meeting's day, in the zone of this computer; None unless that is today."""
    match = _FIRST_TIME.search(details_of(state).hours)
    day = state.workshop.date
    if match is None or day is None or day != now.astimezone().date():
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        return None
    start = datetime.combine(day, time(hour, minute)).astimezone()
    return start if abs(begun_at(state, now) - start) <= MOST_LATE else None


def late_seconds(state: State, now: datetime) -> float:
    """How many seconds after the planned hour the first activity began; negative if before, 0 if unknown."""
    start = planned_start(state, now)
    return (begun_at(state, now) - start).total_seconds() if start is not None else 0.0


def begun_at(state: State, now: datetime) -> datetime:
    """When the first activity began: the clock's time since then, without the time it stood still.

    What has been left to go back took its time as well.
    """
    if state.current() is None:
        return now
    return now - timedelta(seconds=sum(elapsed_seconds(row, now) for row in state.run_sheet()))
