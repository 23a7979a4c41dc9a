"""Who holds a text that has not been sent: kept in memory for a moment, and shown as a count only."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

SECONDS_KEPT = 45.0
"""A phone that writes says so again every twenty seconds; one that has fallen silent is not counted."""


class Writers:
    """The phones that have said so lately. There are never more than participants."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nobody has said anything yet."""
        self._clock = clock
        self._at: dict[str, float] = {}

    def note(self, participant: str, *, writing: bool) -> None:
        """`participant` says whether they hold such a text."""
        if writing:
            self._at[participant] = self._clock()
        else:
            self._at.pop(participant, None)

    def count(self, connected: Collection[str]) -> int:
        """How many of those who are connected hold one."""
        oldest = self._clock() - SECONDS_KEPT
        for participant in [each for each, at in self._at.items() if at < oldest]:
            del self._at[participant]
        return sum(each in connected for each in self._at)
