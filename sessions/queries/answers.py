"""Queries on answers: which of them may be shown. Every face and the minutes ask here."""

from __future__ import annotations

from sessions.model import Answer
from sessions.state import State


def shown_answers(state: State, category: str | None = None) -> tuple[Answer, ...]:
    """The answers of all meetings that were not hidden, in the order they came; of one category if named."""
    rows = state.answers if category is None else state.answers.where("category", category)
    return tuple(row for row in rows if not is_hidden(state, row))


def hidden_answers(state: State) -> tuple[Answer, ...]:
    """This meeting's answers that were hidden, in the order they came."""
    meeting = state.workshop.meeting
    return tuple(row for row in state.answers if row.meeting == meeting and is_hidden(state, row))


def is_hidden(state: State, answer: Answer) -> bool:
    """Whether the facilitator hid the answer."""
    return state.hidden_answers.get(answer.id) is not None
