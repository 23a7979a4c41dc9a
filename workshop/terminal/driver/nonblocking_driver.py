"""A terminal that stops reading must not stop the program.

Textual keeps thirty writes for its writing thread; the next one then waits, and with it the event loop:
no key, no clock, no end by a signal, for as long as a selection, a paused output or a hung window lasts.
Here a write that finds no room is left out, and when the terminal reads again everything is painted anew.
"""

from __future__ import annotations

import contextlib
import queue
from typing import TYPE_CHECKING

from textual.driver import Driver

from workshop.terminal.driver.textual_private import writer_of, writes_of

if TYPE_CHECKING:
    from textual.drivers.linux_driver import LinuxDriver as WritingDriver  # any that writes by a thread
else:
    WritingDriver = Driver

SECONDS_TO_LEAVE = 1.0
"""How long the terminal may take to hear that we are leaving, before we leave without it."""


class Patience(WritingDriver):
    """What a driver with a writing thread of Textual's needs to never wait for its terminal."""

    is_behind = False
    """Whether something was left out that the terminal has to be shown anew."""
    is_deaf = False
    """Whether the terminal did not even hear that we left."""

    def write(self, data: str) -> None:
        """Hand `data` to the writing thread, or leave it out where thirty writes are waiting already."""
        writes = writes_of(self)
        if writes is not None and writes.full():
            self.is_behind = True
        else:
            super().write(data)

    def has_caught_up(self) -> bool:
        """Whether something was left out and there is room for it again; says so once."""
        writes = writes_of(self)
        if not self.is_behind or (writes is not None and not writes.empty()):
            return False
        self.is_behind = False
        return True

    def stop_application_mode(self) -> None:
        """Give the terminal back. What has not been read by now is not worth waiting for."""
        self._make_room()
        super().stop_application_mode()

    def close(self) -> None:
        """End the writing thread, unless its terminal holds it."""
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
    """`driver` with patience."""
    return type(f"Patient{driver.__name__}", (Patience, driver), {})


def has_caught_up(driver: Driver | None) -> bool:
    """Whether everything has to be painted anew."""
    return isinstance(driver, Patience) and driver.has_caught_up()


def is_deaf(driver: Driver | None) -> bool:
    """Whether the terminal has not even heard that we left."""
    return isinstance(driver, Patience) and driver.is_deaf
