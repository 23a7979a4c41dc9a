"""When participants may see what others gave. The one rule that pictures and news of phones ask."""

from __future__ import annotations

from sessions.model import ScheduledActivity


def round_is_open(scheduled: ScheduledActivity) -> bool:
    """Whether participants may place cards in `scheduled` now."""
    return scheduled.placement_round > 0 and scheduled.input_open


def others_are_shown(scheduled: ScheduledActivity) -> bool:
    """Whether participants may see what others gave in `scheduled`: texts, choices and totals of any kind.

    Only the reveal shows it; closing the input does not. While a placement round is open it waits
    even for those who have revealed already, so that nobody is led while sorting alone.
    """
    return scheduled.revealed and not round_is_open(scheduled)
