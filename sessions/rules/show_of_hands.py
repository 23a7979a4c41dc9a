"""Shows of hands by those without a phone, for whatever is on the projector.

Each kind of activity that can be answered by hand defines what a hand may be raised for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from prompts.methods.model import Activity, Kind
from sessions.commands import CountHands, CountManyHands
from sessions.errors import BadCountError, TooManyDotsByHandError, TooManyHandsError
from sessions.model import HandCount, ScheduledActivity
from sessions.rules.decide import Context, Decision, rule, running
from sessions.rules.people import count_without_phone
from sessions.state import RowWrite, State, put
from sessions.tallies.tally import shown_cards

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
    return Decision(_counted(context, (command,)), command.subject)


@rule(CountManyHands)
def count_many_hands(context: Context, command: CountManyHands) -> Decision:
    """Store all counts or none."""
    return Decision(_counted(context, command.counts), count=len(command.counts))


def _counted(context: Context, commands: tuple[CountHands, ...]) -> tuple[RowWrite, ...]:
    scheduled, activity = running(context, *_COUNTED)
    rows = []
    for command in commands:
        if not 0 <= command.count <= MOST_HANDS:
            raise BadCountError(most=MOST_HANDS)
        rows.append(_COUNTED[activity.kind](context, scheduled, activity, command))
    _check_room(context, activity, rows)
    return tuple(put(context.state, row) for row in rows)


def most_on_one(state: State, kind: Kind) -> int:
    """How many hands, or dots, those without a phone can have on one thing; 0 where they were not counted."""
    people = count_without_phone(state)
    return people * state.workshop.max_per_item if kind is Kind.VOTE else people


def _check_room(context: Context, activity: Activity, rows: Iterable[HandCount]) -> None:
    """Refuse more hands than those without a phone can raise, where any of them are on the list.

    Where nobody was typed in, the facilitator keeps no list of them, and their number is unknown.
    A count that is lowered is always stored, so that an error can be mended after somebody has left.

    Raises TooManyHandsError or TooManyDotsByHandError.
    """
    state = context.state
    people = count_without_phone(state)
    before = {_place(row): row for row in state.hand_counts}
    after = before | {_place(row): row for row in rows}
    raised = [row for row in rows if row.count > (before[_place(row)].count if _place(row) in before else 0)]
    if not people or not raised:
        return
    if activity.kind is Kind.VOTE:
        dots, on_one = people * state.workshop.dots, most_on_one(state, activity.kind)
        standing = {card.id for card in shown_cards(state, activity.deck)}
        counts = [
            row.count
            for row in after.values()
            if row.scheduled == raised[0].scheduled and row.subject in standing
        ]
        if sum(counts) > dots or max(row.count for row in raised) > on_one:
            raise TooManyDotsByHandError(n=people, dots=dots, on_one=on_one)
        return
    choices = {category.key for category in activity.categories} if activity.kind is Kind.PLACE else None
    for question in {_question(row) for row in raised}:
        answers = (row for row in after.values() if _question(row) == question)
        if sum(row.count for row in answers if choices is None or row.choice in choices) > people:
            raise TooManyHandsError(n=people)


def _question(row: HandCount) -> tuple[str, str, int, int]:
    """What a person can raise a hand for once."""
    return row.scheduled, row.subject, row.placement_round, row.scale


def _place(row: HandCount) -> tuple[str, str, int, int, str]:
    """What a later count replaces."""
    return (*_question(row), row.choice)
