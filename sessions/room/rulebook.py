"""Every rule there is: importing this module registers them all."""

from __future__ import annotations

from sessions.activities import agree, cluster, collect, parking, place, present, rate, reflect, review, vote
from sessions.rules import clock_and_input as running
from sessions.rules import meetings, people, run_sheet, settings, undo
from sessions.rules.decide import decide

__all__ = ["decide"]

RULE_MODULES = (
    people,
    running,
    run_sheet,
    settings,
    meetings,
    undo,
    present,
    collect,
    cluster,
    place,
    reflect,
    rate,
    vote,
    agree,
    review,
    parking,
)
"""The modules that register rules, one for each kind of activity and those of the frame."""
