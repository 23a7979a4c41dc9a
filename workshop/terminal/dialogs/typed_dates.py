"""Dates as people type them. Babel is not imported: home is painted before it is loaded."""

from __future__ import annotations

from datetime import date

from prompts.language.typed_dates import as_typed


def typed_date(iso: str, language: str) -> str:
    """A date as typed in the language: `18.3.2026` or `2026-03-18`. A text that is no date is unchanged."""
    try:
        return as_typed(date.fromisoformat(iso), language)
    except ValueError:
        return iso
