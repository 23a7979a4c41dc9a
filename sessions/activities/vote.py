"""Vote: dots with a budget; totals stay hidden until the facilitator reveals them.

The budget counts only cards on the list. Dots on a card that was merged, hidden or withdrawn are
free again, and return with the card unless they have been spent elsewhere meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prompts.methods.model import Activity, Kind
from sessions.commands import CastVote, CountHands, WeighCard
from sessions.errors import OutOfScaleError, TooManyDotsError, TooManyOnOneError
from sessions.model import CardId, HandCount, ScheduledActivity, ScheduledId, Vote, Weighing
from sessions.queries.result_and_resources import HIGHEST, LOWEST
from sessions.rules.decide import Context, Decision, rule, running
from sessions.rules.its_cards import among_its_cards
from sessions.rules.show_of_hands import counts_hands
from sessions.state import RowWrite, put, remove
from sessions.tallies.vote_tally import dots_used, votes_away


@rule(CastVote)
def cast_vote(context: Context, command: CastVote) -> Decision:
    """Put exactly this many dots on this card, within the budget and the maximum for one card.

    Dots on cards that are no longer visible are taken back when the budget needs them.
    """
    scheduled, activity = running(context, Kind.VOTE)
    earlier = context.state.votes.get(scheduled.id, command.card, context.actor)
    if command.dots == 0 and earlier is not None:
        # Removing is allowed on a merged, hidden or withdrawn card too, so dots are never stuck.
        return Decision((remove(earlier),), command.card)
    card = among_its_cards(context, command.card, activity)
    workshop = context.state.workshop
    if not 0 <= command.dots <= workshop.max_per_item:
        raise TooManyOnOneError(most=workshop.max_per_item)
    used = dots_used(context.state, scheduled.id, context.actor, besides=card.id) + command.dots
    if used > workshop.dots:
        raise TooManyDotsError(dots=workshop.dots)
    if command.dots == 0:
        return Decision((), card.id)
    vote = put(context.state, Vote(scheduled.id, card.id, context.actor, command.dots))
    return Decision((vote, *_taken_back(context, scheduled.id, workshop.dots - used)), card.id)


def _taken_back(context: Context, scheduled: ScheduledId, left: int) -> Iterator[RowWrite]:
    """Leave at most `left` of the actor's dots on invisible cards, so that none is counted twice."""
    for vote in votes_away(context.state, scheduled, context.actor):
        kept = min(vote.dots, left)
        left -= kept
        if kept == 0:
            yield remove(vote)
        elif kept < vote.dots:
            yield put(context.state, replace(vote, dots=kept))


@rule(WeighCard)
def weigh_card(context: Context, command: WeighCard) -> Decision:
    """Put a proposal in a box on both axes; 0 on both takes it off the grid."""
    scheduled, activity = running(context, Kind.VOTE)
    card = among_its_cards(context, command.card, activity)
    values = (command.result, command.resources)
    if values != (0, 0) and not all(LOWEST <= value <= HIGHEST for value in values):
        raise OutOfScaleError(lowest=LOWEST, highest=HIGHEST)
    if values != (0, 0):
        return Decision((put(context.state, Weighing(scheduled.id, card.id, *values)),), card.id)
    earlier = context.state.weighings.get(scheduled.id, card.id)
    return Decision((remove(earlier),) if earlier is not None else (), card.id)


@counts_hands(Kind.VOTE)
def hands_for_card(
    context: Context, scheduled: ScheduledActivity, activity: Activity, command: CountHands
) -> HandCount:
    """Count the dots on a card from those without a phone."""
    among_its_cards(context, CardId(command.subject), activity)
    return HandCount(scheduled.id, command.subject, 0, "dots", command.count)
