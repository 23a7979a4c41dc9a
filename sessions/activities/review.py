"""Review: the progress of earlier meetings' agreements, and what was learned.

Each follow-up records its own review beside the agreement, so that the minutes can tell the
history meeting by meeting.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sessions.activities.agree import known_step
from sessions.commands import ReviewNextStep
from sessions.limits import LONGEST_FIELD, LONGEST_WHO
from sessions.model import NextStep, StepReview, StepStatus
from sessions.queries.agreements import learned_before, review_now
from sessions.rules.decide import (
    Context,
    Decision,
    changed_card,
    known_card,
    known_category,
    optional_line,
    optional_text,
    rule,
)
from sessions.state import RowWrite, put


@rule(ReviewNextStep)
def review_next_step(context: Context, command: ReviewNextStep) -> Decision:
    """Record status and learning, and a new date or a new approach for its initiative if given."""
    step, state = known_step(context, command.step), context.state
    before = review_now(state, step.id)
    learning = optional_text(command.learning, LONGEST_FIELD)
    category = known_category(context, command.category) if command.category else None
    due_before, moved_to = _move(step, before, command.due)
    card = state.cards.get(step.card) if step.card else None
    had = before.category_before if before.category else (card.agreed if card is not None else None)
    review = StepReview(
        step=step.id,
        meeting=state.workshop.meeting,
        status=StepStatus(command.status),
        learning=learning,
        due=moved_to,
        category=category or before.category,
        due_before=due_before,
        seen_by=before.seen_by if command.seen_by is None else optional_line(command.seen_by, LONGEST_WHO),
        category_before=had if category or before.category else None,
    )
    after = replace(
        step,
        status=review.status,
        learning=learning or learned_before(state, step.id),
        due=command.due or step.due,
        due_words="" if command.due else step.due_words,
    )
    writes: list[RowWrite] = [put(state, after), put(state, review)]
    if category and step.card:
        writes.append(changed_card(context, known_card(context, step.card), agreed=category))
    return Decision(tuple(writes), step.id)


def _move(step: NextStep, before: StepReview, due: date | None) -> tuple[date | None, date | None]:
    """The date before this meeting and the one it agreed instead; twice None if it moved nothing."""
    found = before.due_before if before.due else step.due
    agreed = due or step.due
    return (found, agreed) if agreed != found else (None, None)
