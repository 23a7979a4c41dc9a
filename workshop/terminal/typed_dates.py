"""Dates as people type them, without the library that writes them out in words: home is painted before it."""

from __future__ import annotations

from datetime import date

DAY_FIRST = frozenset({"da", "nb"})
"""Languages whose readers write 18.3.2026; the others get 2026-03-18, which cannot be another day."""


def typed_date(iso: str, language: str) -> str:
    """A date as it is typed in the language: `18.3.2026` or `2026-03-18`. What is no date is left alone."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day}.{day.month}.{day.year}" if language in DAY_FIRST else iso
