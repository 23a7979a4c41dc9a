"""When people may see what others gave: the rules that every face, the phones' news and the minutes ask."""

from __future__ import annotations

from sessions.model import ScheduledActivity
from sessions.state import State

LEAST_ANSWERS = 5
"""A spread of fewer answers could tell who answered what (ledelsesevaluering.dk, anonymitet og GDPR)."""
LEAST_AT_TABLE = 3
"""Cards of a table where fewer sit could be told apart by their authors."""


def round_is_open(scheduled: ScheduledActivity) -> bool:
    """Whether participants may place cards in `scheduled` now."""
    return scheduled.placement_round > 0 and scheduled.input_open


def others_are_shown(scheduled: ScheduledActivity) -> bool:
    """Whether participants may see what others gave in `scheduled`: texts, choices and totals of any kind.

    Only the reveal shows it; closing the input does not. While a placement round is open it waits
    even for those who have revealed already, so that nobody is led while sorting alone.
    """
    return scheduled.revealed and not round_is_open(scheduled)


def spread_is_shown(state: State, answers: int) -> bool:
    """Whether a spread of so many `answers` may be shown, or the facilitator shows small groups too."""
    return answers >= LEAST_ANSWERS or state.workshop.show_small_groups


def table_is_named(state: State, seated: int) -> bool:
    """Whether cards may be told apart by a table where so many are `seated`, with the same exception."""
    return seated >= LEAST_AT_TABLE or state.workshop.show_small_groups
