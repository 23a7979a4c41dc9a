"""When the group meets again: some days after the workshop, on a day when people are at work.

The rhythm comes from the method. A date that falls on a weekend, a holiday, in the summer weeks or
between Christmas and New Year moves to the first working day after. The holidays are Danish ones, and
Norwegian ones for a workshop in Norwegian; English says nothing about where people are.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

SUMMER_WEEKS = range(28, 32)
"""ISO weeks in which most Danish and Norwegian workplaces stand still."""
DENMARK, NORWAY = "DK", "NO"
COUNTRIES = {"da": DENMARK, "nb": NORWAY}
CONSTITUTION_DAY = (6, 5)
"""No public holiday in Denmark by law, yet agreements close most public workplaces that day."""
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A meeting to come: so many `days` after the first one, moved to `day`.

    `position` counts from 0 in the method's rhythm: it says which agenda the meeting has.
    """

    days: int
    day: date
    position: int = 0


@functools.cache
def public_holidays(year: int, language: str = "da") -> frozenset[date]:
    """The days of `year`, weekends apart, on which public workplaces of `language` are closed."""
    from holidays import country_holidays  # large, and needed only where meetings are proposed

    country = COUNTRIES.get(language, DENMARK)
    agreed = {date(year, *CONSTITUTION_DAY)} if country == DENMARK else set()
    return frozenset(country_holidays(country, years=year)) | agreed


def is_working_day(day: date, language: str = "da") -> bool:
    """Whether a meeting of people who speak `language` can be expected to gather them on `day`."""
    return not (
        day.isoweekday() > _FRIDAY
        or day in public_holidays(day.year, language)
        or day.isocalendar().week in SUMMER_WEEKS
        or (day.month == 12 and day.day >= 24)
    )


def first_working_day(day: date, language: str = "da") -> date:
    """`day` itself, or the first working day after it."""
    while not is_working_day(day, language):
        day += timedelta(days=1)
    return day


def follow_ups(workshop_day: date, days: Iterable[int], language: str = "da") -> tuple[FollowUp, ...]:
    """The meetings that come `days` after the workshop."""
    return tuple(
        FollowUp(count, first_working_day(workshop_day + timedelta(days=count), language), position)
        for position, count in enumerate(days)
    )
