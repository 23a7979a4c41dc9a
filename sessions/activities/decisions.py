"""What the group decided: confirmed by the facilitator, in an order, tied to agreements, reviewed later."""

from __future__ import annotations

from dataclasses import replace

from sessions.activities.agree import known_step
from sessions.commands import (
    ConfirmDecision,
    EditDecision,
    MoveDecision,
    RemoveDecision,
    ReviewDecision,
    TieDecision,
)
from sessions.errors import UnknownItemError
from sessions.limits import LONGEST_DECISION, LONGEST_FIELD
from sessions.model import DecisionId, DecisionReview, DecisionStatus, DecisionStep, GroupDecision
from sessions.queries.decisions import decision_on, decisions
from sessions.rules.decide import Context, Decision, cleaned_text, known_card, optional_text, rule
from sessions.state import RowWrite, put, remove


@rule(ConfirmDecision)
def confirm_decision(context: Context, command: ConfirmDecision) -> Decision:
    """Record it last in the list. Confirming the same proposal again changes nothing."""
    state = context.state
    card = known_card(context, command.card) if command.card else None
    if card is not None and (confirmed := decision_on(state, card.id)) is not None:
        return Decision((), confirmed.id)
    text = command.text or (card.text if card is not None else "")
    row = GroupDecision(
        id=DecisionId(context.new_id()),
        number=len(state.decisions) + 1,
        position=max((each.position for each in state.decisions), default=0) + 1,
        text=cleaned_text(text, LONGEST_DECISION),
        card=card.id if card is not None else None,
        meeting=state.workshop.meeting,
        status=DecisionStatus.STANDS,
        learning="",
        removed=False,
    )
    return Decision((put(state, row),), row.id)


@rule(EditDecision)
def edit_decision(context: Context, command: EditDecision) -> Decision:
    """Change the wording only."""
    row = _known(context, command.decision)
    after = replace(row, text=cleaned_text(command.text, LONGEST_DECISION))
    return Decision((put(context.state, after),), row.id)


@rule(RemoveDecision)
def remove_decision(context: Context, command: RemoveDecision) -> Decision:
    """Keep the row, so that undo brings it back with all that is tied to it."""
    row = _known(context, command.decision)
    return Decision((put(context.state, replace(row, removed=True)),), row.id)


@rule(MoveDecision)
def move_decision(context: Context, command: MoveDecision) -> Decision:
    """Swap places with the neighbour; at the end of the list nothing changes."""
    row = _known(context, command.decision)
    order = decisions(context.state)
    place = order.index(row) + (1 if command.by > 0 else -1)
    if not 0 <= place < len(order):
        return Decision((), row.id)
    other = order[place]
    swapped = replace(row, position=other.position), replace(other, position=row.position)
    return Decision(tuple(put(context.state, each) for each in swapped), row.id)


@rule(TieDecision)
def tie_decision(context: Context, command: TieDecision) -> Decision:
    """Tie it to exactly these agreements."""
    row, state = _known(context, command.decision), context.state
    wanted = {known_step(context, step).id for step in command.steps}
    there = state.decision_steps.where("decision", row.id)
    writes: list[RowWrite] = [remove(tie) for tie in there if tie.step not in wanted]
    new = wanted - {tie.step for tie in there}
    writes += [put(state, DecisionStep(row.id, step)) for step in sorted(new)]
    return Decision(tuple(writes), row.id)


@rule(ReviewDecision)
def review_decision(context: Context, command: ReviewDecision) -> Decision:
    """Record this meeting's word on it, and let the decision stand as that left it."""
    row, state = _known(context, command.decision), context.state
    status, learning = DecisionStatus(command.status), optional_text(command.learning, LONGEST_FIELD)
    review = DecisionReview(row.id, state.workshop.meeting, status, learning)
    after = replace(row, status=status, learning=learning or row.learning)
    return Decision((put(state, after), put(state, review)), row.id)


def _known(context: Context, identifier: DecisionId) -> GroupDecision:
    row = context.state.decisions.get(identifier)
    if row is None or row.removed:
        raise UnknownItemError
    return row
