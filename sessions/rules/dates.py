"""Dates typed into a workshop: in agreements, reviews and the meeting itself."""

from __future__ import annotations

from datetime import date, datetime

from prompts.language.typed_dates import (
    NotADateError,
    TwoMeaningsError,
    WeekdayMismatchError,
    example_day,
    may_stay_words,
    read_date,
    reference_day,
)
from sessions.clock import local_day
from sessions.errors import BadDateError, OtherWeekdayError, TwoDatesError
from sessions.rules.decide import optional_line
from sessions.state import State


def parsed_date(text: str, reference: date) -> date | None:
    """The date that `text` means, relative to `reference`, in any form that `read_date` takes.

    None for an empty text. Raises BadDateError.
    """
    line = optional_line(text)
    if not line:
        return None
    try:
        return read_date(line, reference)
    except TwoMeaningsError as problem:
        first, second = problem.days
        raise TwoDatesError(text=line, ahead=first, second=second) from None
    except WeekdayMismatchError as problem:
        raise OtherWeekdayError(text=line, ahead=problem.day) from None
    except NotADateError:
        raise BadDateError(text=line, ahead=example_day(reference)) from None


def parsed_due(text: str, reference: date) -> tuple[date | None, str]:
    """A deadline as `parsed_date` reads it, or else its words, such as “snarest”. Raises BadDateError."""
    try:
        return parsed_date(text, reference), ""
    except (OtherWeekdayError, TwoDatesError):
        raise
    except BadDateError:
        line = optional_line(text)
        if not may_stay_words(line):
            raise
        return None, line


def date_reference(state: State, now: datetime) -> date:
    """The reference for dates such as “fredag” or “1. marts” in the current meeting."""
    return reference_day(state.workshop.date, local_day(now))
