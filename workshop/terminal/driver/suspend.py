"""Suspending the program with Ctrl+Z or a signal, and repainting when it resumes.

Textual restores the terminal before the process stops and sets it up again afterwards. Two things are
left to us: to repaint everything, and not to set the terminal up a second time if SIGCONT arrives
without such a stop: a second input thread would swallow every other key.
"""

from __future__ import annotations

import signal
from types import FrameType
from typing import Any

from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from workshop.terminal.driver.textual_private import driver_of, gave_terminal_back


def can_pause(app: App[Any]) -> bool:
    """Whether the system supports suspending, and there is a terminal to return to."""
    driver = driver_of(app)
    return hasattr(signal, "SIGTSTP") and driver is not None and driver.can_suspend


def come_back_whole(app: App[Any]) -> None:
    """Repaint everything whenever the process resumes. Call it once, in the main thread."""
    app.app_resume_signal.subscribe(app, lambda _: app.refresh(layout=True))
    driver = driver_of(app)
    if driver is None or isinstance(driver, HeadlessDriver) or not can_pause(app):
        return
    take_terminal = signal.getsignal(signal.SIGCONT)

    def go_on(number: int, frame: FrameType | None) -> None:
        # Set the terminal up again only if the stop restored it.
        if gave_terminal_back(driver) and callable(take_terminal):
            take_terminal(number, frame)
        else:
            app.call_later(app.refresh, layout=True)

    signal.signal(signal.SIGCONT, go_on)
