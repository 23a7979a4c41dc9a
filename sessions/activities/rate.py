"""Rate: a number for each statement, shown as a distribution and never only as a mean."""

from __future__ import annotations

from prompts.methods.model import Activity, Kind
from sessions.commands import CountHands, GiveRating
from sessions.errors import OutOfScaleError, UnknownStatementError
from sessions.model import HandCount, Rating, ScheduledActivity
from sessions.queries.ratings import rated_in
from sessions.rules.decide import Context, Decision, rule, running
from sessions.rules.show_of_hands import counts_hands
from sessions.state import put

_DIGITS = 6


@rule(GiveRating)
def give_rating(context: Context, command: GiveRating) -> Decision:
    """Record one number per statement, scale and participant; a new one replaces the old."""
    scheduled, activity = running(context, Kind.RATE)
    _check(context, activity, command.statement, command.value, command.scale)
    row = Rating(scheduled.id, command.statement, context.actor, command.value, command.scale)
    return Decision((put(context.state, row),), command.statement)


@counts_hands(Kind.RATE)
def hands_for_value(
    context: Context, scheduled: ScheduledActivity, activity: Activity, command: CountHands
) -> HandCount:
    """Count hands for a number on the scale, in one spelling, so that a second count replaces the first."""
    number = int(command.choice) if command.choice.isdecimal() and len(command.choice) < _DIGITS else -1
    _check(context, activity, command.subject, number, command.scale)
    return HandCount(scheduled.id, command.subject, 0, str(number), command.count, command.scale)


def _check(context: Context, activity: Activity, statement: str, value: int, number: int) -> None:
    """Raise UnknownStatementError or OutOfScaleError if the rating does not fit the activity."""
    if all(known.key != statement for known in rated_in(context.state, activity)):
        raise UnknownStatementError
    scale = {0: activity.scale, 1: activity.second_scale}.get(number)
    if scale is None:
        raise UnknownStatementError
    if not scale.lowest <= value <= scale.highest:
        raise OutOfScaleError(lowest=scale.lowest, highest=scale.highest)
