"""Agree: who does what, when, and what others can see first. Gaps are warned about, never blocked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sessions.commands import AddNextStep, EditNextStep, RemoveNextStep
from sessions.errors import BadDateError, UnknownItemError
from sessions.model import NextStep, StepStatus
from sessions.rules import (
    Context,
    Decision,
    Remark,
    cleaned_text,
    known_card,
    optional_line,
    optional_text,
    rule,
)
from sessions.state import put

LONGEST_WHO = 80
LONGEST_FIELD = 400
_DANISH_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2}|\d{4}))?\.?")
_REQUIRED = ("who", "what", "due", "first_visible_result")


@rule(AddNextStep)
def add_next_step(context: Context, command: AddNextStep) -> Decision:
    blank = NextStep(
        id=context.new_id(),
        number=len(context.state.next_steps) + 1,
        who="",
        what="",
        due="",
        first_visible_result="",
        resources="",
        help="",
        card="",
        status=StepStatus.NOT_STARTED,
        learning="",
        round=context.state.workshop.round,
        removed=False,
    )
    return _filled(context, blank, command)


@rule(EditNextStep)
def edit_next_step(context: Context, command: EditNextStep) -> Decision:
    return _filled(context, known_step(context, command.step), command)


@rule(RemoveNextStep)
def remove_next_step(context: Context, command: RemoveNextStep) -> Decision:
    step = known_step(context, command.step)
    return Decision((put(context.state, replace(step, removed=True)),), step.id)


def known_step(context: Context, identifier: str) -> NextStep:
    """The next step under `identifier`. Raises UnknownItemError."""
    step = context.state.next_steps.get(identifier)
    if step is None or step.removed:
        raise UnknownItemError
    return step


def parsed_date(text: str, today: date) -> str:
    """An ISO date from `2026-03-18`, `18.3.2026`, `18/3-26` or `18.3.` (the next such day).

    An empty text stays empty. Raises BadDateError.
    """
    line = optional_line(text)
    if not line:
        return ""
    try:
        return date.fromisoformat(line).isoformat()
    except ValueError:
        match = _DANISH_DATE.fullmatch(line.replace(" ", ""))
    if match is None:
        raise BadDateError(text=line)
    day, month, year = int(match[1]), int(match[2]), match[3]
    try:
        if year:
            return date(int(year) if len(year) == 4 else 2000 + int(year), month, day).isoformat()
        this_year = date(today.year, month, day)
        return (this_year if this_year >= today else date(today.year + 1, month, day)).isoformat()
    except ValueError:
        raise BadDateError(text=line) from None


def _filled(context: Context, step: NextStep, command: AddNextStep | EditNextStep) -> Decision:
    card = known_card(context, command.card).id if command.card else ""
    after = replace(
        step,
        who=optional_line(command.who, LONGEST_WHO),
        what=cleaned_text(command.what, LONGEST_FIELD),
        due=parsed_date(command.due, context.now.date()),
        first_visible_result=optional_text(command.first_visible_result, LONGEST_FIELD),
        resources=optional_text(command.resources, LONGEST_FIELD),
        help=optional_text(command.help, LONGEST_FIELD),
        card=card,
    )
    return Decision((put(context.state, after),), after.id, _remarks(after, context.now.date()))


def _remarks(step: NextStep, today: date) -> tuple[Remark, ...]:
    remarks = []
    missing = tuple(name for name in _REQUIRED if not getattr(step, name))
    if missing:
        remarks.append(Remark("missing-fields", (("fields", ",".join(missing)),)))
    if step.due and date.fromisoformat(step.due) < today:
        remarks.append(Remark("date-in-past"))
    return tuple(remarks)
