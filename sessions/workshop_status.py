"""Where a workshop stands. It is apart from the rows because lists of workshops need this and no row."""

from __future__ import annotations

from enum import StrEnum


class WorkshopStatus(StrEnum):
    """Where the whole workshop stands."""

    LOBBY = "lobby"
    RUNNING = "running"
    CLOSED = "closed"
