"""Dates as people type them. Babel is not imported: home is painted before it is loaded."""

from __future__ import annotations

from datetime import date

from prompts.language.written_dates import as_typed


def typed_date(day: date | None, language: str) -> str:
    """A date as it is typed in the language: `18.3.2026` or `2026-03-18`; empty for none."""
    return as_typed(day, language) if day is not None else ""
