"""Review: progress on earlier agreements, what was learned, a new date, another approach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompts.language.typed_dates import LONGEST_DATE
from sessions.commands import ReviewNextStep
from sessions.limits import LONGEST_FIELD, LONGEST_WHO
from sessions.model import NextStep, StepStatus
from sessions.queries.agreements import review_now, steps_to_review
from workshop.facilitating.act import Act
from workshop.facilitating.acts.agreement_form import due_in_words, known_names, new_due, step_choices
from workshop.facilitating.choices import category_choices
from workshop.facilitating.conversation import Conversation, Field
from workshop.facilitating.situation import Situation

if TYPE_CHECKING:
    from sessions.command_answers import Accepted

STATUSES = (StepStatus.NOT_STARTED, StepStatus.UNDER_WAY, StepStatus.DONE, StepStatus.STOPPED)


def steps(situation: Situation) -> tuple[NextStep, ...]:
    """What was agreed before this meeting, earliest first."""
    return steps_to_review(situation.state)


async def _step(talk: Conversation, known: tuple[NextStep, ...] | None = None) -> NextStep:
    known = steps(talk.situation) if known is None else known
    key = await talk.item(talk.words("plain.agree.which"), step_choices(known, talk.words.language))
    return next(step for step in known if step.id == key)


async def set_status(talk: Conversation, step: NextStep, status: StepStatus) -> None:
    """Set an agreement's status."""
    learning = review_now(talk.situation.state, step.id).learning
    await talk.send(ReviewNextStep(step.id, status, learning))


async def ask_status(talk: Conversation) -> None:
    """Ask for an agreement's status and set it."""
    step = await _step(talk)
    choices = [(status.value, talk.words(f"panels.review.{status.value}")) for status in STATUSES]
    await set_status(talk, step, StepStatus(await talk.choose(step.what, choices)))


async def learn(talk: Conversation) -> None:
    """Record what was learned, and a new date."""
    step, words, reference = await _step(talk), talk.words, talk.date_reference
    learning = review_now(talk.situation.state, step.id).learning
    fields = (
        Field(
            "learning", words("panels.review.learning_field"), learning, optional=True, longest=LONGEST_FIELD
        ),
        Field(
            "seen_by",
            words("rounds.seen-field"),
            review_now(talk.situation.state, step.id).seen_by,
            optional=True,
            longest=LONGEST_WHO,
            suggestions=known_names(talk.situation.state),
        ),
        Field(
            "due",
            words("panels.review.due_field"),
            due_in_words(step, words.language),
            optional=True,
            longest=LONGEST_DATE,
            reference=reference,
        ),
    )

    async def send(filled: dict[str, str]) -> Accepted | None:
        due = new_due(step, filled["due"], reference, words.language)
        seen = filled["seen_by"]
        return await talk.send(ReviewNextStep(step.id, step.status, filled["learning"], due, seen_by=seen))

    await talk.fill_in(words("panels.review.ask_learning"), fields, send, note=step.what)


async def change_approach(talk: Conversation) -> None:
    """Move an agreement's initiative to another approach."""
    step = await _step(talk, tuple(step for step in steps(talk.situation) if step.card))
    card = talk.situation.state.cards.get(step.card)
    title = talk.words("panels.review.ask_approach")
    key = await talk.choose(
        title,
        category_choices(talk.situation.categories),
        note=card.text if card is not None else "",
        current=(card.agreed if card is not None else None) or "",
    )
    learning = review_now(talk.situation.state, step.id).learning
    await talk.send(ReviewNextStep(step.id, step.status, learning, category=key))


def _has_steps(situation: Situation) -> bool:
    return bool(steps(situation))


def _has_cards(situation: Situation) -> bool:
    return any(step.card for step in steps(situation))


STATUS = Act("review.status", ask_status, _has_steps, (), "s", shown=False)

ACTS = (
    STATUS,
    Act("review.learn", learn, _has_steps, ("e", "enter"), "e", rank=10),
    Act("review.approach", change_approach, _has_cards, ("c",), "c", rank=20),
)
