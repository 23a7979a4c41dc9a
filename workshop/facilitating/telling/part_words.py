"""The part of an activity that runs, in words: a signal where one follows the other, then what is left."""

from __future__ import annotations

import math
from datetime import datetime

from prompts.language.words import Words
from prompts.methods.model import Activity
from prompts.methods.parts import running_part
from sessions.model import ScheduledActivity
from sessions.rules.clock_and_input import allotted_seconds, elapsed_seconds

SIGNAL_SECONDS = 20.0
"""How long it is said that a part has just begun."""


def part_words(scheduled: ScheduledActivity, activity: Activity, words: Words, now: datetime) -> str:
    """`Nu: I par · 2 min. tilbage`; just after a change `Skift nu: I par · 4 min.`; empty without parts."""
    part = running_part(activity, allotted_seconds(scheduled), elapsed_seconds(scheduled, now))
    if part is None:
        return ""
    begins = part.number > 1 and part.since < SIGNAL_SECONDS
    minutes = math.ceil((part.left + (part.since if begins else 0)) / 60)
    return words(f"terminal.clock.{'part-begins' if begins else 'part'}", title=part.title, n=minutes)
