"""The clock and the run sheet in words: time left, ahead or behind, what may be left out."""

from __future__ import annotations

from datetime import datetime

from prompts.model import Method
from prompts.words import Words
from sessions.model import ActivityStatus, ScheduledActivity
from sessions.running import elapsed_seconds
from sessions.state import State

SOON_SHARE = 0.20
LAST_SHARE = 0.05


def allotted(row: ScheduledActivity) -> float:
    """The seconds that an activity has now."""
    return 60.0 * (row.minutes + row.extra_minutes)


def left(row: ScheduledActivity, now: datetime) -> float:
    """The seconds that are left of an activity; negative is over."""
    return allotted(row) - elapsed_seconds(row, now)


def level(row: ScheduledActivity, now: datetime) -> str:
    """How urgent the time left is: the end of a key under `terminal.clock`."""
    seconds, given = left(row, now), allotted(row)
    if seconds <= 0:
        return "over"
    return "last" if seconds <= LAST_SHARE * given else "soon" if seconds <= SOON_SHARE * given else "calm"


def behind_seconds(state: State, now: datetime) -> float:
    """How far the run sheet is behind the plan; negative is ahead."""
    current = state.current()
    total = 0.0
    for row in state.run_sheet():
        planned, used = 60.0 * row.minutes, elapsed_seconds(row, now)
        if current is not None and row.id == current.id:
            total += max(used, allotted(row)) - planned
        elif row.status is ActivityStatus.DONE:
            total += used - planned
        elif row.status is ActivityStatus.SKIPPED and (current is None or row.position < current.position):
            total -= planned
    return total


def plan_words(state: State, words: Words, now: datetime) -> str:
    """Ahead of or behind the plan, in words."""
    behind = int(behind_seconds(state, now) / 60)
    key = "on-time" if behind == 0 else "behind" if behind > 0 else "ahead"
    return words(f"terminal.clock.{key}", n=abs(behind))


def left_words(row: ScheduledActivity, words: Words, now: datetime) -> str:
    """The time left in whole minutes, or seconds within the last one."""
    seconds = left(row, now)
    unit = "minutes" if abs(seconds) >= 60 else "seconds"
    count = round(abs(seconds) / 60) if unit == "minutes" else int(abs(seconds))
    text = words(f"plain.clock.{'left' if seconds > 0 else 'over'}-{unit}", n=count)
    return text if row.running_since else f"{text}, {words('terminal.clock.paused')}"


def may_be_cut(state: State, method: Method) -> tuple[ScheduledActivity, ...]:
    """What is still waiting and may be left out, what goes first standing first."""
    waiting = (row for row in state.run_sheet() if row.status is ActivityStatus.WAITING)
    spare = [row for row in waiting if method.activity(row.activity).cut_order]
    return tuple(sorted(spare, key=lambda row: (method.activity(row.activity).cut_order, row.position)))
