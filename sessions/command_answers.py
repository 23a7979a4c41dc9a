"""What a command is known by, what its sender is told, and the warnings of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """The idempotency key of a phone's post and SHA-256 (hex) over its content."""

    key: str
    payload_hash: str


@dataclass(frozen=True, slots=True)
class CommandWarning:
    """A warning about an accepted command. Its text is `warned.<key>` in the catalogue."""

    key: str
    fields: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """The command is on disk.

    Attributes:
        seq: The number of the last event it is part of.
        id: The id of what it made or changed; None if that is none, or more than one.
        warnings: What the sender should be told about it.
        repeated: Whether the same post had been answered before, so that nothing changed now.
        count: How many things it changed, for commands that report it.
        act: The class name of the command that was undone or redone.
    """

    seq: int
    id: str | None
    warnings: tuple[CommandWarning, ...] = ()
    repeated: bool = False
    count: int = 0
    act: str = ""
