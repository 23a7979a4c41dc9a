"""Queries on decisions: in which order they stand, which agreements carry them out, what a follow-up said."""

from __future__ import annotations

from sessions.model import CardId, DecisionId, DecisionReview, GroupDecision, NextStep
from sessions.queries.agreements import by_date
from sessions.state import State


def decisions(state: State) -> tuple[GroupDecision, ...]:
    """The decisions that were not removed, in the facilitator's order."""
    rows = (row for row in state.decisions if not row.removed)
    return tuple(sorted(rows, key=lambda row: (row.position, row.number)))


def decisions_of_meeting(state: State, meeting: int) -> tuple[GroupDecision, ...]:
    """The decisions made in `meeting`."""
    return tuple(row for row in decisions(state) if row.meeting == meeting)


def decision_on(state: State, card: CardId) -> GroupDecision | None:
    """The decision that confirms the proposal `card`, or None."""
    return next((row for row in decisions(state) if row.card == card), None)


def steps_of_decision(state: State, decision: DecisionId) -> tuple[NextStep, ...]:
    """The agreements that carry a decision out, by date."""
    tied = (state.next_steps.get(row.step) for row in state.decision_steps.where("decision", decision))
    return by_date(step for step in tied if step is not None and not step.removed)


def reviews_of_decision(state: State, decision: DecisionId) -> tuple[DecisionReview, ...]:
    """What each follow-up said of a decision, the earliest first."""
    rows = state.decision_reviews.where("decision", decision)
    return tuple(sorted(rows, key=lambda review: review.meeting))
