"""Takes the people out of a workshop that stays: who wrote, who was there, and every copy that says so.

What the group wrote, placed, decided and agreed stays; names in agreements become initials. The file is made
anew of its rows, so that neither its journal nor its free pages remember, and the copies beside it are
deleted. It cannot be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from exports.minutes import planned_follow_ups
from exports.options import initials
from prompts.methods.model import Method
from sessions import model
from sessions.state import State
from sessions.table_shapes import shapes
from workshop.archive.made_anew import make_anew
from workshop.live.secrets import new_access

KEPT_AFTER_LAST = timedelta(days=30)
"""How long after the last planned follow-up the raw material is of use; then home offers to let it go."""


def anonymise(session: Path, log: Path, mirror: Path | None = None) -> int:
    """Take the people out of a workshop, and return how many copies of it were deleted.

    The file stays whole until the new one has been written and read back. Raises LockedError if it is open,
    StorageError, MethodError.
    """
    return make_anew(session, log, _without_people, mirror)


def may_let_go(state: State, method: Method, today: date) -> bool:
    """Whether the last planned follow-up is so long ago that the raw material is of no more use.

    False for a workshop that has nobody's name any more, or that has not ended.
    """
    if state.workshop.status is not model.WorkshopStatus.CLOSED or not any(
        person.alias or person.token_hash for person in state.participants
    ):
        return False
    days = [meeting.day for meeting in planned_follow_ups(state, method)]
    last = max([*days, *filter(None, (state.workshop.date,))], default=None)
    return last is not None and last + KEPT_AFTER_LAST < today


def _without_people(state: State) -> Iterator[model.Row]:
    for shape in shapes():
        rows: Iterable[model.Row] = state.table(shape.name)
        change = _CHANGES.get(shape.row)
        if shape.row is not model.Receipt:
            yield from (change(row) if change is not None else row for row in rows)


def _workshop(row: model.Workshop) -> model.Workshop:
    access = new_access()
    return replace(row, join_secret=access.secret, join_code=access.code)


def _details(row: model.MeetingDetails) -> model.MeetingDetails:
    return replace(
        row,
        absentees="",
        facilitator=initials(row.facilitator),
        drafted_by=initials(row.drafted_by),
        approved_by=initials(row.approved_by),
    )


_CHANGES: dict[type, Callable[..., model.Row]] = {
    model.Workshop: _workshop,
    model.MeetingDetails: _details,
    model.Participant: lambda row: replace(row, alias="", table_name="", token_hash=""),
    model.Card: lambda row: replace(row, author=None),
    model.Answer: lambda row: replace(row, author=None),
    model.NextStep: lambda row: replace(row, who=initials(row.who)),
    model.StepReview: lambda row: replace(row, seen_by=initials(row.seen_by)),
    model.ParkedItem: lambda row: replace(row, who=initials(row.who)),
}
