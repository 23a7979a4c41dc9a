"""What a talk about questions is about: its columns, its questions, and the answers to them."""

from __future__ import annotations

from prompts.methods.model import Activity, Category, Method
from sessions.model import Answer
from sessions.queries.answers import is_hidden
from sessions.queries.carrying import cards_of
from sessions.state import State


def columns_of(state: State, method: Method, activity: Activity) -> tuple[Category, ...]:
    """What the activity's questions are asked about, in order: categories, or each card as one."""
    if not activity.per_card:
        return activity.categories
    return tuple(
        Category(
            key=card.id,
            sign=method.card_number(card.deck, card.number),
            title=" ".join(card.text.split()),
            short="",
            leader_role="",
            works_when=(),
            fails_when=(),
            means=(),
            resources=(),
            warning_signs=(),
            examples=(),
        )
        for card in cards_of(state, activity)
    )


def answers_in(
    state: State, method: Method, activity: Activity, *, with_hidden: bool = False
) -> tuple[Answer, ...]:
    """This meeting's answers to the activity's questions in its columns, as they came.

    Those that the facilitator hid are left out unless they are asked for: their authors still see them.
    """
    columns = {column.key for column in columns_of(state, method, activity)}
    asked = {question.key for question in activity.questions}
    meeting = state.workshop.meeting
    return tuple(
        row
        for row in state.answers
        if row.meeting == meeting
        and row.question in asked
        and row.category in columns
        and (with_hidden or not is_hidden(state, row))
    )
