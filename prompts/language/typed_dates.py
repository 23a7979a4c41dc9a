"""Dates and deadlines as people write them, in any of the program's languages.

`read_date` is the only reader of typed dates: agreements, reviews, the form for a new workshop and
the command line all take the same forms. It reads no clock: what a text leaves open is filled in
from a reference date that is given.

- A day and a month or a week without a year is the next one on or after the reference, a weekday the next
  one after it: “Friday”, said on a Friday, is a week away.
- A span of time (a week, a month, a quarter) is a deadline, so it means its end: the Friday of a
  week, the last day of a month or a quarter.
- The day comes before the month in every language, and a date with the month first is refused.
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta

from prompts.language.date_shortening import shortened
from prompts.language.date_words import DateWords, date_words
from prompts.language.written_dates import DAY_FIRST

YEARS = range(1900, 2200)
"""Valid years of a typed date; anything else is a typing error."""
LONGEST_DATE = 40
"""The maximum length of a typed date in characters; forms accept no more."""
DAYS_AHEAD = 14
"""How many days ahead the example date is."""

_LONG_NAME = 5
_LONG_WORD, _MISSPELT = 4, 0.7
"""Letters of a word that says something, and the likeness to a word of dates from which it is a slip."""
_NEAR_YEARS = range(-10, 31)
_LONGEST_WAIT = 3
"""Months in which every day of a month comes: after one with fewer than 31 days there is one with 31."""
_LONGEST_LEAP = 9
"""29 February comes back after eight years at the latest (2096 to 2104)."""
_MONTHS = {"month": 1, "half-year": 6, "year": 12}
_MONDAY, _WEDNESDAY, _FRIDAY = 1, 3, 5
_QUARTERS_MONTHS, _HALFS_MONTHS, _MIDDLE = 3, 6, 15
_CHRISTMAS = "jul"
"""Alone it is no month but Christmas, which has no day that everybody agrees on."""
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_ISO_DAY = re.compile(r"(?P<year>[0-9]{4})(?:[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2}))")
_ISO_PLAIN = re.compile(r"[0-9]{8}|[0-9]{4}-?w[0-9]{2}-?[1-7]")
_ISO_WEEK = re.compile(r"(?P<year>[0-9]{4})-?w(?P<week>[0-9]{2})")
_MONTH_IN_FIGURES = re.compile(
    r"(?P<month>[0-9]{1,2})[./-](?P<year>[0-9]{4})|(?P<first>[0-9]{4})[./-](?P<then>[0-9]{1,2})"
)
_NUMERIC = re.compile(
    r"(?P<day>[0-9]{1,2}) ?[./-] ?(?P<month>[0-9]{1,2})"
    r"(?:(?: ?[./-] ?'?| (?=[0-9]{4}))(?P<year>[0-9]{4}|[0-9]{2}))?"
)


class NotADateError(ValueError):
    """The text is not a date, not a possible date, or ambiguous."""


class TwoMeaningsError(NotADateError):
    """A weekday that some read as this week's and others as next week's. `days` are both, in order."""

    def __init__(self, text: str, days: tuple[date, date]) -> None:
        super().__init__(text)
        self.days = days


class WeekdayMismatchError(NotADateError):
    """A weekday with a `day` that does not fall on it."""

    def __init__(self, text: str, day: date) -> None:
        super().__init__(text)
        self.day = day


def read_date(text: str, reference: date) -> date:
    """The day that `text` means, relative to `reference`. Raises NotADateError."""
    words = date_words()
    line = shortened(_plain(text), reference, words)
    for reader in _READERS:
        try:
            found = reader(line, reference, words)
        except (TwoMeaningsError, WeekdayMismatchError):
            raise
        except (ValueError, OverflowError):
            raise NotADateError(text) from None
        if found is not None:
            if found.year not in YEARS:
                raise NotADateError(text)
            return found
    raise NotADateError(text)


def may_stay_words(text: str) -> bool:
    """Whether a text that is no date can stand for one in words, such as “snarest” or “løbende fra 1. marts”.

    With a figure, a weekday or a month and no other word than those of dates, misspelt ones included, it
    was meant as a date, and is wrong or ambiguous.
    """
    words = date_words()
    parts = re.findall(r"[^\W\d_]+", text.casefold())
    # Short forms such as “man” and “sat” are ordinary words too.
    dated = any(map(str.isdigit, text)) or any(
        len(part) >= _LONG_NAME and (part in words.weekdays or part in words.months) for part in parts
    )
    return bool(parts) and (not dated or any(_is_of_no_date(part, words) for part in parts))


def _is_of_no_date(part: str, words: DateWords) -> bool:
    return len(part) >= _LONG_WORD and not difflib.get_close_matches(part, words.vocabulary, 1, _MISSPELT)


def reference_day(meeting: date | None, today: date) -> date:
    """The reference for incomplete dates: the meeting's date, or `today` if that is later.

    Otherwise a workshop whose date was never corrected would produce deadlines in the past.
    """
    return max(meeting or today, today)


def as_spoken(day: date, language: str) -> str:
    """`day` and month in words: `18. marts`, `18 March`."""
    dot = "." if language in DAY_FIRST else ""
    return f"{day.day}{dot} {date_words().month_name(day.month, language)}"


def example_day(reference: date) -> date:
    """A day some time after `reference`, plausible as a deadline, to illustrate how dates are written."""
    return reference + timedelta(days=DAYS_AHEAD)


def _plain(text: str) -> str:
    line = " ".join(text.translate(_DASHES).casefold().split())
    return line.strip(' ,;:!?()"”“»«').rstrip(".").strip()


def _iso(line: str, reference: date, words: DateWords) -> date | None:
    if match := _ISO_DAY.fullmatch(line):
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _ISO_WEEK.fullmatch(line):
        return date.fromisocalendar(int(match["year"]), int(match["week"]), _FRIDAY)
    return date.fromisoformat(line.upper()) if _ISO_PLAIN.fullmatch(line) else None


def _counted(line: str, reference: date, words: DateWords) -> date | None:
    """`i morgen`, `om 14 dage`, `30 dage`, `in two weeks`. `en dag` and `one day` alone are too vague."""
    if line in words.days:
        return reference + timedelta(days=words.days[line])
    match = words.span.fullmatch(line)
    if match is None:
        return None
    count = words.numbers.get(match["count"]) or int(match["count"])
    unit = words.units[match["unit"]]
    if unit == "day" and match["count"] in words.numbers and count == 1 and not match["before"]:
        raise NotADateError(line)
    if unit in ("day", "week"):
        return reference + timedelta(days=count * (7 if unit == "week" else 1))
    return _months_on(reference, count * _MONTHS[unit])


def _on_weekday(line: str, reference: date, words: DateWords) -> date | None:
    """A weekday alone, or before the date that falls on it."""
    match = words.weekday.fullmatch(line)
    if match is None:
        unclear = words.unclear_weekday.fullmatch(line)
        if unclear is None:
            return None
        start = reference + timedelta(days=1)
        first = start + timedelta(days=(words.weekdays[unclear["weekday"]] - start.isoweekday()) % 7)
        raise TwoMeaningsError(line, (first, first + timedelta(days=7)))
    weekday = words.weekdays[match["weekday"]]
    if not match["rest"]:
        start = reference + timedelta(days=1)  # who means today says so
        return start + timedelta(days=(weekday - start.isoweekday()) % 7)
    if match["next"]:
        raise NotADateError(line)
    if match["rest"] in words.next_week:
        return reference + timedelta(days=7 + weekday - reference.isoweekday())
    found = _week(match["rest"], reference, words, weekday)
    if found is None:
        found = _day_and_month(match["rest"], reference, words)
    if found is None:
        found = _day_alone(match["rest"], reference, words)
    if found is not None and found.isoweekday() != weekday:
        raise WeekdayMismatchError(line, found)
    return found


def _in_week(line: str, reference: date, words: DateWords) -> date | None:
    """`uge 12`, `begyndelsen af uge 12`, `midt i uge 12`."""
    match = words.part.match(line)
    if match is None:
        return _week(line, reference, words, _FRIDAY)
    weekday = {"first": _MONDAY, "middle": _WEDNESDAY}.get(words.parts[match[1]], _FRIDAY)
    return _week(line[match.end() :].strip(), reference, words, weekday)


def _week(line: str, reference: date, words: DateWords, weekday: int) -> date | None:
    match = words.week.fullmatch(line)
    if match is None:
        return None
    week = int(match["week"])
    if match["year"]:
        return date.fromisocalendar(_year(match["year"], reference), week, weekday)
    for year in range(reference.isocalendar().year, reference.isocalendar().year + 2):
        try:
            found = date.fromisocalendar(year, week, weekday)
        except ValueError:  # a year without a week 53
            continue
        if found >= reference:
            return found
    raise NotADateError(line)


def _day_and_month(line: str, reference: date, words: DateWords) -> date | None:
    bare = words.before_date.sub("", line, count=1)
    match = _NUMERIC.fullmatch(bare)
    if match is not None:
        return _dated(int(match["day"]), int(match["month"]), match["year"], reference)
    match = words.day_month.fullmatch(bare) or words.month_day.fullmatch(bare)
    if match is None:
        return None
    return _dated(int(match["day"]), words.months[match["month"]], match["year"], reference)


def _day_alone(line: str, reference: date, words: DateWords) -> date | None:
    """`den 9.`: the next ninth of a month."""
    match = words.day_alone.fullmatch(line)
    if match is None:
        return None
    day = int(match["day"])
    for months in range(_LONGEST_WAIT):
        month = _months_on(reference.replace(day=1), months)
        if not months and day < reference.day:
            continue
        if 1 <= day <= calendar.monthrange(month.year, month.month)[1]:
            return month.replace(day=day)
    raise NotADateError(line)


def _dated(day: int, month: int, year: str | None, reference: date) -> date:
    if year:
        return date(_year(year, reference), month, day)
    return _next(lambda year: date(year, month, day), reference)


def _part_of_span(line: str, reference: date, words: DateWords) -> date | None:
    """`ultimo marts`, `medio maj`, `marts 2027`, `Q1 2027`, `2. halvår`, `ultimo 2026`, `primo`."""
    bare = words.before_part.sub("", line, count=1)
    match = words.part.match(bare)
    part = words.parts[match[1]] if match else "last"
    rest = bare[match.end() :].strip() if match else bare
    if match and not rest:
        return _next_part(part, reference)
    span = _months_of(rest, words, is_part=match is not None)
    if span is None:
        return None
    first, last, written = span

    def in_year(year: int) -> date:
        if part == "first":
            return date(year, first, 1)
        if part == "middle":
            return date(year, (first + last) // 2, _MIDDLE)
        return date(year, last, calendar.monthrange(year, last)[1])

    return in_year(_year(written, reference)) if written else _next(in_year, reference)


def _months_of(line: str, words: DateWords, *, is_part: bool) -> tuple[int, int, str | None] | None:
    """The first and last month of a month, quarter, half-year or year, and its year if written.

    Where it `is_part` of something like `ultimo`, a year alone is meant, and `jul` is July.
    """
    if found := words.month.fullmatch(line):
        if found["month"] == _CHRISTMAS and not (is_part or found["year"]):
            return None
        month = words.months[found["month"]]
        return month, month, found["year"]
    if found := words.quarter.fullmatch(line):
        last = int(found["quarter"] or found["ordinal"]) * _QUARTERS_MONTHS
        return last - _QUARTERS_MONTHS + 1, last, found["year"]
    if found := words.half.fullmatch(line):
        last = int(found["half"]) * _HALFS_MONTHS
        return last - _HALFS_MONTHS + 1, last, found["year"]
    if found := _MONTH_IN_FIGURES.fullmatch(line):
        month = int(found["month"] or found["then"])
        return month, month, found["year"] or found["first"]
    found = words.whole_year.fullmatch(line) if is_part else None
    return (1, 2 * _HALFS_MONTHS, found["year"]) if found else None


def _next_part(part: str, reference: date) -> date:
    """The next first, fifteenth or last day of a month."""
    for months in range(2):
        month = _months_on(reference.replace(day=1), months)
        last = calendar.monthrange(month.year, month.month)[1]
        found = month.replace(day={"first": 1, "middle": _MIDDLE}.get(part, last))
        if found >= reference:
            return found
    raise NotADateError(part)  # unreachable: next month's day is always later


def _next(in_year: Callable[[int], date], reference: date) -> date:
    """The first day on or after `reference` that `in_year` yields. Raises ValueError if there is none."""
    problem = ValueError("no such day")
    for year in range(reference.year, min(reference.year + _LONGEST_LEAP, MAXYEAR)):
        try:
            found = in_year(year)
        except ValueError as error:
            problem = error
            continue
        if found >= reference:
            return found
    raise problem


def _months_on(day: date, months: int) -> date:
    """The same day of the month `months` later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1] if day.year + years <= MAXYEAR else 0
    return date(day.year + years, month + 1, min(day.day, last))


def _year(text: str, reference: date) -> int:
    """The year. Two digits must mean one nearby; `99` could be either of two centuries and is refused."""
    if len(text) == 4:
        return int(text)
    year = 2000 + int(text)
    if year - reference.year not in _NEAR_YEARS:
        raise NotADateError(text)
    return year


_READERS = (_iso, _counted, _day_and_month, _on_weekday, _in_week, _part_of_span, _day_alone)
