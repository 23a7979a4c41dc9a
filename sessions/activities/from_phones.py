"""What participants do with what others wrote: marks on cards, agreements taken on, progress, parking."""

from __future__ import annotations

from dataclasses import replace

from prompts.methods.model import Kind
from sessions.activities.agree import known_step
from sessions.activities.collect import MOST_PARKED_BY_PHONES
from sessions.activities.parking import park_item
from sessions.activities.review import review_next_step
from sessions.commands import (
    MarkCard,
    ParkItem,
    ParkText,
    ReviewNextStep,
    SayWorth,
    TakeNextStep,
    TellProgress,
)
from sessions.errors import (
    ActivityClosedError,
    AgreementTakenError,
    NamelessError,
    NotAllowedError,
    NotOverError,
    TooManyCardsError,
    UnknownItemError,
)
from sessions.model import Mark, Participant, WorkshopStatus
from sessions.queries.agreements import is_nameless, review_now, stands_for, steps_of_meeting, steps_to_review
from sessions.queries.marks import ON_CARDS, ON_MEETINGS, own_marks, this_meeting
from sessions.rules.decide import Context, Decision, on_the_board, rule
from sessions.state import RowWrite, put, remove


@rule(MarkCard)
def mark_card(context: Context, command: MarkCard) -> Decision:
    """Raises ActivityClosedError, UnknownCardError, NotAllowedError."""
    scheduled = context.state.current()
    activity = context.method.activity(scheduled.activity) if scheduled is not None else None
    if activity is None or activity.kind is not Kind.CLUSTER:
        raise ActivityClosedError
    if command.mark not in ON_CARDS or context.by_facilitator:
        raise NotAllowedError
    card = on_the_board(context, command.card, activity.deck)
    row = Mark(card.id, context.actor, command.mark)
    return Decision(_said(context, row, said=command.said), card.id)


@rule(TakeNextStep)
def take_next_step(context: Context, command: TakeNextStep) -> Decision:
    """Raises ActivityClosedError, UnknownItemError, NamelessError, AgreementTakenError."""
    _check_kind(context, Kind.AGREE)
    person = _person(context)
    step = known_step(context, command.step)
    if step not in steps_of_meeting(context.state):
        raise UnknownItemError
    if is_nameless(context.state.workshop.language, person):
        raise NamelessError
    if command.taken:
        if step.who and not stands_for(context.state, step, person):
            raise AgreementTakenError(who=step.who)
        after = replace(step, who=step.who or person.alias)
    else:
        if step.who.casefold() != person.alias.casefold():
            raise AgreementTakenError(who=step.who)
        after = replace(step, who="")
    return Decision((put(context.state, after),), step.id)


@rule(TellProgress)
def tell_progress(context: Context, command: TellProgress) -> Decision:
    """What has been learnt stays as it is. Raises ActivityClosedError, UnknownItemError, NotAllowedError."""
    _check_kind(context, Kind.REVIEW)
    step = known_step(context, command.step)
    if step not in steps_to_review(context.state):
        raise UnknownItemError
    if not stands_for(context.state, step, _person(context)):
        raise NotAllowedError
    learned = review_now(context.state, step.id).learning
    return review_next_step(
        context, ReviewNextStep(step.id, command.status, learned, seen_by=command.seen_by)
    )


@rule(ParkText)
def park_text(context: Context, command: ParkText) -> Decision:
    """Raises EmptyTextError, TextTooLongError, TooManyCardsError."""
    if len(context.state.parked_items) >= MOST_PARKED_BY_PHONES:
        raise TooManyCardsError(most=MOST_PARKED_BY_PHONES)
    return park_item(context, ParkItem(command.text))


@rule(SayWorth)
def say_worth(context: Context, command: SayWorth) -> Decision:
    """A later answer takes the place of an earlier one. Raises NotOverError, NotAllowedError."""
    if context.state.workshop.status is not WorkshopStatus.CLOSED:
        raise NotOverError
    if command.worth not in ON_MEETINGS or context.by_facilitator:
        raise NotAllowedError
    subject = this_meeting(context.state)
    before = own_marks(context.state, context.actor, subject)
    changed = (mark for mark in before if mark is not command.worth)
    gone = tuple(remove(Mark(subject, context.actor, mark)) for mark in changed)
    return Decision((*gone, *_said(context, Mark(subject, context.actor, command.worth), said=True)))


def _said(context: Context, row: Mark, *, said: bool) -> tuple[RowWrite, ...]:
    if said:
        return (put(context.state, row),)
    is_there = context.state.marks.get(row.subject, row.participant, row.mark) is not None
    return (remove(row),) if is_there else ()


def _check_kind(context: Context, kind: Kind) -> None:
    scheduled = context.state.current()
    if scheduled is None or context.method.activity(scheduled.activity).kind is not kind:
        raise ActivityClosedError


def _person(context: Context) -> Participant:
    person = context.state.participants.get(context.actor)
    if person is None:
        raise NotAllowedError
    return person
