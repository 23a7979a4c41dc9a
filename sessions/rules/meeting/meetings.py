"""Follow-ups: the next meeting of the same group, in the same file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prompts.language.words import load_words
from sessions.clock import as_stored, local_day
from sessions.commands import SetNextMeeting, StartMeeting
from sessions.errors import MeetingBeforeLastError
from sessions.model import Meeting, MeetingDetails, Participant, ParticipantId, WorkshopStatus
from sessions.queries.agreements import is_nameless
from sessions.rules.clock_and_input import left
from sessions.rules.decide import Context, Decision, rule
from sessions.rules.meeting.meeting_details import carried_details
from sessions.rules.meeting.planning import planned_rows, without_what_is_there
from sessions.rules.people import active_participants
from sessions.rules.placed_again import put_back_agreed
from sessions.state import RowWrite, put


@rule(StartMeeting)
def start_meeting(context: Context, command: StartMeeting) -> Decision:
    """Begin a follow-up: a new run sheet in the same file; cards and agreements stay.

    If the last meeting was closed, everybody joins anew, except for those who were typed in: they have no
    phone to join with. If it was not, the participants stay and take part in the next meeting. Raises
    MeetingBeforeLastError.
    """
    workshop = context.state.workshop
    if command.date is not None and workshop.date is not None and command.date < workshop.date:
        raise MeetingBeforeLastError(last=workshop.date)
    meeting = Meeting(
        number=workshop.meeting + 1,
        date=command.date or local_day(context.now),
        run_sheet=command.run_sheet,
    )
    planned = planned_rows(context.method, command.run_sheet, command.packs, meeting.number, context.new_id)
    rows = without_what_is_there(planned, command.run_sheet, context.method, context.state)
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
    details = carried_details(context.state, meeting.number)
    if details != MeetingDetails(meeting.number):
        writes.append(put(context.state, details))
    here = active_participants(context.state)
    if workshop.status is WorkshopStatus.CLOSED:
        typed_in = [row for row in here if row.typed_in]
        writes += [put(context.state, row) for row in _expected(context, typed_in, meeting.number)]
    else:
        writes += [put(context.state, replace(row, meeting=meeting.number)) for row in here]
    return Decision(tuple(writes))


def _expected(context: Context, people: list[Participant], meeting: int) -> Iterator[Participant]:
    """Those who were typed in before, as participants of the new meeting; who has not come is removed."""
    language = context.state.workshop.language
    for number, person in enumerate(people, start=1):
        numbered = load_words(language)("people.numbered", number=number)
        yield replace(
            person,
            id=ParticipantId(context.new_id()),
            number=number,
            alias=numbered if is_nameless(language, person) else person.alias,
            joined_at=as_stored(context.now),
            meeting=meeting,
        )


@rule(SetNextMeeting)
def set_next_meeting(context: Context, command: SetNextMeeting) -> Decision:
    """Raises MeetingBeforeLastError for a day before this meeting's."""
    workshop = context.state.workshop
    if command.date is not None and workshop.date is not None and command.date < workshop.date:
        raise MeetingBeforeLastError(last=workshop.date)
    known = context.state.meetings.get(workshop.meeting)
    meeting = known or Meeting(workshop.meeting, workshop.date, workshop.run_sheet)
    return Decision((put(context.state, replace(meeting, next_date=command.date)),))
