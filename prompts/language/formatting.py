"""Dates, clock times and numbers formatted for the language.

Babel is loaded with the first of them: 1.5 MB that a host and a screen need for few activities.
"""

from __future__ import annotations

import math
from datetime import date, datetime

from prompts.language.words import DEFAULT_LANGUAGE

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
LOCALES = {"da": "da", "en": "en_GB", "nb": "nb"}
"""European English has the day first and a 24-hour clock. Other languages fall back to Danish."""
WITHOUT_SPACE = frozenset({"en"})
"""Languages that put no space before the per cent sign."""


def long_date(day: date, language: str) -> str:
    """`day` in words: “4. marts 2026”."""
    from babel.dates import format_date

    return str(format_date(day, "long", locale=_locale(language)))


def week_of(day: date) -> int:
    """The ISO week number of `day`."""
    return day.isocalendar().week


def weekday(day: date, language: str) -> str:
    """The name of the day: “onsdag”."""
    from babel.dates import format_date

    return str(format_date(day, "EEEE", locale=_locale(language)))


def day_in_full(day: date, language: str) -> str:
    """`day` with its weekday: “onsdag 4. marts 2026”."""
    return f"{weekday(day, language)} {long_date(day, language)}"


def clock_time(moment: datetime, language: str) -> str:
    """`moment` in its own time zone, hours and minutes: “11.42”."""
    from babel.dates import format_time

    return str(format_time(moment, "short", locale=_locale(language), tzinfo=moment.tzinfo))


def decimal(value: float, language: str) -> str:
    """`value` with at most one decimal and the language's decimal sign: “3,6”."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, "0.#", locale=_locale(language)))


def mean(value: float, language: str) -> str:
    """A mean with exactly one decimal, so that those below each other are read alike: “4,0”, “4,9”."""
    from babel.numbers import format_decimal

    return str(format_decimal(in_tenths(value), "0.0", locale=_locale(language)))


def in_tenths(value: float) -> float:
    """`value` as `mean` shows it. What is reckoned from shown numbers starts here, or it contradicts them."""
    return _half_up(value * 10) / 10


def percent(share: float, language: str) -> str:
    """A share (0..1) in whole per cent, halves rounded up: “55 %”, with a no-break space."""
    return f"{_half_up(share * 100)}{'' if language in WITHOUT_SPACE else NO_BREAK_SPACE}%"


def _half_up(value: float) -> int:
    """The one rule for rounding, for numbers whose last binary digit may be a hair below the half."""
    return math.floor(round(value, 6) + 0.5)


def _locale(language: str) -> str:
    return LOCALES.get(language, LOCALES[DEFAULT_LANGUAGE])
