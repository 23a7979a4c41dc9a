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
LAST_PRAYER_DAY = 2023
"""Store bededag is an ordinary working day from 2024 (lov nr. 214 af 6. marts 2023)."""
_FRIDAY = 5


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A meeting to come: so many `days` after the first one, moved to `day`.

    `position` counts from 0 in the method's rhythm: it says which agenda the meeting has.
    """

    days: int
    day: date
    position: int = 0


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the anonymous rule of Gauss's kind (Butcher 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@functools.cache
def danish_holidays(year: int) -> frozenset[date]:
    """The days of `year` on which Danish public workplaces are closed, weekends apart.

    5 June is no public holiday by law, yet agreements close most public workplaces that day.
    """
    easter = easter_sunday(year)
    after_easter = [-3, -2, 0, 1, 39, 49, 50]
    if year <= LAST_PRAYER_DAY:
        after_easter.append(26)
    fixed = {date(year, 1, 1), date(year, 6, 5), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(fixed | {easter + timedelta(days=days) for days in after_easter})


@functools.cache
def norwegian_holidays(year: int) -> frozenset[date]:
    """The days of `year` on which Norwegian workplaces are closed, weekends apart."""
    easter = easter_sunday(year)
    moving = {easter + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    fixed = {date(year, 1, 1), date(year, 5, 1), date(year, 5, 17), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(fixed | moving)


def is_working_day(day: date, language: str = "da") -> bool:
    """Whether a meeting of people who speak `language` can be expected to gather them on `day`."""
    holidays = norwegian_holidays if language == "nb" else danish_holidays
    return not (
        day.isoweekday() > _FRIDAY
        or day in holidays(day.year)
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
