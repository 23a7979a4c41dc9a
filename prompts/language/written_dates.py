"""A day in figures, as it is typed in a language. Apart from reading dates: home is painted without that."""

from __future__ import annotations

from datetime import date

DAY_FIRST = frozenset({"da", "nb"})
"""Languages whose readers write 18.3.2026; the others get 2026-03-18, which cannot be another day."""


def as_typed(day: date, language: str) -> str:
    """`day` as it is typed in the language: `18.3.2026` or `2026-03-18`."""
    return f"{day.day}.{day.month}.{day.year}" if language in DAY_FIRST else day.isoformat()
