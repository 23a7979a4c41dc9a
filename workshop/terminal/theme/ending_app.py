"""What both programs in a terminal need to begin and end well: the driver, signals, a terminal that hangs."""

from __future__ import annotations

import asyncio
from typing import Any

from textual.driver import Driver

from prompts.language.words import Words
from workshop.machine.signals import ENDING_SIGNALS, on_signals
from workshop.terminal.driver.nonblocking_driver import is_deaf, patient
from workshop.terminal.driver.textual_private import driver_of
from workshop.terminal.driver.tolerant_reader import tolerant
from workshop.terminal.theme.themed_app import ThemedApp


class EndingApp(ThemedApp):
    """Leaves a whole terminal behind, whatever ends it.

    `return_code` after the run is 128 + n for the signal n.
    """

    def __init__(self, words: Words | None = None) -> None:
        """Speak in `words`."""
        super().__init__(words)
        self.ended_by = 0
        """The number of the signal that ended it."""

    def get_driver_class(self) -> type[Driver]:
        return patient(tolerant(super().get_driver_class()))

    async def run_async(self, **options: Any) -> int | None:  # noqa: ANN401 - Textual's own, passed on
        # Without this a termination signal would leave the terminal in its alternate screen.
        with on_signals(asyncio.get_running_loop(), dict.fromkeys(ENDING_SIGNALS, self._end_by)):
            return await super().run_async(**options)

    @property
    def is_deaf(self) -> bool:
        """Whether the terminal stopped reading before it was restored at exit."""
        return is_deaf(driver_of(self))

    def _end_by(self, number: int) -> None:
        self.ended_by = number
        self.exit(return_code=128 + number)
