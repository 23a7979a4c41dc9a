"""Dates that people type into a workshop: agreements, reviews, the meeting itself."""

from __future__ import annotations

from datetime import date, datetime

from prompts.language.typed_dates import NotADateError, example_day, read_date, reference_day
from sessions.errors import BadDateError
from sessions.rules.decide import optional_line
from sessions.state import State


def parsed_date(text: str, reference: date) -> date | None:
    """The date that `text` means, seen from `reference`; every form that `read_date` takes.

    None for an empty text. Raises BadDateError.
    """
    line = optional_line(text)
    if not line:
        return None
    try:
        return read_date(line, reference)
    except NotADateError:
        raise BadDateError(text=line, ahead=example_day(reference)) from None


def date_reference(state: State, now: datetime) -> date:
    """The day that “fredag” or “1. marts” is read from in the meeting that is held."""
    return reference_day(state.workshop.date, now.date())
