"""Every rule there is: importing this module registers them all."""

from __future__ import annotations

from sessions import people, running, undo
from sessions.activities import agree, cluster, collect, parking, place, present, rate, reflect, review, vote
from sessions.rules import decide

__all__ = ["decide"]

RULE_MODULES = (
    people,
    running,
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
"""The modules that register rules, one for each kind of activity and three for the frame."""
