"""Leaves out of a typed date what says nothing about the day, before the readers of dates see it.

A time of day, the first of two weeks, days or months (a span is a deadline, so its end counts), a weekday
that stands after its date, and a year that is named as this one or the next.
"""

from __future__ import annotations

import re
from datetime import date

from prompts.language.date_words import DateWords

_HOUR, _MINUTES = r"[0-9]{1,2}", r"[.:][0-9]{2}"


def shortened(line: str, reference: date, words: DateWords) -> str:
    """`line`, small letters and single spaces, with only what tells the day, relative to `reference`."""
    line = _without_clock(line, words)
    line = words.near_year.sub(lambda match: f" {reference.year + words.near_years[match[1]]}", line)
    line = words.until_week.sub(r"\1 ", line, count=1)
    line = words.until_day.sub("", line, count=1)
    line = words.until_month.sub("", line, count=1)
    return words.weekday_after.sub(r"\2 \1", line, count=1)


def _without_clock(line: str, words: DateWords) -> str:
    named = rf"(?:{words.clock})\.? ?{_HOUR}(?:{_MINUTES})?(?: ?- ?{_HOUR}(?:{_MINUTES})?)?"
    bare = rf"{_HOUR}:[0-9]{{2}}(?: ?- ?{_HOUR}:[0-9]{{2}})?"
    return re.sub(rf"(?<=.)[ ,]+(?:{named}|{bare})(?: ?[ap]m)?$", "", line).rstrip(" .,")
