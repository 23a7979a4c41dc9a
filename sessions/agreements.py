"""Reading agreements: which of them a follow-up looks at, and what each meeting has said of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sessions.model import AgreementId, NextStep, StepReview, StepStatus
from sessions.state import State

REQUIRED = ("who", "what", "due", "first_visible_result")
"""The fields that an agreement needs. Those that lack are told, never insisted on."""
OPEN_STATUSES = frozenset({StepStatus.NOT_STARTED, StepStatus.UNDER_WAY})
"""An agreement that stands so is still to be done."""


def missing_in(step: NextStep) -> tuple[str, ...]:
    """The required fields that `step` lacks, in the order of the form."""
    return tuple(name for name in REQUIRED if not getattr(step, name))


def steps_to_review(state: State) -> tuple[NextStep, ...]:
    """What earlier meetings agreed and no earlier follow-up has done with, by date."""
    meeting = state.workshop.round
    earlier = (step for step in state.next_steps if not step.removed and step.round < meeting)
    return by_date(step for step in earlier if not _settled_before(state, step, meeting))


def steps_of_meeting(state: State) -> tuple[NextStep, ...]:
    """What this meeting has agreed, by date."""
    meeting = state.workshop.round
    return by_date(step for step in state.next_steps if not step.removed and step.round == meeting)


def open_steps(state: State) -> tuple[NextStep, ...]:
    """What is agreed and still to be done: what a next meeting begins with, by date."""
    return by_date(step for step in state.next_steps if not step.removed and step.status in OPEN_STATUSES)


def reviews_of(state: State, step: AgreementId) -> tuple[StepReview, ...]:
    """What each meeting said of a next step, the earliest first."""
    return tuple(sorted(state.step_reviews.where("step", step), key=lambda review: review.round))


def review_now(state: State, step: AgreementId) -> StepReview:
    """What this meeting has said of a next step so far; one that says nothing where it has not."""
    meeting = state.workshop.round
    said = state.step_reviews.get(step, meeting)
    return said or StepReview(step, meeting, StepStatus.NOT_STARTED, "", None, None)


def learned_before(state: State, step: AgreementId) -> str:
    """The latest that earlier meetings learned of a next step; may be empty."""
    earlier = [review for review in reviews_of(state, step) if review.round < state.workshop.round]
    return next((review.learning for review in reversed(earlier) if review.learning), "")


def by_date(steps: Iterable[NextStep]) -> tuple[NextStep, ...]:
    """Earliest first, those without a date last, ties by number."""
    return tuple(sorted(steps, key=lambda step: (step.due or date.max, step.number)))


def _settled_before(state: State, step: NextStep, meeting: int) -> bool:
    """Whether an earlier follow-up has told that it is done or stopped: it is told once."""
    told = [review for review in reviews_of(state, step.id) if 1 < review.round < meeting]
    now = state.step_reviews.get(step.id, meeting)
    return bool(told) and now is None and step.status not in OPEN_STATUSES
