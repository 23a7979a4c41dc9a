"""Screens that are left once, and only when nothing lies over them.

Textual takes the topmost screen away, whoever asked: a list that closes itself when its command has
been answered would take the dialog or the warning over it, and a second Esc in between is an error.
"""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

from workshop.terminal.driver.typing_guard import Stroke

Result = TypeVar("Result")


class LeftOnce(Screen[Result]):
    """The first answer counts. Where something lies over the screen, it goes as soon as that is gone."""

    _answered = False
    _waits_with: tuple[Result | None] | None = None

    @property
    def takes_keys(self) -> bool:
        """Whether all of the screen is there, and it has not been left yet."""
        return self.is_mounted and not self._answered

    def heeds(self, stroke: Stroke) -> bool:
        """Whether a key means anything here. One that does not goes no further."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key that comes while the screen is put together or taken away finds half of it."""
        return super().check_action(action, parameters) if self.takes_keys else False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with `result`; ignored when an answer was given already."""
        if self._answered:
            return AwaitComplete()
        self._answered = True
        if self.is_active:
            return super().dismiss(result)
        self._waits_with = (result,)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        if self._waits_with is not None:
            self.call_later(self._go)

    def _go(self) -> None:
        if self._waits_with is not None and self.is_active:
            (result,), self._waits_with = self._waits_with, None
            super().dismiss(result)
