"""When people may see what others gave: the rules that every face, the phones' news and the minutes ask."""

from __future__ import annotations

from prompts.methods.kinds import Hidden, traits_of
from prompts.methods.model import Activity
from sessions.model import ScheduledActivity
from sessions.state import State

LEAST_ANSWERS = 5
"""A spread of fewer answers could tell who answered what (ledelsesevaluering.dk, anonymitet og GDPR)."""
LEAST_AT_TABLE = 3
"""Cards of a table where fewer sit could be told apart by their authors."""


def placement_round_is_open(scheduled: ScheduledActivity) -> bool:
    """Whether participants may place cards in `scheduled` now."""
    return scheduled.placement_round > 0 and scheduled.input_open


def may_phones_see(scheduled: ScheduledActivity, activity: Activity, table: str = "") -> bool:
    """Whether participants may see what others gave in `activity`: texts, choices and totals of any kind.

    `table` asks for what one table holds: those that hold nothing which the kind shows are never seen.

    Only the reveal shows what a kind hides; closing the input does not. While a placement round is open it
    waits even for those who have revealed already, so that nobody is led while sorting alone.

    Raises UnknownKindError.
    """
    traits = traits_of(activity.kind)
    if table and table not in traits.given:
        return False
    match traits.hidden:
        case Hidden.NEVER:
            return True
        case Hidden.UNTIL_REVEAL:
            return scheduled.revealed
        case Hidden.UNTIL_ROUND_ENDS:
            return scheduled.revealed and not placement_round_is_open(scheduled)


def spread_is_shown(state: State, answers: int) -> bool:
    """Whether a spread of so many `answers` may be shown, or the facilitator shows small groups too."""
    return answers >= LEAST_ANSWERS or state.workshop.show_small_groups


def table_is_named(state: State, seated: int) -> bool:
    """Whether cards may be told apart by a table where so many are `seated`, with the same exception."""
    return seated >= LEAST_AT_TABLE or state.workshop.show_small_groups
