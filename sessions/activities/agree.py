"""Agree: who does what, when, and the first visible result. Gaps give a warning, never a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from prompts.language.typed_dates import LONGEST_DATE
from sessions.clock import local_day
from sessions.command_answers import CommandWarning
from sessions.commands import AddNextStep, AddNextSteps, EditNextStep, RemoveNextStep
from sessions.errors import UnknownItemError
from sessions.limits import LONGEST_FIELD, LONGEST_WHO
from sessions.model import AgreementId, NextStep, StepStatus
from sessions.queries.agreements import missing_in
from sessions.rules.decide import (
    Context,
    Decision,
    cleaned_text,
    known_card,
    optional_line,
    optional_text,
    rule,
)
from sessions.rules.meanwhile import edited
from sessions.state import RowWrite, put


@rule(AddNextStep)
def add_next_step(context: Context, command: AddNextStep) -> Decision:
    blank = NextStep(
        id=AgreementId(context.new_id()),
        number=len(context.state.next_steps) + 1,
        who="",
        what="",
        due=None,
        first_visible_result="",
        resources="",
        help="",
        card=None,
        status=StepStatus.NOT_STARTED,
        learning="",
        meeting=context.state.workshop.meeting,
        removed=False,
    )
    return _filled(context, blank, command)


@rule(AddNextSteps)
def add_next_steps(context: Context, command: AddNextSteps) -> Decision:
    """Agree all of them or none."""
    after = replace(context, state=context.state.copy())  # each sees the numbers of those before it
    writes: list[RowWrite] = []
    for step in command.steps:
        writes += add_next_step(after, step).writes
        after.state.apply(writes[-1:])
    return Decision(tuple(writes), str(writes[0].key[0]) if writes else None, count=len(writes))


@rule(EditNextStep)
def edit_next_step(context: Context, command: EditNextStep) -> Decision:
    return _filled(context, known_step(context, command.step), command, command.seen)


@rule(RemoveNextStep)
def remove_next_step(context: Context, command: RemoveNextStep) -> Decision:
    step = known_step(context, command.step)
    return Decision((put(context.state, replace(step, removed=True)),), step.id)


def known_step(context: Context, identifier: AgreementId) -> NextStep:
    """The next step under `identifier`. Raises UnknownItemError."""
    step = context.state.next_steps.get(identifier)
    if step is None or step.removed:
        raise UnknownItemError
    return step


def _filled(
    context: Context, step: NextStep, command: AddNextStep | EditNextStep, seen: tuple[NextStep, ...] = ()
) -> Decision:
    card = known_card(context, command.card).id if command.card else None
    after = edited(
        step,
        seen,
        who=optional_line(command.who, LONGEST_WHO),
        what=cleaned_text(command.what, LONGEST_FIELD),
        due=command.due,
        first_visible_result=optional_text(command.first_visible_result, LONGEST_FIELD),
        resources=optional_text(command.resources, LONGEST_FIELD),
        help=optional_text(command.help, LONGEST_FIELD),
        card=card,
        due_words="" if command.due is not None else optional_line(command.due_words, LONGEST_DATE),
    )
    if after.due is not None:
        after = replace(after, due_words="")
    return Decision((put(context.state, after),), after.id, _remarks(after, local_day(context.now)))


def _remarks(step: NextStep, today: date) -> tuple[CommandWarning, ...]:
    warnings = []
    missing = missing_in(step)
    if missing:
        warnings.append(CommandWarning("missing-fields", (("fields", ",".join(missing)),)))
    if step.due is not None and step.due < today:
        warnings.append(CommandWarning("date-in-past"))
    return tuple(warnings)
