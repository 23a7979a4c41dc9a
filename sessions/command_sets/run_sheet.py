"""Commands on the run sheet and its clock: what is on the projector, for how long, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sessions.command_sets.base import FacilitatorCommand
from sessions.model import ScheduledActivity, ScheduledId


@dataclass(frozen=True, slots=True)
class OpenActivity(FacilitatorCommand):
    """Put a scheduled activity on the projector; the one before it is closed."""

    leads = True
    worth_a_snapshot = True

    scheduled: ScheduledId


@dataclass(frozen=True, slots=True)
class StepCommand(FacilitatorCommand):
    """The base of the commands that go one activity on or back.

    `leaving` is the id of the activity its sender saw, empty for the lobby; None means whichever is current.
    So two screens that press the key in the same moment move the workshop once.
    """

    leads = True
    worth_a_snapshot = True

    leaving: str | None = None


@dataclass(frozen=True, slots=True)
class OpenNext(StepCommand):
    """Go on to the next activity that is not skipped."""


@dataclass(frozen=True, slots=True)
class OpenPrevious(StepCommand):
    """Go back one activity."""


@dataclass(frozen=True, slots=True)
class SkipActivity(FacilitatorCommand):
    """Skip a waiting activity, or put it back (`skipped` False)."""

    scheduled: ScheduledId
    skipped: bool = True


@dataclass(frozen=True, slots=True)
class SkipActivities(FacilitatorCommand):
    """Skip several waiting activities at once, and give others fewer minutes; undone as one act."""

    scheduled: tuple[ScheduledId, ...]
    shortened: tuple[tuple[ScheduledId, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MoveActivity(FacilitatorCommand):
    """Move an activity `places` down (positive) or up in the run sheet."""

    scheduled: ScheduledId
    places: int


@dataclass(frozen=True, slots=True)
class AddActivity(FacilitatorCommand):
    """Insert an activity of the method after another one (None: at the end)."""

    activity: str
    minutes: int
    after: ScheduledId | None = None


@dataclass(frozen=True, slots=True)
class AddOwnItem(FacilitatorCommand):
    """Insert an item of the facilitator's own, or a pause, after another one (None: at the end)."""

    title: str
    text: str
    minutes: int
    pause: bool = False
    after: ScheduledId | None = None


@dataclass(frozen=True, slots=True)
class AddPack(FacilitatorCommand):
    """Insert the activities of a pack after another one (None: where the pack belongs)."""

    pack: str
    after: ScheduledId | None = None


@dataclass(frozen=True, slots=True)
class CollectEarly(FacilitatorCommand):
    """Let phones write initiatives before the workshop begins, or stop that."""

    is_open: bool = True


@dataclass(frozen=True, slots=True)
class ExtendTime(FacilitatorCommand):
    """Give the current activity more whole minutes (negative: fewer)."""

    minutes: int = 2


@dataclass(frozen=True, slots=True)
class SetMinutes(FacilitatorCommand):
    """Plan other minutes for an activity that has not ended."""

    scheduled: ScheduledId
    minutes: int
    seen: tuple[ScheduledActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class PauseClock(FacilitatorCommand):
    """Stop the clock of the current activity, or let it run again (`paused` False)."""

    leads = True

    paused: bool = True


@dataclass(frozen=True, slots=True)
class ResumeClock(FacilitatorCommand):
    """After a crash: the clock did not run after `stopped_at`."""

    undoable = False
    allowed_after_close = True

    stopped_at: datetime


@dataclass(frozen=True, slots=True)
class OpenInput(FacilitatorCommand):
    """Let phones send in the current activity, or stop it (`open` False)."""

    leads = True

    open: bool = True


@dataclass(frozen=True, slots=True)
class RevealInput(FacilitatorCommand):
    """Show everyone what all have written, or hide it again (`revealed` False).

    Showing votes or ratings closes their input, so that nobody moves a dot after seeing the totals.
    """

    leads = True

    revealed: bool = True


@dataclass(frozen=True, slots=True)
class CloseWorkshop(FacilitatorCommand):
    """End the workshop: phones are told, nothing more can be sent."""

    leads = True
    worth_a_snapshot = True


@dataclass(frozen=True, slots=True)
class ReopenWorkshop(FacilitatorCommand):
    """Open a closed workshop again where it was."""

    leads = True
    allowed_after_close = True
