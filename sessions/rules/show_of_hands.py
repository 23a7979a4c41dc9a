"""Shows of hands by those without a phone, for whatever is on the projector.

Each kind of activity that can be answered by hand defines what a hand may be raised for.
"""

from __future__ import annotations

from collections.abc import Callable

from prompts.methods.model import Activity, Kind
from sessions.commands import CountHands, CountManyHands
from sessions.errors import BadCountError
from sessions.model import HandCount, ScheduledActivity
from sessions.rules.decide import Context, Decision, rule, running
from sessions.state import RowWrite, put

MOST_HANDS = 1_000

Counted = Callable[[Context, ScheduledActivity, Activity, CountHands], HandCount]
_COUNTED: dict[Kind, Counted] = {}


def counts_hands(kind: Kind) -> Callable[[Counted], Counted]:
    """Register the decorated function, which makes or refuses the row for a count in activities of `kind`."""

    def register(function: Counted) -> Counted:
        _COUNTED[kind] = function
        return function

    return register


@rule(CountHands)
def count_hands(context: Context, command: CountHands) -> Decision:
    """Store the number of hands; a second count replaces the first."""
    return Decision((_counted(context, command),), command.subject)


@rule(CountManyHands)
def count_many_hands(context: Context, command: CountManyHands) -> Decision:
    """Store all counts or none."""
    return Decision(tuple(_counted(context, each) for each in command.counts), count=len(command.counts))


def _counted(context: Context, command: CountHands) -> RowWrite:
    if not 0 <= command.count <= MOST_HANDS:
        raise BadCountError(most=MOST_HANDS)
    scheduled, activity = running(context, *_COUNTED)
    return put(context.state, _COUNTED[activity.kind](context, scheduled, activity, command))
