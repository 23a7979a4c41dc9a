"""Review: how far the last meeting's agreements have come, and what was learned on the way."""

from __future__ import annotations

from sessions.commands import ReviewNextStep
from sessions.model import NextStep, StepStatus
from workshop.plain.actions import Action
from workshop.plain.desk import Desk
from workshop.plain.kinds.steps import by_date, one_step, step_lines, when

STATUSES = (StepStatus.NOT_STARTED, StepStatus.UNDER_WAY, StepStatus.DONE, StepStatus.STOPPED)
LONGEST = 400


def _steps(desk: Desk) -> tuple[NextStep, ...]:
    meeting = desk.picture.workshop.round
    return by_date(step for step in desk.picture.next_steps if not step.removed and step.round < meeting)


def show(desk: Desk) -> None:
    """The agreements with status and learning."""
    steps, words = _steps(desk), desk.words
    if not steps:
        desk.say("panels.review.empty")
    for number, step in enumerate(steps, start=1):
        desk.console.lines(step_lines(desk, number, step))
        desk.say(f"panels.review.{step.status.value}")
        if step.learning:
            desk.console.line(f"{words('panels.review.learned')} {step.learning}")


async def _status(desk: Desk) -> None:
    step = await one_step(desk, _steps(desk))
    choices = [(status.value, desk.words(f"panels.review.{status.value}")) for status in STATUSES]
    status = StepStatus(await desk.choose(step.what, choices))
    await desk.do(ReviewNextStep(step.id, status, step.learning))


async def _learn(desk: Desk) -> None:
    step, words = await one_step(desk, _steps(desk)), desk.words
    learning = await desk.text(words("panels.review.ask_learning"), step.learning, longest=LONGEST)
    shown = when(desk, step)
    due = await desk.text(words("panels.review.due_field"), shown, longest=40)
    await desk.do(ReviewNextStep(step.id, step.status, learning, step.due if due == shown else due))


async def _approach(desk: Desk) -> None:
    step = await one_step(desk, tuple(step for step in _steps(desk) if step.card))
    category = await desk.category(desk.words("panels.review.ask_approach"))
    await desk.do(ReviewNextStep(step.id, step.status, step.learning, category=category.key))


def _has_steps(desk: Desk) -> bool:
    return bool(_steps(desk))


ACTIONS = (
    Action("s", "plain.act.step-status", _status, _has_steps),
    Action("e", "plain.act.learned", _learn, _has_steps),
    Action("c", "plain.act.new-approach", _approach, lambda desk: any(step.card for step in _steps(desk))),
)
