"""Follow-ups: the next meeting of the same group, in the same file."""

from __future__ import annotations

from dataclasses import replace

from sessions.clock import local_day
from sessions.commands import SetNextMeeting, StartMeeting
from sessions.errors import MeetingBeforeLastError
from sessions.model import Meeting, WorkshopStatus
from sessions.rules.clock_and_input import left
from sessions.rules.decide import Context, Decision, rule
from sessions.rules.people import active_participants
from sessions.rules.placed_again import put_back_agreed
from sessions.rules.planning import planned_rows
from sessions.state import RowWrite, put


@rule(StartMeeting)
def start_meeting(context: Context, command: StartMeeting) -> Decision:
    """Begin a follow-up: a new run sheet in the same file; cards and agreements stay.

    If the last meeting was closed, everybody joins anew. If it was not, the participants stay and
    take part in the next meeting. Raises MeetingBeforeLastError.
    """
    workshop = context.state.workshop
    if command.date is not None and workshop.date is not None and command.date < workshop.date:
        raise MeetingBeforeLastError(last=workshop.date)
    meeting = Meeting(
        number=workshop.meeting + 1,
        date=command.date or local_day(context.now),
        run_sheet=command.run_sheet,
    )
    rows = planned_rows(context.method, command.run_sheet, command.packs, meeting.number, context.new_id)
    begun = replace(
        workshop,
        meeting=meeting.number,
        date=meeting.date,
        run_sheet=command.run_sheet,
        status=WorkshopStatus.LOBBY,
        current=None,
        closed_at=None,
    )
    writes: list[RowWrite] = [*left(context), *put_back_agreed(context)]
    writes += [put(context.state, begun), put(context.state, meeting)]
    writes += [put(context.state, row) for row in rows]
    if workshop.status is not WorkshopStatus.CLOSED:
        here = active_participants(context.state)
        writes += [put(context.state, replace(row, meeting=meeting.number)) for row in here]
    return Decision(tuple(writes))


@rule(SetNextMeeting)
def set_next_meeting(context: Context, command: SetNextMeeting) -> Decision:
    """Raises MeetingBeforeLastError for a day before this meeting's."""
    workshop = context.state.workshop
    if command.date is not None and workshop.date is not None and command.date < workshop.date:
        raise MeetingBeforeLastError(last=workshop.date)
    known = context.state.meetings.get(workshop.meeting)
    meeting = known or Meeting(workshop.meeting, workshop.date, workshop.run_sheet)
    return Decision((put(context.state, replace(meeting, next_date=command.date)),))
