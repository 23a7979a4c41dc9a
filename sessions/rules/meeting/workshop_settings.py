"""Rules for the workshop's settings: its names, its votes, how phones join."""

from __future__ import annotations

from dataclasses import replace

from sessions.commands import EditWorkshop, RotateAccess, SetPort
from sessions.errors import BadCountError, MeetingBeforeLastError
from sessions.limits import LONGEST_TITLE
from sessions.model import Workshop
from sessions.rules.decide import Context, Decision, cleaned_line, optional_line, rule
from sessions.rules.meanwhile import edited
from sessions.state import RowWrite, State, put

MOST_DOTS = 20


@rule(EditWorkshop)
def edit_workshop(context: Context, command: EditWorkshop) -> Decision:
    """Raises BadCountError and MeetingBeforeLastError."""
    if not (1 <= command.dots <= MOST_DOTS and 1 <= command.max_per_item <= command.dots):
        raise BadCountError(most=MOST_DOTS)
    workshop = edited(
        context.state.workshop,
        command.seen,
        title=cleaned_line(command.title, LONGEST_TITLE),
        organisation=optional_line(command.organisation, LONGEST_TITLE),
        group_name=optional_line(command.group_name, LONGEST_TITLE),
        dots=command.dots,
        max_per_item=command.max_per_item,
        **({"date": command.date} if command.date is not None else {}),
    )
    return Decision((put(context.state, workshop), *_moved_meeting(context.state, workshop)))


def _moved_meeting(state: State, workshop: Workshop) -> tuple[RowWrite, ...]:
    """The write of the meeting's own row if its day changes. Raises MeetingBeforeLastError."""
    if workshop.date == state.workshop.date:
        return ()
    last = state.meetings.get(workshop.meeting - 1)
    if last is not None and last.date is not None and workshop.date is not None and workshop.date < last.date:
        raise MeetingBeforeLastError(last=last.date)
    meeting = state.meetings.get(workshop.meeting)
    return (put(state, replace(meeting, date=workshop.date)),) if meeting is not None else ()


@rule(RotateAccess)
def rotate_access(context: Context, command: RotateAccess) -> Decision:
    workshop = replace(context.state.workshop, join_secret=command.join_secret, join_code=command.join_code)
    return Decision((put(context.state, workshop),))


@rule(SetPort)
def set_port(context: Context, command: SetPort) -> Decision:
    return Decision((put(context.state, replace(context.state.workshop, port=command.port)),))
