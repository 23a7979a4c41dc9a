"""What acts of a panel mean: the block the cursor is on, what is picked, and what is open around it."""

from __future__ import annotations

from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.dialogs.conversation import Cursor


class CanvasCursor(Cursor):
    """The cursor and the picked cards of a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        """Mean what is chosen on `canvas`."""
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
        """Put them all back."""
        self._canvas.unpick_all()


class TabCursor(CanvasCursor):
    """A cursor with something open around it: a tab, the theme of a card."""

    def __init__(self, canvas: Canvas, tab: str | None) -> None:
        """Mean what is chosen on `canvas`, and `tab` around it; None for none."""
        super().__init__(canvas)
        self._tab = tab

    @property
    def open(self) -> tuple[str, ...]:
        """The key of the tab."""
        return (self._tab,) if self._tab else ()
