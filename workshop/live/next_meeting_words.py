"""When the group meets again, as every face tells it."""

from __future__ import annotations

from prompts.language.formatting import day_in_full
from prompts.language.words import Words
from sessions.state import State


def next_meeting_line(state: State, words: Words) -> str:
    """When the group has agreed to meet again; empty where it has not."""
    meeting = state.meetings.get(state.workshop.meeting)
    if meeting is None or meeting.next_date is None:
        return ""
    return words("terminal.end.next-agreed", date=day_in_full(meeting.next_date, words.language))
