"""What the head of a meeting's minutes says: typed in by the facilitator, one row for each meeting."""

from __future__ import annotations

from dataclasses import replace

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


def carried_details(state: State, meeting: int) -> MeetingDetails:
    """What the next `meeting` begins with: all but the hours, who is absent and who approved the last one."""
    return replace(details_of(state), meeting=meeting, hours="", absentees="", approved_by="")


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
