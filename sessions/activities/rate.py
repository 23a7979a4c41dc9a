"""Rate: a number for each statement, shown as a distribution and never only as a mean."""

from __future__ import annotations

from prompts.methods.model import Kind
from sessions.commands import GiveRating
from sessions.errors import OutOfScaleError, UnknownStatementError
from sessions.model import Rating
from sessions.rules.decide import Context, Decision, rule, running
from sessions.state import put


@rule(GiveRating)
def give_rating(context: Context, command: GiveRating) -> Decision:
    """One number for each statement and participant; a new one replaces the old."""
    scheduled, activity = running(context, Kind.RATE)
    if all(statement.key != command.statement for statement in activity.statements):
        raise UnknownStatementError
    scale = activity.scale
    if scale is None or not scale.lowest <= command.value <= scale.highest:
        raise OutOfScaleError(lowest=scale.lowest if scale else 0, highest=scale.highest if scale else 0)
    row = Rating(scheduled.id, command.statement, context.actor, command.value)
    return Decision((put(context.state, row),), command.statement)
