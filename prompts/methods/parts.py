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
        whole, half = divmod(round(self.ends / 30), 2)
        return f"{whole or ''}½" if half else f"{whole}"


@dataclass(frozen=True, slots=True)
class RunningPart:
    """The part that runs: which one it is (from 1), and the seconds since it began and until it ends."""

    title: str
    number: int
    since: float
    left: float


def running_part(activity: Activity, seconds: float, elapsed: float) -> RunningPart | None:
    """The part of an activity of `seconds` that runs after `elapsed`; None without parts or after all."""
    began = 0.0
    for number, part in enumerate(timed_parts(activity, seconds), start=1):
        if elapsed < part.ends:
            return RunningPart(part.title, number, elapsed - began, part.ends - elapsed)
        began = part.ends
    return None


def timed_parts(activity: Activity, seconds: float) -> tuple[TimedPart, ...]:
    """The parts of an activity that lasts `seconds`, in order; none where it is not divided."""
    whole, done = sum(part.minutes for part in activity.parts), 0
    found = []
    for part in activity.parts:
        done += part.minutes
        found.append(TimedPart(part.title, seconds * done / whole))
    return tuple(found)
