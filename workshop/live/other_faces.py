"""What a face knows of the others that are attached to the same workshop. None of it is stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sessions.model import Workshop, WorkshopStatus
from sessions.state import Event

WORKSHOP_TABLE = "workshop"


@dataclass(frozen=True, slots=True)
class Attached:
    """Who is attached now, and how.

    Attributes:
        leading: How many faces lead, this one included.
        audience: How many faces show the workshop to the group.
        frozen: Whether those are held still.
        columns: How wide the screen is that the group got last, in cells; 0 where it has not said so.
        rows: How high it is.
    """

    leading: int = 1
    audience: int = 0
    frozen: bool = False
    columns: int = 0
    rows: int = 0


class Deed(StrEnum):
    """What another face that leads may have done, as far as it concerns this one."""

    ON = "on"
    BACK = "back"
    MOVED = "moved"
    ENDED = "ended"
    REOPENED = "reopened"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another face that leads did last.

    `at` is in seconds on a clock that only goes forward; `left` is the id of the activity that was left by
    it, empty for the lobby, None where none was.
    """

    deed: Deed
    at: float
    left: str | None = None


def deed_of(event: Event) -> tuple[Deed, str | None] | None:
    """What `event` did to the workshop as a whole, and the activity that was left; None for anything else."""
    write = next((write for write in event.writes if write.table == WORKSHOP_TABLE), None)
    before, after = (write.before, write.after) if write is not None else (None, None)
    if not (isinstance(before, Workshop) and isinstance(after, Workshop)):
        return None
    if before.status is not after.status and WorkshopStatus.CLOSED in (before.status, after.status):
        return (Deed.ENDED if after.status is WorkshopStatus.CLOSED else Deed.REOPENED), None
    if before.current == after.current:
        return None
    steps = {"OpenNext": Deed.ON, "OpenPrevious": Deed.BACK}
    return steps.get(event.command, Deed.MOVED), before.current or ""
