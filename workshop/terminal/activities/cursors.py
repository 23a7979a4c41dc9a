"""The selections that a panel passes to acts: the chosen block, the picked ones, and the open tab."""

from __future__ import annotations

from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.dialogs.screen_conversation import Cursor


class CanvasCursor(Cursor):
    """The cursor and the picked cards of a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        """Read the selection from `canvas`."""
        self._canvas = canvas

    @property
    def chosen(self) -> str:
        """The block that the cursor is on."""
        return self._canvas.chosen

    @property
    def picked(self) -> tuple[str, ...]:
        """The picked blocks."""
        return self._canvas.picked

    def unpick(self) -> None:
        """Clear the picks."""
        self._canvas.unpick_all()


class TabCursor(CanvasCursor):
    """A cursor within something open: a tab, or the theme of a card."""

    def __init__(self, canvas: Canvas, tab: str | None) -> None:
        """Read the selection from `canvas`, within `tab` (None for none)."""
        super().__init__(canvas)
        self._tab = tab

    @property
    def open(self) -> tuple[str, ...]:
        """The key of the tab."""
        return (self._tab,) if self._tab else ()
