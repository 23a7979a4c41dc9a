"""Queries on answers: which of them may be shown. Every face and the minutes ask here."""

from __future__ import annotations

from collections.abc import Collection

from prompts.methods.model import Activity
from sessions.model import Answer, Participant, ParticipantId
from sessions.state import State


def shown_answers(state: State, category: str | None = None) -> tuple[Answer, ...]:
    """The answers of all meetings that were not hidden, in the order they came; of one category if named."""
    rows = state.answers if category is None else state.answers.where("category", category)
    return tuple(row for row in rows if not is_hidden(state, row))


def is_hidden(state: State, answer: Answer) -> bool:
    """Whether the facilitator hid the answer."""
    return state.hidden_answers.get(answer.id) is not None


def shared_table(activity: Activity, person: Participant | None) -> str:
    """The table that `person` answers for in `activity`; empty where everybody answers for themselves."""
    return person.table_name if activity.by_table and person is not None else ""


def answering_as(state: State, activity: Activity, person: Participant) -> Collection[ParticipantId]:
    """Those whose answer is also that of `person`: all at the same table, or only `person`."""
    table = shared_table(activity, person).casefold()
    if not table:
        return (person.id,)
    here = state.participants.where("present_in", state.workshop.meeting)
    return {other.id for other in here if other.table_name.casefold() == table}


def written_together(stands: str, seen: str | None, text: str) -> str:
    """What stands once somebody who saw `seen` has written `text`, while another at the table wrote too.

    Nothing that the other wrote is lost: only what was seen is replaced.
    """
    if seen is None or seen == stands:
        return text
    if seen and seen in stands:
        before, _, after = stands.rpartition(seen)
        return f"{before}{text}{after}".strip()
    return f"{stands}\n{text}" if text else stands
