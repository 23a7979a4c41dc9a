"""Begins a group's next meeting in the same file, after the last one has ended.

No phone is connected then: the meeting is begun in the closed file, which is opened afterwards
like any other. Everybody joins again, with a new code.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as day_of_calendar
from pathlib import Path

from prompts.language.words import Words, load_words
from prompts.methods.model import Method
from prompts.methods.run_sheets import follow_up_sheet
from sessions.clock import Clock, local_day
from sessions.commands import RotateAccess, StartMeeting
from sessions.errors import UnknownItemError
from sessions.model import WorkshopStatus
from sessions.rules.dates import parsed_date
from sessions.storage.store import read_state
from workshop.hosting.open_sessions import OpenSession, opened
from workshop.hosting.putting_aside import take_back
from workshop.live.secrets import new_access


class FollowUpError(Exception):
    """A follow-up cannot begin. Nothing was changed."""

    key = ""

    def __init__(self, **fields: object) -> None:
        """Keep the fields of the sentence."""
        super().__init__(self.key)
        self.fields = fields

    def sentence(self, words: Words | None = None) -> str:
        """What prevents it, and what to do."""
        return (words or load_words())(f"follow-up.{self.key}", **self.fields)


class NotEndedError(FollowUpError):
    """The last meeting is still open. Fields: `title`."""

    key = "not-ended"


class NoFollowUpSheetError(FollowUpError):
    """The method has no run sheet for a follow-up. Fields: `method`."""

    key = "no-sheet"


class UnknownEntryError(FollowUpError):
    """No such run sheet for a follow-up, or no such pack. Fields: `text`, `known`."""

    key = "unknown"


def begin_follow_up(
    path: Path, run_sheet: str = "", packs: Sequence[str] = (), date: str = "", clock: Clock | None = None
) -> int:
    """Begin the next meeting of the ended workshop at `path` and return its number.

    Without a `run_sheet` it is the method's for so many days after the first meeting. `date` is what was
    typed, empty for today. Raises NotEndedError,
    NoFollowUpSheetError, UnknownEntryError, BadDateError, and what `open_session` raises.
    """
    with opened(path, clock) as session:
        state = read_state(session.path)
        workshop = state.workshop
        if workshop.status is not WorkshopStatus.CLOSED:
            raise NotEndedError(title=workshop.title)
        day = parsed_date(date, local_day(session.clock.now())) or local_day(session.clock.now())
        wanted = run_sheet or usual_sheet(session.method, _days_between(state.date_of(1), day))
        _begin(session, wanted, tuple(packs), day)
        take_back(session.path)
        return workshop.meeting + 1


def usual_sheet(method: Method, days: int | None = None) -> str:
    """The key of the run sheet of a follow-up held `days` after the first meeting.

    Raises NoFollowUpSheetError.
    """
    sheet = follow_up_sheet(method.follow_up_sheets(), days)
    if sheet is None:
        raise NoFollowUpSheetError(method=method.title)
    return sheet.key


def proposed_sheet(path: Path, method: Method, today: day_of_calendar) -> str:
    """The run sheet that a follow-up of the workshop at `path` begins with if it is held `today`.

    Raises NoFollowUpSheetError and what `read_state` raises.
    """
    return usual_sheet(method, _days_between(read_state(path).date_of(1), today))


def _days_between(first: day_of_calendar | None, day: day_of_calendar) -> int | None:
    return (day - first).days if first is not None else None


def _begin(session: OpenSession, run_sheet: str, packs: tuple[str, ...], day: day_of_calendar) -> None:
    method = session.method
    known = {sheet.key for sheet in method.run_sheets} | {pack.key for pack in method.packs}
    for key in (run_sheet, *packs):
        if key not in known:
            raise UnknownEntryError(text=key, known=", ".join(sorted(known)))
    try:
        session.room.submit(StartMeeting(run_sheet, day, packs)).result()
    except UnknownItemError:
        raise UnknownEntryError(text=run_sheet, known=", ".join(sorted(known))) from None
    # Outsiders may still have the last meeting's code.
    access = new_access()
    session.room.submit(RotateAccess(access.secret, access.code)).result()
