"""Dates typed into a workshop: in agreements, reviews and the meeting itself."""

from __future__ import annotations

from datetime import date, datetime

from prompts.language.typed_dates import NotADateError, example_day, read_date, reference_day
from sessions.errors import BadDateError
from sessions.rules.decide import optional_line
from sessions.state import State


def parsed_date(text: str, reference: date) -> str:
    """The ISO date that `text` means, relative to `reference`, in any form that `read_date` takes.

    An empty text stays empty. Raises BadDateError.
    """
    line = optional_line(text)
    if not line:
        return ""
    try:
        return read_date(line, reference).isoformat()
    except NotADateError:
        raise BadDateError(text=line, ahead=example_day(reference).isoformat()) from None


def typed_day(text: str, reference: date) -> date | None:
    """`parsed_date` as a date; None for an empty text. Raises BadDateError."""
    iso = parsed_date(text, reference)
    return date.fromisoformat(iso) if iso else None


def date_reference(state: State, now: datetime) -> date:
    """The reference for dates such as “fredag” or “1. marts” in the current meeting."""
    return reference_day(state.workshop.date, now.date())
