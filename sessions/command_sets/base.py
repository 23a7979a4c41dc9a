"""What all commands are: frozen data, no rules. The base says who may send one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Command:
    """The base of all commands."""


@dataclass(frozen=True, slots=True)
class ParticipantCommand(Command):
    """What a phone may send."""


@dataclass(frozen=True, slots=True)
class CurrentActivityCommand(ParticipantCommand):
    """What is meant for the activity on the projector.

    `activity` is the one its sender saw, as the id in the run sheet; empty means whichever it is.
    """

    activity: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class FacilitatorCommand(Command):
    """What only the keys of the laptop may send. Undoable unless its rule says otherwise."""
