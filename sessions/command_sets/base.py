"""The base classes of all commands: frozen data, no rules. The base class says who may send one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from sessions.model import ScheduledId


@dataclass(frozen=True, slots=True)
class Command:
    """The base of all commands. Properties shared by all instances of a command are class attributes."""

    undoable: ClassVar[bool] = True
    """Whether the facilitator may take it back."""
    leads: ClassVar[bool] = False
    """Whether it moves, opens, shows, closes or ends something for everybody in the room."""
    allowed_after_close: ClassVar[bool] = False
    """Whether it is accepted after the workshop has ended."""
    worth_a_snapshot: ClassVar[bool] = False
    """Whether a snapshot of the file is taken when it is carried out."""


@dataclass(frozen=True, slots=True)
class ParticipantCommand(Command):
    """A command that a phone may send."""


@dataclass(frozen=True, slots=True)
class CurrentActivityCommand(ParticipantCommand):
    """A command for the activity on the projector.

    `activity` is the run sheet id of the one its sender saw; None means whichever is current.
    """

    activity: ScheduledId | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class FacilitatorCommand(Command):
    """A command that only the facilitator's laptop may send."""
