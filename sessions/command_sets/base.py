"""What all commands are: frozen data, no rules. The base says who may send one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from sessions.model import ScheduledId


@dataclass(frozen=True, slots=True)
class Command:
    """The base of all commands. What holds for every command of a class is an attribute of the class."""

    undoable: ClassVar[bool] = True
    """Whether the facilitator may take it back."""
    leads: ClassVar[bool] = False
    """Whether it moves, opens, shows, shuts or ends something for everybody in the room."""
    allowed_after_close: ClassVar[bool] = False
    """Whether an ended workshop takes it."""
    worth_a_snapshot: ClassVar[bool] = False
    """Whether a copy of the file is made when it is carried out."""


@dataclass(frozen=True, slots=True)
class ParticipantCommand(Command):
    """What a phone may send."""


@dataclass(frozen=True, slots=True)
class CurrentActivityCommand(ParticipantCommand):
    """What is meant for the activity on the projector.

    `activity` is the one its sender saw, as the id in the run sheet; None means whichever it is.
    """

    activity: ScheduledId | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class FacilitatorCommand(Command):
    """What only the keys of the laptop may send."""
