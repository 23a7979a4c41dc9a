"""Screens that are dismissed once, and only when they are on top.

Textual pops the topmost screen, whichever asked: a list that closes itself when its command has been
answered would pop the dialog or warning over it, and a second Esc in between is an error.
"""

from __future__ import annotations

from typing import ClassVar, TypeVar

from rich.console import RenderableType
from textual.await_complete import AwaitComplete
from textual.screen import Screen

from workshop.terminal.driver.shining_through import shining_on_below
from workshop.terminal.driver.typing_guard import Stroke

Result = TypeVar("Result")


class LeftOnce(Screen[Result]):
    """The first result counts. A screen that is covered or not mounted yet is dismissed when it can be."""

    tells_text: ClassVar[bool] = True
    """Whether a run of letters over it is text. Not where letters are the answer, and not at home."""

    _answered = False
    _waits_with: tuple[Result | None] | None = None

    def render(self) -> RenderableType:
        """The background: what lies below, where it shines through."""
        return shining_on_below(self) or super().render()

    @property
    def takes_keys(self) -> bool:
        """Whether the screen is fully mounted and has not been dismissed."""
        return self.is_mounted and not self._answered

    def acts_at_once(self, stroke: Stroke) -> bool:
        """Whether the key changes something without asking, so that it waits to see if it begins a text."""
        return False

    def writes_with(self, key: str) -> bool:
        """Whether `key` opens the form that a text typed here belongs in."""
        return False

    async def write_typed(self) -> bool:
        """Open the form that a text typed here belongs in, which takes it; False if there is none."""
        return False

    def heeds(self, stroke: Stroke) -> bool:
        """Whether a key applies here. Others are stopped."""
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Ignore keys while the screen is being mounted or removed and is only partly there."""
        return super().check_action(action, parameters) if self.takes_keys else False

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Dismiss with `result`; ignored if a result was given already."""
        if self._answered:
            return AwaitComplete()
        self._answered = True
        if self.is_active and self.is_mounted:
            return super().dismiss(result)
        self._waits_with = (result,)
        if not self.is_mounted:  # removed now, it would look for its widgets and not find them
            self.call_later(self._go)
        return AwaitComplete()

    def on_screen_resume(self) -> None:
        if self._waits_with is not None:
            self.call_later(self._go)

    def _go(self) -> None:
        if self._waits_with is not None and self.is_active:
            (result,), self._waits_with = self._waits_with, None
            super().dismiss(result)
