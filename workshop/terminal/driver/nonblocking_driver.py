"""Keeps the program running when its terminal stops reading.

Textual queues thirty writes for its writer thread; the next write blocks, and with it the event loop:
no keys, no clock, no exit on a signal, for as long as a selection, paused output or hung window lasts.
Here a write that finds the queue full is dropped, and everything is repainted when the terminal reads again.
"""

from __future__ import annotations

import contextlib
import queue
from typing import TYPE_CHECKING

from textual.driver import Driver

from workshop.terminal.driver.textual_private import writer_of, writes_of

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver as WritingDriver  # any driver with a writer thread
else:
    WritingDriver = Driver

SECONDS_TO_LEAVE = 1.0
"""How long to wait at exit for the terminal to read the writes that restore it."""


class Patience(WritingDriver):
    """Mixin for a Textual driver with a writer thread: never wait for the terminal."""

    is_behind = False
    """Whether a write was dropped, so that the terminal needs a repaint."""
    is_deaf = False
    """Whether the terminal did not even read the writes that restore it."""

    def write(self, data: str) -> None:
        """Pass `data` to the writer thread, or drop it if thirty writes are already queued."""
        writes = writes_of(self)
        if writes is not None and writes.full():
            self.is_behind = True
        else:
            super().write(data)

    def has_caught_up(self) -> bool:
        """Whether a write was dropped and there is room again; true only once."""
        writes = writes_of(self)
        if not self.is_behind or (writes is not None and not writes.empty()):
            return False
        self.is_behind = False
        return True

    def stop_application_mode(self) -> None:
        """Restore the terminal. Writes that have not been read by now are not waited for."""
        self._make_room()
        super().stop_application_mode()

    def close(self) -> None:
        """Stop the writer thread, unless it is blocked by its terminal."""
        thread, writes = writer_of(self), writes_of(self)
        if thread is None or writes is None:
            super().close()
            return
        self._make_room()
        writes.put_nowait(None)
        thread.join(SECONDS_TO_LEAVE)
        self.is_deaf = thread.is_alive()

    def _make_room(self) -> None:
        writes = writes_of(self)
        if writes is None or not writes.full():
            return
        self.is_behind = True
        with contextlib.suppress(queue.Empty):
            while True:
                writes.get_nowait()


def patient(driver: type[Driver]) -> type[Driver]:
    """`driver` with `Patience` mixed in."""
    return type(f"Patient{driver.__name__}", (Patience, driver), {})


def has_caught_up(driver: Driver | None) -> bool:
    """Whether everything has to be repainted."""
    return isinstance(driver, Patience) and driver.has_caught_up()


def is_deaf(driver: Driver | None) -> bool:
    """Whether the terminal did not even read the writes that restore it."""
    return isinstance(driver, Patience) and driver.is_deaf
