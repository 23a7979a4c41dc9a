"""Reads the clock: the time left of the activity, and whether the workshop is ahead or behind.

Ahead and behind compare the time activities took with what was planned when the workshop was
made: a skipped activity gives its minutes back, and added minutes count as used as soon as they
are added. Where the hour of the meeting is known, a late start counts too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sessions.model import ActivityStatus, ScheduledActivity
from sessions.rules.clock_and_input import allotted_seconds, elapsed_seconds, seconds_left
from sessions.state import State
from workshop.facilitating.telling.planned_start import late_seconds

SOON_SHARE = 0.20
LAST_SHARE = 0.05
ON_TIME_SECONDS = 60


class Level(StrEnum):
    """How urgent the time left is. Each level has a word and a colour."""

    CALM = "calm"
    SOON = "soon"
    LAST = "last"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Seconds `left` of the activity (negative: over time), and seconds `behind` (negative: ahead).

    `ends_on_time` says that what is cut from the rest makes up for being behind.
    """

    left: float
    level: Level
    paused: bool
    behind: float
    ends_on_time: bool = False

    @property
    def digits(self) -> str:
        """The time left for display; over time is prefixed with `+`."""
        return clock_text(self.left)

    @property
    def behind_minutes(self) -> int:
        """Whole minutes behind, negative ahead; 0 within a minute of the plan."""
        return int(self.behind / 60) if abs(self.behind) >= ON_TIME_SECONDS else 0


def read_clock(state: State, scheduled: ScheduledActivity, now: datetime) -> ClockReading:
    """The clock of the activity on the projector at `now`."""
    left = seconds_left(scheduled, now)
    behind, on_time = behind_seconds(state, now), ends_on_time(state, now)
    return ClockReading(left, level(scheduled, now), not scheduled.running_since, behind, on_time)


def behind_seconds(state: State, now: datetime) -> float:
    """How many seconds the workshop is behind the plan; negative is ahead. Nobody is either before the start.

    What stands before the current activity is over, whether it was held, skipped or jumped over. What
    stands after it is still to come, even if it was opened before and left again.
    """
    current = state.current()
    if current is None:
        return 0.0
    total = late_seconds(state, now)
    for row in state.run_sheet():
        planned, used = 60.0 * row.minutes, elapsed_seconds(row, now)
        if row.id == current.id:
            total += max(used, allotted_seconds(row)) - planned
        elif row.position < current.position:
            total += used - planned
        else:
            total += max(0.0, used - planned)
    return total


def behind_at_end(state: State, now: datetime) -> float:
    """How many seconds later than planned the workshop ends, with what has been cut of the rest."""
    current, behind = state.current(), behind_seconds(state, now)
    for row in state.run_sheet() if current is not None else ():
        if current is not None and row.position > current.position:
            planned, used = 60.0 * row.minutes, elapsed_seconds(row, now)
            to_come = 0.0 if row.status is ActivityStatus.SKIPPED else max(used, allotted_seconds(row))
            # What it took beyond its plan before it was left counts already.
            behind += to_come - planned - max(0.0, used - planned)
    return behind


def ends_on_time(state: State, now: datetime) -> bool:
    """Whether a workshop that is behind ends as planned, because that much of the rest has been cut."""
    return behind_seconds(state, now) >= ON_TIME_SECONDS > behind_at_end(state, now)


def plan_key(minutes: int, *, on_time: bool = False) -> str:
    """The catalogue key for whole `minutes` behind (negative: ahead), or for the plan that is followed."""
    if minutes == 0:
        return "terminal.clock.on-time"
    if minutes < 0:
        return "terminal.clock.ahead"
    return "terminal.clock.behind-ends-on-time" if on_time else "terminal.clock.behind"


LONGEST_SHOWN = 100 * 3600 - 1
"""A cap, so that a clock that jumped by a year does not push everything else off the screen."""


def clock_text(seconds: float) -> str:
    """`04:32`, `1:02:03`, or `+01:12` for over time."""
    # Rounded up, so that the first second still shows the whole time and 0 means that it is used up.
    whole = -int(seconds // -1) if seconds > 0 else int(-seconds)
    hours, rest = divmod(min(whole, LONGEST_SHOWN), 3600)
    minutes, last = divmod(rest, 60)
    text = f"{hours}:{minutes:02}:{last:02}" if hours else f"{minutes:02}:{last:02}"
    return f"+{text}" if seconds <= -1 else text


def level(scheduled: ScheduledActivity, now: datetime) -> Level:
    """How urgent the time left of an activity is."""
    left, given = seconds_left(scheduled, now), allotted_seconds(scheduled)
    if left <= 0:
        return Level.OVER
    if left <= LAST_SHARE * given:
        return Level.LAST
    return Level.SOON if left <= SOON_SHARE * given else Level.CALM
