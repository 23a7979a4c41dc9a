"""Queries on what participants said of cards while grouping, and of a meeting afterwards: counts only."""

from __future__ import annotations

from collections import Counter

from sessions.model import CardId, MarkKind, ParticipantId
from sessions.state import State
from sessions.visibility import spread_is_shown

ON_CARDS = (MarkKind.ME_TOO, MarkKind.UNCLEAR)
ON_MEETINGS = (MarkKind.WORTH_IT, MarkKind.PARTLY_WORTH_IT, MarkKind.NOT_WORTH_IT)


def marks_on(state: State, card: CardId, mark: MarkKind) -> int:
    """How many people said `mark` of a card or of one that was merged into it."""
    subjects = (card, *(other.id for other in state.merged_cards(card)))
    rows = (row for subject in subjects for row in state.marks.where("subject", subject))
    people = {row.participant for row in rows if row.mark is mark}
    return sum(not _is_removed(state, person) for person in people)


def own_marks(state: State, participant: ParticipantId, subject: str) -> tuple[MarkKind, ...]:
    """What a participant has said of `subject`."""
    return tuple(row.mark for row in state.marks.where("participant", participant) if row.subject == subject)


def this_meeting(state: State) -> str:
    """What marks call the meeting that is being held, or was held last."""
    return f"meeting-{state.workshop.meeting}"


def worth_the_time(state: State) -> tuple[tuple[MarkKind, int], ...] | None:
    """How many gave each answer to "was it worth the time"; None where so few have that it is not told."""
    rows = state.marks.where("subject", this_meeting(state))
    counts = Counter(row.mark for row in rows if not _is_removed(state, row.participant))
    if not spread_is_shown(state, counts.total()):
        return None
    return tuple((mark, counts[mark]) for mark in ON_MEETINGS)


def _is_removed(state: State, participant: ParticipantId) -> bool:
    row = state.participants.get(participant)
    return row is None or row.removed
