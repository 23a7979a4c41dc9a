"""Vote: dots with a budget; totals stay hidden until the facilitator reveals them."""

from __future__ import annotations

from prompts.model import Kind
from sessions.commands import CastVote
from sessions.errors import TooManyDotsError, TooManyOnOneError, UnknownCardError
from sessions.model import Vote
from sessions.rules import Context, Decision, known_card, rule, running
from sessions.state import put, remove
from sessions.tally import dots_used


@rule(CastVote)
def cast_vote(context: Context, command: CastVote) -> Decision:
    """Exactly this many dots on this card, within the budget and the most for one card."""
    scheduled, activity = running(context, Kind.VOTE)
    earlier = context.state.votes.get(scheduled.id, command.card, context.actor)
    if command.dots == 0 and earlier is not None:
        # Also from a card that was merged, hidden or taken back meanwhile: dots are never stuck.
        return Decision((remove(earlier),), command.card)
    card = known_card(context, command.card)
    if card.deck != activity.deck or card.merged_into or card.hidden:
        raise UnknownCardError
    workshop = context.state.workshop
    if not 0 <= command.dots <= workshop.max_per_item:
        raise TooManyOnOneError(most=workshop.max_per_item)
    if dots_used(context.state, scheduled.id, context.actor, besides=card.id) + command.dots > workshop.dots:
        raise TooManyDotsError(dots=workshop.dots)
    if command.dots == 0:
        return Decision((), card.id)
    return Decision((put(context.state, Vote(scheduled.id, card.id, context.actor, command.dots)),), card.id)
