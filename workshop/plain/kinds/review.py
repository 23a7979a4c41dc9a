"""Review: how far the last meeting's agreements have come, and what was learned on the way."""

from __future__ import annotations

from collections.abc import Iterator

from sessions.agreements import review_now, reviews_of, steps_to_review
from sessions.commands import ReviewNextStep
from sessions.model import NextStep, StepReview, StepStatus
from workshop.plain.conversation.actions import Action
from workshop.plain.conversation.asking import Field
from workshop.plain.conversation.desk import Desk
from workshop.plain.kinds.steps import in_words, one_step, step_lines, when

STATUSES = (StepStatus.NOT_STARTED, StepStatus.UNDER_WAY, StepStatus.DONE, StepStatus.STOPPED)
LONGEST, LONGEST_DATE = 400, 40


def _steps(desk: Desk) -> tuple[NextStep, ...]:
    return steps_to_review(desk.picture)


def _said_now(desk: Desk, step: NextStep) -> StepReview:
    return review_now(desk.picture, step.id)


def show(desk: Desk) -> None:
    """The agreements with status and learning."""
    steps = _steps(desk)
    if not steps:
        desk.say("panels.review.empty")
    for number, step in enumerate(steps, start=1):
        desk.console.lines(step_lines(desk, number, step))
        desk.say(f"panels.review.{step.status.value}")
        for review in reviews_of(desk.picture, step.id):
            desk.console.lines(_told(desk, review))


def _told(desk: Desk, review: StepReview) -> Iterator[str]:
    """What a meeting said of an agreement besides its status."""
    words, now = desk.words, review.round == desk.picture.workshop.round
    label = words("panels.review.learned") if now else words("panels.review.earlier", n=review.round)
    if review.learning:
        yield f"{label} {review.learning}"
    if review.due:
        yield f"{label} {words('panels.review.moved', date=in_words(desk, review.due))}"
    if review.category:
        yield f"{label} {words('panels.review.new-approach', name=desk.named(review.category))}"


async def _status(desk: Desk) -> None:
    step = await one_step(desk, _steps(desk))
    choices = [(status.value, desk.words(f"panels.review.{status.value}")) for status in STATUSES]
    status = StepStatus(await desk.choose(step.what, choices))
    await desk.do(ReviewNextStep(step.id, status, _said_now(desk, step).learning))


async def _learn(desk: Desk) -> None:
    step, words = await one_step(desk, _steps(desk)), desk.words
    said = _said_now(desk, step).learning
    shown = when(desk, step)
    found = await desk.form(
        (
            Field("learning", words("panels.review.ask_learning"), said, longest=LONGEST),
            Field(
                "due",
                words("panels.review.due_field"),
                shown,
                longest=LONGEST_DATE,
                reference=desk.date_reference,
            ),
        )
    )
    due = step.due if found["due"] == shown else found["due"]
    await desk.do(ReviewNextStep(step.id, step.status, found["learning"], due))


async def _approach(desk: Desk) -> None:
    step = await one_step(desk, tuple(step for step in _steps(desk) if step.card))
    category = await desk.category(desk.words("panels.review.ask_approach"))
    said = _said_now(desk, step).learning
    await desk.do(ReviewNextStep(step.id, step.status, said, category=category.key))


def _has_steps(desk: Desk) -> bool:
    return bool(_steps(desk))


ACTIONS = (
    Action("s", "plain.act.step-status", _status, _has_steps),
    Action("e", "plain.act.learned", _learn, _has_steps),
    Action("c", "plain.act.new-approach", _approach, lambda desk: any(step.card for step in _steps(desk))),
)
