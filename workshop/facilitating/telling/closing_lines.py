"""What a workshop ends with: the decisions, the agreements, what is parked, and when to meet again.

The faces show these lines; participants' words in them are theirs to clean.
"""

from __future__ import annotations

from collections.abc import Iterator

from prompts.language.formatting import long_date
from prompts.language.words import Words
from prompts.methods.model import Activity, Kind, Method
from sessions.model import ScheduledActivity
from sessions.queries.agreements import open_steps
from sessions.queries.decisions import decisions
from sessions.state import State
from workshop.live.next_meeting_words import next_meeting_line


def decision_lines(state: State, words: Words, most: int | None = None) -> Iterator[str]:
    """A heading and the decisions, `most` of them; nothing where there is none."""
    found = decisions(state)
    if found:
        yield words("terminal.end.decisions", n=len(found))
    for row in found[:most]:
        yield f"  {row.text}"
    yield from _rest(len(found), most, words)


def agreement_lines(state: State, words: Words, most: int | None = None) -> Iterator[str]:
    """A heading and the open agreements, `most` of them: who, what, when; nothing where there is none."""
    steps = open_steps(state)
    if steps:
        yield words("terminal.end.agreements", n=len(steps))
    for step in steps[:most]:
        due = long_date(step.due, words.language) if step.due is not None else ""
        who_and_what = ": ".join(filter(None, (step.who, step.what)))
        yield "  " + " · ".join(filter(None, (due, who_and_what)))
    yield from _rest(len(steps), most, words)


def takes_leave(state: State, scheduled: ScheduledActivity, activity: Activity) -> bool:
    """Whether this ends the run sheet in talk alone: the group then goes through what is parked."""
    last = max(state.run_sheet(), key=lambda row: row.position)
    return activity.kind is Kind.PRESENT and not activity.pause and last.id == scheduled.id


def parked_lines(state: State, words: Words, most: int | None = None) -> Iterator[str]:
    """A heading and the parked items, `most` of them, with who takes each; nothing where there is none."""
    parked = sorted((row for row in state.parked_items if not row.removed), key=lambda row: row.number)
    if parked:
        yield words("terminal.end.parked", n=len(parked))
    for item in parked[:most]:
        yield "  " + " · ".join((item.text, item.who or words("terminal.end.nobody-takes")))
    yield from _rest(len(parked), most, words)


def _rest(there: int, most: int | None, words: Words) -> Iterator[str]:
    if most is not None and there > most:
        yield "  " + words("terminal.end.more", n=there - most)


def follow_up_line(state: State, method: Method, words: Words) -> str:
    """When the next meeting is: as agreed, or else as proposed; empty where neither is.

    Reads calendars: not for an event loop.
    """
    agreed = next_meeting_line(state, words)
    if agreed:
        return agreed
    from exports.minutes import remaining_follow_ups

    meeting = next(iter(remaining_follow_ups(state, method)), None)
    if meeting is None:
        return ""
    day = long_date(meeting.day, words.language)
    key = "next-meeting-moved" if meeting.is_moved else "next-meeting"
    since = words(f"terminal.end.since-{'this' if state.workshop.meeting == 1 else 'first'}")
    return words(f"terminal.end.{key}", date=day, n=meeting.days, since=since)
