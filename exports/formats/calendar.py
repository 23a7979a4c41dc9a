"""The dates as a calendar file: one event for each open agreement, one for each follow-up.

Each event has an id that stays, so that a second import updates what a first one made. Follow-ups already
stand on working days outside the summer weeks (`exports.contents.follow_up_dates`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from exports.action_plan import ActionRow, action_plan
from exports.contents.follow_up_dates import FollowUp
from exports.minutes import Minutes
from exports.minutes_document import agenda
from prompts.language.cleaning import clean, clean_line
from prompts.language.words import Words, load_words

PRODUCT = "-//Tre skridt//Workshop//DA"
REMINDER = timedelta(days=-2)
"""Before the day of an agreement: time enough to do something about it."""
NOTICE = timedelta(days=-7)
"""Before a follow-up: time enough to prepare."""
_NAMES = uuid.UUID("6f1c1c4e-6f0e-5b0b-9d55-1d5a6a3f2b7c")
"""The space of our ids: the same workshop and number give the same id on any computer."""


def render(minutes: Minutes) -> bytes:
    """The dates as the bytes of an .ics file."""
    words, plan = load_words(minutes.language), action_plan(minutes)
    calendar = new_calendar(clean_line(minutes.title) or words("minutes.untitled"))
    for row in plan.open_rows:
        if row.due is not None:
            calendar.add_component(_agreement(row, row.due, minutes, words))
    for meeting in minutes.follow_ups:
        calendar.add_component(_follow_up(meeting, minutes, words))
    content: bytes = calendar.to_ical()
    return content


def new_calendar(name: str) -> Calendar:
    """A calendar without events."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _agreement(row: ActionRow, due: date, minutes: Minutes, words: Words) -> Event:
    parts = [
        words("dates.result", text=row.first_visible_result) if row.first_visible_result else "",
        row.about(),
        words("dates.help", who=row.help) if row.help else "",
        _origin(minutes, words),
    ]
    title = ": ".join(part for part in (row.who, row.what) if part)
    return agreement_event(Origin(_workshop(minutes), minutes.generated_at), row.number, due, title, parts)


def _follow_up(meeting: FollowUp, minutes: Minutes, words: Words) -> Event:
    title = words("dates.follow-up", title=minutes.title or words("minutes.untitled"))
    parts = [*agenda(meeting.position, minutes, words), _origin(minutes, words)]
    origin = Origin(_workshop(minutes), minutes.generated_at)
    return meeting_event(origin, meeting.days, meeting.day, title, parts)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an event comes from: what tells its workshop from all others, and when the file was made."""

    workshop: str
    made: datetime


def agreement_event(origin: Origin, number: int, due: date, title: str, parts: Iterable[str]) -> Event:
    """The event of an agreement, with its reminder. It has the same id in every file that tells of it."""
    event = _event(f"step-{number}", due, title, parts, origin)
    event.add_component(_alarm(REMINDER, title))
    return event


def meeting_event(origin: Origin, days: int, day: date, title: str, parts: Iterable[str]) -> Event:
    """The event of a follow-up, `days` after the first meeting, as `agreement_event`."""
    event = _event(f"follow-up-{days}", day, title, parts, origin)
    event.add_component(_alarm(NOTICE, title))
    return event


def _event(key: str, day: date, title: str, parts: Iterable[str], origin: Origin) -> Event:
    event = Event()
    event.add("uid", f"{uuid.uuid5(_NAMES, f'{origin.workshop} {key}')}@tre-skridt")
    made = origin.made.astimezone(UTC)
    event.add("dtstamp", made)
    event.add("last-modified", made)
    event.add("sequence", int(made.timestamp()) // 60)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", clean_line(title))
    event.add("description", "\n".join(clean(part) for part in parts if part))
    return event


def _workshop(minutes: Minutes) -> str:
    first = minutes.meetings[0].date if minutes.meetings else minutes.date
    return identity(first, minutes.organisation, minutes.group, minutes.title)


def identity(first: date | None, organisation: str, group: str, title: str) -> str:
    """What tells one workshop from another on any computer, from the `first` meeting on."""
    return f"{first} {organisation} {group} {title}"


def _alarm(before: timedelta, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", clean_line(title))
    alarm.add("trigger", before)
    return alarm


def _origin(minutes: Minutes, words: Words) -> str:
    title = words("dates.named", title=minutes.title) if minutes.title else ""
    where = " · ".join(part for part in (title, minutes.group, minutes.organisation) if part)
    return words("dates.origin", where=where) if where else ""
