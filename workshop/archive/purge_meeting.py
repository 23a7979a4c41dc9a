"""Lets the raw material of one meeting go, while the workshop and its other meetings stay.

Gone is who was there, what each person placed, voted, rated, answered and marked, and the cards that nothing
rests on. What the group came to stays, because later meetings begin with it: agreements and their history,
decisions, initiatives with an agreed approach, and cards that another meeting has placed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from prompts.language.words import Words, load_words
from sessions import model
from sessions.state import State
from sessions.table_shapes import shapes
from workshop.archive.made_anew import make_anew


class NoSuchMeetingError(Exception):
    """The workshop has had no such meeting, or it has not ended. Nothing was changed."""

    def __init__(self, number: int, ended: int) -> None:
        """`ended` is how many of its meetings have ended."""
        super().__init__(number)
        self.number, self.ended = number, ended

    def sentence(self, words: Words | None = None) -> str:
        """Which meetings there are."""
        return (words or load_words())("purge.no-such-meeting", number=self.number, n=self.ended)


def purge_meeting(session: Path, log: Path, number: int, mirror: Path | None = None) -> int:
    """Delete what is in the file of the meeting `number` only, and return how many copies were deleted.

    Raises NoSuchMeetingError, LockedError if it is open, StorageError, MethodError.
    """
    return make_anew(session, log, lambda state: tuple(_without_meeting(state, number)), mirror)


@dataclass(frozen=True, slots=True)
class _Gone:
    """What the meeting leaves: people, activities, cards, answers and placement rounds."""

    meeting: int
    people: frozenset[str]
    scheduled: frozenset[str]
    cards: frozenset[str]
    answers: frozenset[str]
    rounds: tuple[int, int]


def _without_meeting(state: State, number: int) -> Iterator[model.Row]:
    workshop = state.workshop
    ended = workshop.meeting - (workshop.status is not model.WorkshopStatus.CLOSED)
    if not 1 <= number <= ended:
        raise NoSuchMeetingError(number, ended)
    scheduled = frozenset(row.id for row in state.scheduled if row.meeting == number)
    gone = _Gone(
        meeting=number,
        people=frozenset(row.id for row in state.participants if row.meeting == number),
        scheduled=scheduled,
        cards=_cards(state, number),
        answers=frozenset(row.id for row in state.answers if row.meeting == number),
        rounds=(2 * number - 1, 2 * number),
    )
    for shape in shapes():
        if shape.row is model.Receipt:
            continue
        for row in state.table(shape.name):
            kept = _kept(row, gone)
            if kept is not None:
                yield kept


def _cards(state: State, number: int) -> frozenset[str]:
    """The meeting's cards that nothing rests on. A merged card goes or stays with the one it is in."""
    rests: set[str | None] = {row.card for row in state.next_steps if not row.removed}
    rests |= {row.card for row in state.decisions}
    rests |= {row.card for row in state.placements if (row.placement_round + 1) // 2 != number}
    rests |= {row.card for row in state.placed_again}
    rests |= {row.card for row in state.set_placements if row.agreed}

    def stays(card: model.Card) -> bool:
        into = state.cards.get(card.merged_into) if card.merged_into else None
        if into is not None:
            return stays(into)
        return bool(card.agreed) or card.id in rests or card.meeting != number

    return frozenset(card.id for card in state.cards if card.meeting == number and not stays(card))


def _kept(row: model.Row, gone: _Gone) -> model.Row | None:
    """The row, without what it says of the meeting's people; None where nothing of it stays."""
    if _is_gone(row, gone):
        return None
    match row:
        case model.MeetingDetails() if row.meeting == gone.meeting:
            return replace(row, absentees="")
        case model.Card() if row.meeting == gone.meeting or row.author in gone.people:
            return replace(
                row, author=None, split_from=None if row.split_from in gone.cards else row.split_from
            )
        case model.Card() if row.split_from in gone.cards:
            return replace(row, split_from=None)
        case model.Answer() if row.author in gone.people:
            return replace(row, author=None)
    return row


def _is_gone(row: model.Row, gone: _Gone) -> bool:
    match row:
        case model.Participant():
            return row.id in gone.people
        case model.Card():
            return row.id in gone.cards
        case model.Answer():
            return row.id in gone.answers
        case model.HiddenAnswer():
            return row.answer in gone.answers
        case model.Placement():
            return row.placement_round in gone.rounds or row.card in gone.cards
        case model.HandCount() if not row.scheduled:
            return row.placement_round in gone.rounds or row.subject in gone.cards
        case model.KeptApart():
            return bool({row.first, row.second} & gone.cards)
        case model.MeetingDetails() | model.ScheduledActivity() | model.NextStep() | model.GroupDecision():
            return False
    if getattr(row, "participant", "") in gone.people or getattr(row, "scheduled", "") in gone.scheduled:
        return True
    return any(getattr(row, column, "") in gone.cards for column in ("card", "subject"))
