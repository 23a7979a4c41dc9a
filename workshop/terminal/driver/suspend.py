"""Laying the program aside with Ctrl+Z or a signal, and coming back to a screen that is whole.

Textual gives the terminal back before the process stops, and takes it again afterwards. Two things are
left to us: to paint everything anew, and not to take the terminal a second time where something else
than a stop of our own woke us up: a second reader of the keys would swallow every other one.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from workshop.terminal.driver.textual_private import driver_of, gave_terminal_back


def can_pause(app: App[Any]) -> bool:
    """Whether the system lets a program be laid aside, and a terminal is there to go back to."""
    driver = driver_of(app)
    return hasattr(signal, "SIGTSTP") and driver is not None and driver.can_suspend


def come_back_whole(app: App[Any]) -> None:
    """Paint everything anew whenever the process goes on. To be called in the main thread, once."""
    app.app_resume_signal.subscribe(app, lambda _: app.refresh(layout=True))
    driver = driver_of(app)
    if driver is None or isinstance(driver, HeadlessDriver) or not can_pause(app):
        return
    take_terminal = signal.getsignal(signal.SIGCONT)

    def go_on(number: int, frame: FrameType | None) -> None:
        # Only a stop that gave the terminal back has it to take again.
        if gave_terminal_back(driver) and callable(take_terminal):
            take_terminal(number, frame)
        else:
            app.call_later(app.refresh, layout=True)

    signal.signal(signal.SIGCONT, go_on)
