"""Dates of follow-up meetings: a number of days after the workshop, on a working day.

The intervals come from the method. A date on a weekend, a holiday, in the summer weeks or between
Christmas and New Year moves to the next working day. The holidays are Danish ones, and Norwegian
ones for a workshop in Norwegian; English says nothing about where people are, so it gets the Danish.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

SUMMER_WEEKS = range(28, 32)
"""ISO weeks in which most Danish and Norwegian workplaces are closed."""
DENMARK, NORWAY = "DK", "NO"
COUNTRIES = {"da": DENMARK, "nb": NORWAY}
CONSTITUTION_DAY = (6, 5)
"""Not a public holiday in Denmark by law, but most public workplaces are closed by agreement."""
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A planned meeting: `days` after the first one, moved to `day`.

    `position` is its index among the method's intervals, from 0; it selects the meeting's agenda.
    `is_moved` says that the day after `days` days was no working day.
    """

    days: int
    day: date
    position: int = 0
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """What a group has held: the day of its first and of its latest meeting, and the number of that one.

    `asked` is the number of days that the latest one's run sheet is meant for (0: for any), `agreed` the
    day on which the group has said that it meets again.
    """

    first: date | None
    latest: date | None
    number: int
    asked: int = 0
    agreed: date | None = None


@functools.cache
def public_holidays(year: int, language: str = "da") -> frozenset[date]:
    """The days of `year`, besides weekends, on which public offices in the language's country are closed."""
    from holidays import country_holidays  # large, and needed only when meetings are proposed

    country = COUNTRIES.get(language, DENMARK)
    agreed = {date(year, *CONSTITUTION_DAY)} if country == DENMARK else set()
    return frozenset(country_holidays(country, years=year)) | agreed


def is_working_day(day: date, language: str = "da") -> bool:
    """Whether people in the country of `language` can be expected to be at work on `day`."""
    return not (
        day.isoweekday() > _FRIDAY
        or day in public_holidays(day.year, language)
        or day.isocalendar().week in SUMMER_WEEKS
        or (day.month == 12 and day.day >= 24)
    )


def first_working_day(day: date, language: str = "da") -> date:
    """`day`, or the next working day."""
    while not is_working_day(day, language):
        day += timedelta(days=1)
    return day


def follow_ups(workshop_day: date, days: Iterable[int], language: str = "da") -> tuple[FollowUp, ...]:
    """The follow-up meetings, `days` after the workshop."""
    wanted = [(count, workshop_day + timedelta(days=count)) for count in days]
    return tuple(
        FollowUp(count, moved := first_working_day(day, language), position, is_moved=moved != day)
        for position, (count, day) in enumerate(wanted)
    )


def answered_on(day: date | None, first: date | None, planned: tuple[FollowUp, ...]) -> FollowUp | None:
    """The planned follow-up that a meeting held on `day` took the place of: the nearest one.

    None for a meeting that lies nearer to the workshop itself.
    """
    if day is None or first is None:
        return None
    nearest = min(planned, key=lambda meeting: abs((meeting.day - day).days), default=None)
    if nearest is None or abs((nearest.day - day).days) >= (day - first).days:
        return None
    return nearest


def still_to_come(
    planned: Iterable[FollowUp], first: date, latest: date, asked: int = 0
) -> tuple[FollowUp, ...]:
    """Of the `planned` meetings those that a follow-up on the day `latest` has not taken the place of.

    `asked` is the number of days that its run sheet is meant for, 0 where it is meant for any: what it asked
    is not asked again, whenever it was held.
    """
    planned = tuple(planned)
    answered = answered_on(latest, first, planned)
    asked = max(asked, answered.days if answered is not None else 0)
    return tuple(meeting for meeting in planned if meeting.day > latest and meeting.days > asked)


def planned_after(held: Held, days: Sequence[int], language: str) -> tuple[FollowUp, ...]:
    """Of the follow-ups planned so many `days` after the first meeting those that are still to come."""
    found = follow_ups(held.first, days, language) if held.first else ()
    if held.number == 1 or held.latest is None or held.first is None:
        return found
    return still_to_come(found, held.first, held.latest, held.asked)


def remaining_after(held: Held, days: Sequence[int], language: str) -> tuple[FollowUp, ...]:
    """As `planned_after`; the next one is on the day that was agreed."""
    planned = planned_after(held, days, language)
    if held.agreed is None or held.first is None:
        return planned
    day = held.agreed
    nearest = min(planned, key=lambda meeting: abs((meeting.day - day).days), default=None)
    later = tuple(meeting for meeting in planned if meeting is not nearest and meeting.day > day)
    position = nearest.position if nearest is not None else max(len(days) - 1, 0)
    return (FollowUp((day - held.first).days, day, position), *later)
