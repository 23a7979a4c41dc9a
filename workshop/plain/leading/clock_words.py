"""The clock in words: time left, ahead of or behind the plan."""

from __future__ import annotations

from datetime import datetime

from prompts.language.words import Words
from sessions.model import ScheduledActivity
from sessions.rules.clock_and_input import seconds_left
from sessions.state import State
from workshop.facilitating.telling.clock_reading import behind_seconds, ends_on_time, plan_key


def plan_words(state: State, words: Words, now: datetime) -> str:
    """Ahead of or behind the plan, in words."""
    behind = int(behind_seconds(state, now) / 60)
    return words(plan_key(behind, on_time=ends_on_time(state, now)), n=abs(behind))


def left_words(row: ScheduledActivity, words: Words, now: datetime) -> str:
    """The time left in whole minutes, or seconds within the last one."""
    seconds = seconds_left(row, now)
    unit = "minutes" if abs(seconds) >= 60 else "seconds"
    count = round(abs(seconds) / 60) if unit == "minutes" else int(abs(seconds))
    text = words(f"plain.clock.{'left' if seconds > 0 else 'over'}-{unit}", n=count)
    return text if row.running_since else f"{text}, {words('terminal.clock.paused')}"
