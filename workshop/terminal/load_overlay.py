"""How loaded the program is, in a corner of the screen: for whoever looks into why it is slow."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from textual import events
from textual.app import App
from textual.widgets import Static

from workshop.load import Load, Spread
from workshop.terminal.base import words_of
from workshop.terminal.texts import plain
from workshop.terminal.workshop_screen import WorkshopScreen

SECONDS_BETWEEN_LOOKS = 1.0
STALL_PROBE_SECONDS = 0.02
PADDING, ROWS_BELOW = 2, 4
_ROWS = ("answers", "commits", "batches", "stalls", "keys")


class LoadOverlay(Static):
    """A few lines of figures that take no room from the workshop and no key."""

    DEFAULT_CSS = """
    LoadOverlay {
        overlay: screen; position: absolute; width: auto; height: auto; padding: 0 1;
        background: $raised; color: $ink;
    }
    """
    can_focus = False

    def __init__(self, load: Load) -> None:
        """Show what `load` holds."""
        super().__init__(markup=False)
        self._load = load
        self._probe: asyncio.Task[None] | None = None

    def on_mount(self) -> None:
        self._probe = asyncio.get_running_loop().create_task(self._keep_probing())
        self.set_interval(SECONDS_BETWEEN_LOOKS, self.look)
        self.look()

    def on_unmount(self) -> None:
        if self._probe is not None:
            self._probe.cancel()

    def look(self) -> None:
        """Write the figures anew."""
        lines, room = self.lines(), self.screen.size
        self.update(plain("\n".join(lines)))
        beside = room.width - max(map(len, lines)) - PADDING
        self.offset = (max(0, beside), max(0, room.height - len(lines) - ROWS_BELOW))

    def lines(self) -> list[str]:
        """One line for each figure, numbers under each other."""
        words = words_of(self.app)
        names = {row: words(f"load.{row}") for row in (*_ROWS, "waiting", "streams")}
        width = max(map(len, names.values()))
        found = [f"{'':<{width}}" + "".join(f"{head:>8}" for head in ("p50", "p95", "p99"))]
        for row in _ROWS:
            found.append(f"{names[row]:<{width}}" + _figures(getattr(self._load, row).spread()))
        screen = self.screen
        streams = screen.session.connected() if isinstance(screen, WorkshopScreen) else 0
        for row, number in (("waiting", self._load.waiting), ("streams", streams)):
            found.append(f"{names[row]:<{width}}{number:>8}")
        return found

    async def _keep_probing(self) -> None:
        while True:
            began = time.monotonic()
            await asyncio.sleep(STALL_PROBE_SECONDS)
            self._load.stalls.add(max(0.0, time.monotonic() - began - STALL_PROBE_SECONDS) * 1_000)


class ShowsLoad(App[Any]):
    """Times every key, and keeps the figures on whichever workshop is shown. To be mixed into an app."""

    load: Load

    async def on_event(self, event: events.Event) -> None:
        came, pressed = time.perf_counter(), isinstance(event, events.Key) and not event.is_forwarded
        await super().on_event(event)
        if pressed:
            self.call_after_refresh(self._painted, came)

    def on_ready(self) -> None:
        self.set_interval(SECONDS_BETWEEN_LOOKS, self._show_load)

    def _painted(self, came: float) -> None:
        self.load.keys.add((time.perf_counter() - came) * 1_000)

    def _show_load(self) -> None:
        screen = self.screen
        if isinstance(screen, WorkshopScreen) and not screen.query(LoadOverlay):
            screen.mount(LoadOverlay(self.load))


def _figures(spread: Spread | None) -> str:
    if spread is None:
        return f"{'–':>8}"
    return "".join(f"{number:>8.1f}" for number in (spread.p50, spread.p95, spread.p99))
