"""How long an event loop of the running product was away: what a key, or a phone, had to wait for.

The benchmark's processes (`host.py --stalls FILE`, for the screen and for the host that it starts)
ask their loop, from a thread of its own, to note the time, a hundred times a second. Between asking and
noting lies everything that kept the loop busy. The product itself holds nothing of this.
"""

from __future__ import annotations

import asyncio
import functools
import json
import threading
import time
from pathlib import Path
from typing import Any

PAUSE = 0.01


class Probe:
    """Milliseconds that `loop` let us wait, and when; `name` is what the loop is for."""

    def __init__(self, name: str, loop: asyncio.AbstractEventLoop, file: Path) -> None:
        """Begin at once; what was noted is in `file` a second later."""
        self._name, self._loop, self._file = name, loop, file
        self._waits: list[tuple[float, float]] = []
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        written = time.monotonic()
        while not self._loop.is_closed():
            asked, noted = time.perf_counter(), threading.Event()
            try:
                self._loop.call_soon_threadsafe(noted.set)
            except RuntimeError:
                return
            noted.wait()
            self._waits.append((asked, (time.perf_counter() - asked) * 1_000))
            if time.monotonic() > written + 1:
                written = time.monotonic()
                self._write()
            time.sleep(PAUSE)

    def _write(self) -> None:
        beside = self._file.with_suffix(f".{self._name}.new")
        beside.write_text(json.dumps(self._waits), encoding="ascii")
        beside.replace(self._file.with_suffix(f".{self._name}"))


def watch_screen(file: Path) -> None:
    """Put a probe on the loop of a face as soon as it has attached."""
    from workshop.attaching.attached_workshop import AttachedWorkshop

    begin = AttachedWorkshop.__init__

    @functools.wraps(begin)
    def begun(attached: AttachedWorkshop, *arguments: Any) -> None:  # noqa: ANN401 - handed on
        begin(attached, *arguments)
        Probe("screen", asyncio.get_running_loop(), file)

    AttachedWorkshop.__init__ = begun  # type: ignore[method-assign]  # only in the benchmark's process


def watch_host(file: Path) -> None:
    """Put a probe on the loop that phones are served on."""
    from workshop.hosting.phone_server import ServedWorkshop

    start = ServedWorkshop.start

    @functools.wraps(start)
    async def started(serving: ServedWorkshop) -> None:
        await start(serving)
        Probe("phones", asyncio.get_running_loop(), file)

    ServedWorkshop.start = started  # type: ignore[method-assign]  # as above


def waits(file: Path, name: str, began: float, ended: float) -> list[float]:
    """The milliseconds that the loop `name` was away for, noted between two moments."""
    noted: list[tuple[float, float]] = json.loads(file.with_suffix(f".{name}").read_text(encoding="ascii"))
    return [wait for asked, wait in noted if began <= asked <= ended]
