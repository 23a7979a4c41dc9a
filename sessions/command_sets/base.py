"""What all commands are: frozen data, no rules. The base says who may send one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """The base of all commands."""


@dataclass(frozen=True, slots=True)
class ParticipantCommand(Command):
    """What a phone may send."""


@dataclass(frozen=True, slots=True)
class FacilitatorCommand(Command):
    """What only the keys of the laptop may send. Undoable unless its rule says otherwise."""
