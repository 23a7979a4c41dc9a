"""Review: how far the last round's next steps have come, and what was learned."""

from __future__ import annotations

from dataclasses import replace

from sessions.activities.agree import LONGEST_FIELD, known_step, parsed_date
from sessions.commands import ReviewNextStep
from sessions.model import StepStatus
from sessions.rules import Context, Decision, changed_card, known_card, known_category, optional_text, rule
from sessions.state import RowWrite, put


@rule(ReviewNextStep)
def review_next_step(context: Context, command: ReviewNextStep) -> Decision:
    """Status and learning; a new date or a new approach for its initiative where given."""
    step = known_step(context, command.step)
    after = replace(
        step,
        status=StepStatus(command.status),
        learning=optional_text(command.learning, LONGEST_FIELD),
        due=parsed_date(command.due, context.now.date()) or step.due,
    )
    writes: list[RowWrite] = [put(context.state, after)]
    if command.category and step.card:
        card = known_card(context, step.card)
        writes.append(changed_card(context, card, agreed=known_category(context, command.category)))
    return Decision(tuple(writes), step.id)
