"""Commands by the names under which the journal knows them."""

from __future__ import annotations

from sessions.command_sets.base import Command

_NAMED: dict[str, type[Command]] = {}


def name_command(command: type[Command]) -> None:
    """Let the journal know `command` by the name of its class. Raises TypeError where another has it."""
    if _NAMED.setdefault(command.__name__, command) is not command:
        raise TypeError(f"two commands are called {command.__name__}")


def command_named(name: str) -> type[Command] | None:
    """The command that the journal calls `name`; None for one that no rule of this program has."""
    return _NAMED.get(name)
