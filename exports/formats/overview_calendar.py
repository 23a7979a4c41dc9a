"""The overview as a calendar file: every open agreement with a date, and the next meeting of each group.

The events have the ids that the workshops' own calendar files give them: whoever imports both has each once.
"""

from __future__ import annotations

from datetime import datetime

from exports.formats.calendar import Origin, agreement_event, identity, meeting_event, new_calendar
from exports.overview import NextMeeting, Overview, OverviewStep, group_of
from prompts.language.personal_numbers import without_cpr
from prompts.language.words import Words
from sessions.queries.overview_facts import KnownWorkshop


def render(found: Overview, words: Words, made: datetime) -> bytes:
    """The dates as the bytes of an .ics file, made at `made`."""
    calendar = new_calendar(words("overview.heading"))
    for step in found.steps:
        if step.known.due is not None:
            title = ": ".join(part for part in (step.known.who, step.known.what) if part)
            calendar.add_component(
                agreement_event(
                    _origin(step.workshop, made),
                    step.known.number,
                    step.known.due,
                    without_cpr(title),
                    list(map(without_cpr, _parts(step, words))),
                )
            )
    for meeting in found.meetings:
        title = words("dates.follow-up", title=meeting.workshop.title)
        origin = _origin(meeting.workshop, made)
        calendar.add_component(
            meeting_event(origin, meeting.days, meeting.day, without_cpr(title), _about(meeting, words))
        )
    content: bytes = calendar.to_ical()
    return content


def _origin(workshop: KnownWorkshop, made: datetime) -> Origin:
    own = identity(workshop.first_day, workshop.organisation, workshop.group_name, workshop.title)
    return Origin(own, made)


def _parts(step: OverviewStep, words: Words) -> list[str]:
    known = step.known
    return [
        words("dates.result", text=known.first_visible_result) if known.first_visible_result else "",
        f"{known.about} ({step.approach})" if step.approach else known.about,
        words("dates.origin", where=group_of(step.workshop)),
    ]


def _about(meeting: NextMeeting, words: Words) -> list[str]:
    return [
        meeting.sheet,
        words("overview.open", n=meeting.agreements),
        without_cpr(words("dates.origin", where=group_of(meeting.workshop))),
    ]
