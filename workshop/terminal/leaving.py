"""Screens that are left once, and only when nothing lies over them.

Textual takes the topmost screen away, whoever asked: a list that closes itself when its command has
been answered would take the dialog or the warning over it, and a second Esc in between is an error.
"""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class LeftOnce(Screen[Result]):
    """The first answer counts. Where something lies over the screen, it goes as soon as that is gone."""

    _answered = False
    _waits_with: tuple[Result | None] | None = None

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
            (result,), self._waits_with = self._waits_with, None
            self.call_later(super().dismiss, result)
