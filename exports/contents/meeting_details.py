"""What the facilitator says of a meeting for the head of its minutes: purpose, place, people, case number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, fields

from exports.options import Names, Options
from prompts.language.cleaning import clean_line
from prompts.language.words import Words
from sessions.model import MeetingDetails
from sessions.state import State

FIELDS = tuple(field.name for field in fields(MeetingDetails) if field.name != "meeting")
_PEOPLE = ("facilitator", "drafted_by", "approved_by")


def details_told(state: State, options: Options) -> tuple[MeetingDetails, ...]:
    """The details of every meeting that has any, by meeting, with people named as `options` say.

    What `options` say of the latest meeting takes the place of what is stored.
    """
    now = state.workshop.meeting
    rows = {row.meeting: row for row in state.meeting_details}
    if options.details:
        stored = rows.get(now, MeetingDetails(now))
        texts = {name: getattr(stored, name) for name in FIELDS} | dict(options.details)
        rows[now] = MeetingDetails(now, **texts)
    told = (_told(rows[meeting], options) for meeting in sorted(rows))
    return tuple(row for row in told if row != MeetingDetails(row.meeting))


def details_of_meeting(rows: Iterable[MeetingDetails], meeting: int) -> MeetingDetails:
    """The row of `meeting`; all empty where there is none."""
    return next((row for row in rows if row.meeting == meeting), MeetingDetails(meeting))


def figures_of_details(rows: Iterable[MeetingDetails]) -> list[dict[str, object]]:
    """The details as JSON."""
    return [asdict(row) for row in rows]


def _told(row: MeetingDetails, options: Options) -> MeetingDetails:
    texts = {name: clean_line(getattr(row, name)) for name in FIELDS}
    texts |= {name: options.person(texts[name]) if texts[name] else "" for name in _PEOPLE}
    absent = [options.person(name.strip()) for name in texts["absentees"].split(",") if name.strip()]
    texts["absentees"] = ", ".join(absent) if options.names is not Names.NONE else ""
    return MeetingDetails(row.meeting, **texts)


def case_line(row: MeetingDetails, words: Words) -> str:
    """The case number with what it is, for a document's foot; an empty text where there is none."""
    return f"{words('minutes.facts.case-number')} {row.case_number}" if row.case_number else ""
