"""What a step on or back leaves, where several screens lead one workshop."""

from __future__ import annotations

from sessions.clock import seconds_forward
from workshop.live.live_workshop import LiveWorkshop

SECONDS_TO_SEE = 0.7
"""Whoever presses a key sooner than this after another screen has moved the workshop has not seen it yet."""


def activity_seen(live: LiveWorkshop) -> str:
    """The id of the activity that was on the screen when a key was pressed now; empty for the lobby."""
    elsewhere = live.elsewhere
    just_moved = elsewhere is not None and seconds_forward() - elsewhere.at < SECONDS_TO_SEE
    if just_moved and elsewhere is not None and elsewhere.left is not None:
        return elsewhere.left
    return live.state.workshop.current or ""
