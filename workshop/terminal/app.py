"""The Textual app on the projector. It pushes screens and handles exit; the rest is up to the screens."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from prompts.language.words import Words
from workshop.facilitating.ports import FirstKeysPort, HomePort
from workshop.terminal.driver.nonblocking_driver import has_caught_up
from workshop.terminal.driver.suspend import can_pause, come_back_whole
from workshop.terminal.driver.textual_private import QuietApp, driver_of
from workshop.terminal.frame.about_chosen import OPENING
from workshop.terminal.screens.home_screen import HomeScreen
from workshop.terminal.screens.open_workshop import open_workshop
from workshop.terminal.screens.too_small import cover_if_too_small
from workshop.terminal.theme.ending_app import EndingApp

SECONDS_BETWEEN_LOOKS = 0.25
"""How often to check whether a terminal that had stopped reading reads again."""


SECONDS_OF_START = 1.0
"""After these the first frame has been painted, and garbage is collected even if it was not before."""


class WorkshopApp(EndingApp):
    """Shows home, and the requested workshop.

    `return_code` after the run is 0 for a normal exit, 1 for a bug, 128 + n for a signal.
    """

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "ask_to_leave", show=False),
        Binding("ctrl+c", "ask_to_leave", show=False),
        Binding("ctrl+z", "lay_aside", show=False),
    ]

    def __init__(self, home: HomePort, path: Path | None = None, words: Words | None = None) -> None:
        """Show what `home` offers, and open `path` at once where one is given."""
        super().__init__(words)
        self.first_keys: FirstKeysPort | None = None
        self._home = home
        self._path = path

    def on_mount(self) -> None:
        self.set_interval(SECONDS_BETWEEN_LOOKS, self._catch_up)
        self.set_timer(SECONDS_OF_START, gc.enable)
        self.title = self.words("terminal.home.name")
        self.push_screen(HomeScreen(self._home))
        if self._path is not None:
            self.run_worker(open_workshop(self, self._home, self._path), group=OPENING)
        come_back_whole(self)

    def on_resize(self, event: events.Resize) -> None:
        cover_if_too_small(self, event.size)

    def action_ask_to_leave(self) -> None:
        """If no screen has handled the key: quit at once outside a workshop, else do nothing.

        A workshop's own screen asks; a dialog over it must be left first.
        """
        if len(self.screen_stack) <= 2:
            self.exit(0, return_code=0)

    def action_lay_aside(self) -> None:
        """If no screen has handled the key: suspend at once outside a workshop, else do nothing.

        A workshop's own screen asks, because nobody leads while it is suspended.
        """
        if len(self.screen_stack) <= 2 and can_pause(self):
            self.action_suspend_process()

    def _catch_up(self) -> None:
        if has_caught_up(driver_of(self)):
            self.refresh(layout=True)

    def action_help_quit(self) -> None:
        self.action_ask_to_leave()

    async def action_quit(self) -> None:
        self.action_ask_to_leave()


class QuietWorkshopApp(QuietApp, WorkshopApp):
    """The app as people run it: a crash is reported by the command line, which writes a report file."""
