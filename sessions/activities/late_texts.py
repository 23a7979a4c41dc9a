"""Texts that were being written when the group went on: at first a card, later something parked."""

from __future__ import annotations

from collections.abc import Iterator

from prompts.methods.model import Activity, Kind
from sessions.activities.collect import MOST_PARKED_BY_PHONES, check_room, new_card
from sessions.activities.parking import park_item
from sessions.commands import ParkItem, SendLateText, WriteCard
from sessions.errors import ActivityMovedOnError, TooManyCardsError
from sessions.limits import LONGEST_PARKED
from sessions.model import ActivityStatus, ScheduledActivity
from sessions.queries.carrying import cards_of
from sessions.queries.reflection import columns_of
from sessions.rules.clock_and_input import elapsed_seconds
from sessions.rules.decide import Context, Decision, cleaned_text, known_activity, rule
from sessions.state import put

LATE_SECONDS = 60.0
"""How long into the next activity a card may still come; `phone.unsent.anyway_hint` states it."""


@rule(SendLateText)
def send_late_text(context: Context, command: SendLateText) -> Decision:
    """Add a card if its activity was left a moment ago, else park the text with what it was written to.

    An anonymous activity takes nothing: it has let go of its authors, and the journal would name this one.

    Raises ActivityMovedOnError, TooManyCardsError.
    """
    row = known_activity(context, command.activity)
    activity = context.method.activity(row.activity)
    if activity.anonymous:
        raise ActivityMovedOnError
    if _takes_late_cards(context, row, activity):
        check_room(context)
        card = new_card(context, row.id, activity, WriteCard(command.text))
        return Decision((put(context.state, card),), card.id)
    if len(context.state.parked_items) >= MOST_PARKED_BY_PHONES:
        raise TooManyCardsError(most=MOST_PARKED_BY_PHONES)
    return park_item(context, ParkItem(_with_its_question(context, activity, command)))


def _takes_late_cards(context: Context, row: ScheduledActivity, activity: Activity) -> bool:
    """Whether `row` was left so short a time ago that its deck can still be added to."""
    current = context.state.current()
    return (
        activity.kind is Kind.COLLECT
        and not activity.grid
        and row.status is ActivityStatus.DONE
        and current is not None
        and elapsed_seconds(current, context.now) <= LATE_SECONDS
    )


def _with_its_question(context: Context, activity: Activity, command: SendLateText) -> str:
    """The text after what it answers: an answer alone says nothing to whoever reads the parking lot.

    What the text leaves no room for is cut from the question, never from the text.
    """
    text = cleaned_text(command.text)
    asked = " · ".join((activity.title, *_asked(context, activity, command.field)))
    room = LONGEST_PARKED - len(text) - len(": ")
    return f"{asked if len(asked) <= room else asked[: room - 1] + '…'}: {text}"


def _asked(context: Context, activity: Activity, field: str) -> Iterator[str]:
    """The column and the question that `field` names; a name that nothing has is passed over."""
    column, _, question = field.partition("/")
    if activity.kind is Kind.RECORD:
        yield from (card.text for card in cards_of(context.state, activity) if card.id == column)
        fields = activity.record.fields if activity.record else ()
        yield from (each.title for each in fields if each.key == question)
    else:
        columns = columns_of(context.state, context.method, activity)
        yield from (each.title for each in columns if each.key == column)
        yield from (each.short for each in activity.questions if each.key == question)
