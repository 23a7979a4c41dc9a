"""The date where the computer is."""

from datetime import UTC, date, datetime


def today() -> date:
    """Today in the computer's time zone; a person who writes "Friday" means their own."""
    return datetime.now(UTC).astimezone().date()
