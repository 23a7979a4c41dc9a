"""Review: how far the agreements of earlier meetings have come, and what was learned.

Each follow-up says it anew: what it said is kept beside the agreement, so that the minutes can
tell it meeting by meeting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sessions.activities.agree import LONGEST_FIELD, known_step, parsed_date
from sessions.commands import ReviewNextStep
from sessions.model import NextStep, StepReview, StepStatus
from sessions.rules import Context, Decision, changed_card, known_card, known_category, optional_text, rule
from sessions.state import RowWrite, State, put

OPEN_STATUSES = frozenset({StepStatus.NOT_STARTED, StepStatus.UNDER_WAY})
"""An agreement that stands so is still to be done."""


@rule(ReviewNextStep)
def review_next_step(context: Context, command: ReviewNextStep) -> Decision:
    """Status and learning; a new date or a new approach for its initiative where given."""
    step, state = known_step(context, command.step), context.state
    before = review_of(state, step.id)
    learning = optional_text(command.learning, LONGEST_FIELD)
    due = parsed_date(command.due, context.now.date())
    category = known_category(context, command.category) if command.category else ""
    review = StepReview(
        step=step.id,
        round=state.workshop.round,
        status=StepStatus(command.status),
        learning=learning,
        due=due if due and due != step.due else before.due,
        category=category or before.category,
    )
    after = replace(
        step,
        status=review.status,
        learning=learning or _learned_before(state, step.id),
        due=due or step.due,
    )
    writes: list[RowWrite] = [put(state, after), put(state, review)]
    if category and step.card:
        writes.append(changed_card(context, known_card(context, step.card), agreed=category))
    return Decision(tuple(writes), step.id)


def reviews_of(state: State, step: str) -> tuple[StepReview, ...]:
    """What each follow-up said of a next step, the earliest first."""
    return tuple(sorted(state.step_reviews.where("step", step), key=lambda review: review.round))


def review_of(state: State, step: str) -> StepReview:
    """What this meeting has said of a next step so far; one that says nothing where it has not."""
    meeting = state.workshop.round
    said = state.step_reviews.get(step, meeting)
    return said or StepReview(step, meeting, StepStatus.NOT_STARTED, "", "", "")


def steps_to_review(state: State) -> tuple[NextStep, ...]:
    """What was agreed before this meeting, by date; those without one last."""
    meeting = state.workshop.round
    return by_date(step for step in state.next_steps if not step.removed and step.round < meeting)


def by_date(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    """Earliest first, those without a date last, ties by number."""
    return tuple(sorted(steps, key=lambda step: (not step.due, step.due, step.number)))


def _learned_before(state: State, step: str) -> str:
    earlier = (review.learning for review in reviews_of(state, step) if review.round < state.workshop.round)
    return next((text for text in reversed(tuple(earlier)) if text), "")
