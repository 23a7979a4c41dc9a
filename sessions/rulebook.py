"""Every rule there is: importing this module registers them all."""

from __future__ import annotations

from sessions import meetings, people, run_sheet, running, settings, undo
from sessions.activities import agree, cluster, collect, parking, place, present, rate, reflect, review, vote
from sessions.rules import decide

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
