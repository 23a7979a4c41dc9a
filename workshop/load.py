"""How loaded a running workshop is: kept only where `--debug-load` asks for it."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

KEPT = 2_000
KEPT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Spread:
    """The median, the 95th and the 99th percentile of what was measured in the last minute."""

    count: int
    p50: float
    p95: float
    p99: float


class Recent:
    """What was measured lately; any thread may add."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing yet."""
        self._clock = clock
        self._values: deque[tuple[float, float]] = deque(maxlen=KEPT)

    def add(self, value: float) -> None:
        """One more."""
        self._values.append((self._clock(), value))

    def spread(self) -> Spread | None:
        """None where nothing was measured in the last minute."""
        since = self._clock() - KEPT_SECONDS
        values = sorted(value for at, value in tuple(self._values) if at >= since)
        if not values:
            return None
        p50, p95, p99 = (values[min(len(values) - 1, int(len(values) * part))] for part in (0.5, 0.95, 0.99))
        return Spread(len(values), p50, p95, p99)


class Load:
    """All that is measured of one open workshop. Times are milliseconds."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.answers = Recent()
        """From the moment a command is handed to the room until its answer."""
        self.commits = Recent()
        self.batches = Recent()
        """How many events went into one commit."""
        self.stalls = Recent()
        """By how much the screen's loop was late for what it had asked to be woken for."""
        self.keys = Recent()
        """From a key's arrival until the screen had been brought up to date after it."""
        self._lock = threading.Lock()
        self._waiting = 0

    @property
    def waiting(self) -> int:
        """How many commands have no answer yet."""
        return self._waiting

    def handed_in(self) -> None:
        """A command was handed to the room."""
        with self._lock:
            self._waiting += 1

    def answered(self, seconds: float) -> None:
        """A command has its answer."""
        with self._lock:
            self._waiting -= 1
        self.answers.add(seconds * 1_000)
