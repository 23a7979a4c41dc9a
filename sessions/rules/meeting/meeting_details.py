"""What the head of a meeting's minutes says: typed in by the facilitator, one row for each meeting."""

from __future__ import annotations

from sessions.commands import DescribeMeeting
from sessions.limits import LONGEST_PURPOSE, LONGEST_TITLE
from sessions.model import MeetingDetails
from sessions.rules.decide import Context, Decision, optional_line, rule
from sessions.rules.meanwhile import edited
from sessions.state import State, put

LONGEST = {
    "purpose": LONGEST_PURPOSE,
    "place": LONGEST_TITLE,
    "hours": LONGEST_TITLE,
    "facilitator": LONGEST_TITLE,
    "absentees": LONGEST_PURPOSE,
    "case_number": LONGEST_TITLE,
    "drafted_by": LONGEST_TITLE,
    "approved_by": LONGEST_TITLE,
}
"""The fields in the order in which people are asked for them, each with its most characters."""


def details_of(state: State) -> MeetingDetails:
    """The details of the latest meeting; all empty where nobody has given any."""
    meeting = state.workshop.meeting
    return state.meeting_details.get(meeting) or MeetingDetails(meeting)


def proposed_details(state: State) -> MeetingDetails:
    """What a form starts with: a follow-up has the facilitator and the case of the meeting before it."""
    known, now = state.meeting_details.get(state.workshop.meeting), state.workshop.meeting
    earlier = max(state.meeting_details, key=lambda row: row.meeting, default=None)
    if known is not None or earlier is None:
        return known or MeetingDetails(now)
    return MeetingDetails(now, facilitator=earlier.facilitator, case_number=earlier.case_number)


def checked_details(meeting: int, texts: dict[str, str]) -> MeetingDetails:
    """The row of these texts. Raises TextTooLongError."""
    return MeetingDetails(
        meeting, **{name: optional_line(text, LONGEST[name]) for name, text in texts.items()}
    )


@rule(DescribeMeeting)
def describe_meeting(context: Context, command: DescribeMeeting) -> Decision:
    """Keep it; a field that somebody else changed meanwhile is refused once."""
    now = details_of(context.state)
    wanted = checked_details(now.meeting, {name: getattr(command, name) for name in LONGEST})
    fields: dict[str, object] = {name: getattr(wanted, name) for name in LONGEST}
    return Decision((put(context.state, edited(now, command.seen, **fields)),))
