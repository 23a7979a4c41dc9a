"""Counting votes and ratings.

Votes count only while their card is on the list: not merged, hidden or withdrawn. Dots of fewer than
three people are covered (`sessions.visibility`): none are told, and the order is the one written in.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from prompts.methods.model import Activity, Method
from sessions.model import (
    Card,
    CardId,
    HandCount,
    ParticipantId,
    Rating,
    ScheduledActivity,
    ScheduledId,
    Vote,
)
from sessions.state import State
from sessions.table_shapes import standing_in
from sessions.tallies.tally import is_set_aside, shown_cards
from sessions.visibility import is_counted


@dataclass(frozen=True, slots=True)
class RankedCard:
    """A card and the dots it has."""

    card: Card
    dots: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How a statement was rated: `counts` holds every value of the scale in rising order."""

    statement: str
    counts: tuple[tuple[int, int], ...]
    answers: int
    mean: float | None
    lowest: int | None
    highest: int | None


def dots_on(state: State, scheduled: ScheduledId, card: CardId) -> int:
    """All dots on a card in one vote, shows of hands included."""
    phones = sum(vote.dots for vote in state.votes.where("card", card) if vote.scheduled == scheduled)
    hands = sum(row.count for row in state.hand_counts.where("subject", card) if row.scheduled == scheduled)
    return phones + hands


def vote_ranking(state: State, scheduled: ScheduledId, deck: str) -> tuple[RankedCard, ...]:
    """The deck's cards by dots, most first, ties by number; cards without dots too.

    Without dots, by number, if the votes are covered. What this meeting has not chosen stands there with its
    dots only.
    """
    counted = is_counted(voters(state, scheduled))
    ranked = (
        RankedCard(card, dots_on(state, scheduled, card.id) if counted else 0)
        for card in shown_cards(state, deck)
        if not is_set_aside(state, card) or dots_on(state, scheduled, card.id)
    )
    return tuple(sorted(ranked, key=lambda item: (-item.dots, item.card.number)))


def covered_voters(state: State, scheduled: ScheduledId) -> int:
    """How many voted, if they are too few for their dots to be told; else 0."""
    count = voters(state, scheduled)
    return 0 if is_counted(count) else count


def standing_votes(state: State, scheduled: ScheduledId) -> tuple[Vote, ...]:
    """The votes of one scheduled activity that count: on cards that are not merged, hidden or withdrawn."""
    return tuple(vote for vote in state.votes.where("scheduled", scheduled) if _stands(state, vote.card))


def voters(state: State, scheduled: ScheduledId) -> int:
    """How many people at least the totals of one vote are based on: by phone, and by raised hands."""
    phones = {vote.participant for vote in standing_votes(state, scheduled)}
    return len(phones) + people_by_hand(state, scheduled)


def people_by_hand(state: State, scheduled: ScheduledId) -> int:
    """The fewest people who can have given the raised hands that count in one vote.

    A raised hand is a dot, and one person has several; counted as people, they would uncover whoever voted.
    """
    workshop = state.workshop
    counts = [row.count for row in _standing_hands(state, scheduled)]
    for_one_card = max((math.ceil(count / workshop.max_per_item) for count in counts), default=0)
    return max(for_one_card, math.ceil(sum(counts) / workshop.dots))


def hands_given(state: State, scheduled: ScheduledId) -> int:
    """How many of the counting dots of one vote are raised hands."""
    return sum(row.count for row in _standing_hands(state, scheduled))


def dots_used(
    state: State, scheduled: ScheduledId, participant: ParticipantId, besides: CardId | None = None
) -> int:
    """The dots a participant has spent in one vote, not counting the card `besides`.

    Dots on a card that is merged, hidden or withdrawn are free again: see `votes_away`.
    """
    votes = _own_votes(state, scheduled, participant)
    return sum(vote.dots for vote in votes if vote.card != besides and _stands(state, vote.card))


def votes_away(state: State, scheduled: ScheduledId, participant: ParticipantId) -> tuple[Vote, ...]:
    """A participant's votes in one activity on cards no longer visible; they return with the card."""
    votes = _own_votes(state, scheduled, participant)
    return tuple(vote for vote in votes if not _stands(state, vote.card))


def rating_spread(
    state: State, method: Method, scheduled: ScheduledActivity, statement: str, number: int = 0
) -> Spread:
    """How `statement` was rated in a scheduled activity, shows of hands included.

    `statement` is a statement's key or a card's id, `number` 1 for the activity's second scale.
    Raises ValueError if the activity has no such scale.
    """
    return spread_in(state, method.activity(scheduled.activity), scheduled, statement, number)


def spread_in(
    state: State, activity: Activity, scheduled: ScheduledActivity, statement: str, number: int = 0
) -> Spread:
    """The same, where the activity that was scheduled is at hand."""
    scale = activity.second_scale if number else activity.scale
    if scale is None:
        raise ValueError(f"{scheduled.activity} has no scale")
    counts = dict.fromkeys(range(scale.lowest, scale.highest + 1), 0)
    values = {str(value): value for value in counts}
    rows: tuple[Rating, ...] = state.ratings.where("scheduled", scheduled.id)
    for row in rows:
        if (row.statement, row.scale) == (statement, number) and row.value in counts:
            counts[row.value] += 1
    for hands in state.hand_counts.where("subject", statement):
        here = (hands.scheduled, hands.scale) == (scheduled.id, number)
        value = values.get(hands.choice)  # a file from elsewhere may hold anything
        if here and value is not None:
            counts[value] += hands.count
    used = [value for value, count in counts.items() if count]
    answers = sum(counts.values())
    total = sum(value * count for value, count in counts.items())
    return Spread(
        statement=statement,
        counts=tuple(counts.items()),
        answers=answers,
        mean=total / answers if answers else None,
        lowest=min(used, default=None),
        highest=max(used, default=None),
    )


def _own_votes(state: State, scheduled: ScheduledId, participant: ParticipantId) -> tuple[Vote, ...]:
    votes = state.votes.where("participant", participant)
    return tuple(vote for vote in votes if vote.scheduled == scheduled)


def _standing_hands(state: State, scheduled: ScheduledId) -> tuple[HandCount, ...]:
    return tuple(
        row for row in state.hand_counts if row.scheduled == scheduled and _stands(state, CardId(row.subject))
    )


def _stands(state: State, card_id: CardId) -> bool:
    card = state.cards.get(card_id)
    return card is not None and standing_in(card) is not None
