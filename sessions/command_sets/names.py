"""The names that the journal uses for commands."""

from __future__ import annotations

from sessions.command_sets.base import Command

_NAMED: dict[str, type[Command]] = {}


def name_command(command: type[Command]) -> None:
    """Register `command` in the journal under its class name. Raises TypeError if another class has it."""
    if _NAMED.setdefault(command.__name__, command) is not command:
        raise TypeError(f"two commands are called {command.__name__}")


def command_named(name: str) -> type[Command] | None:
    """The command that the journal calls `name`; None if this program has no rule for it."""
    return _NAMED.get(name)
