"""When each part of an activity begins and ends: its minutes, fitted to those the activity has now."""

from __future__ import annotations

from dataclasses import dataclass

from prompts.methods.model import Activity


@dataclass(frozen=True, slots=True)
class TimedPart:
    """A part and the second of the activity at which it ends."""

    title: str
    ends: float

    @property
    def minute(self) -> str:
        """The same in minutes, with a half where it falls between two."""
        minutes = round(self.ends / 30) / 2
        return f"{minutes:g}"


def timed_parts(activity: Activity, seconds: float) -> tuple[TimedPart, ...]:
    """The parts of an activity that lasts `seconds`, in order; none where it is not divided."""
    whole, done = sum(part.minutes for part in activity.parts), 0
    found = []
    for part in activity.parts:
        done += part.minutes
        found.append(TimedPart(part.title, seconds * done / whole))
    return tuple(found)
