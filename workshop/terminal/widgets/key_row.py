"""A row of choices with number keys, to be pressed or clicked: tabs, categories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from workshop.terminal.canvas.line_roles import CLASSES, class_of, css_for

GAP = 3
"""Cells between two items."""


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One choice: its key, sign, name and suffix."""

    key: str
    sign: str
    title: str
    role: str
    note: str = ""

    def text(self, named: bool = True) -> str:
        """The displayed text, without the name if there is no room for it."""
        parts = (self.key, self.sign, self.title if named else "", self.note)
        return " ".join(part for part in parts if part)


class KeyRow(Widget):
    """A row of `KeyItem`s, one of which may be on."""

    COMPONENT_CLASSES: ClassVar[set[str]] = CLASSES

    DEFAULT_CSS = "KeyRow { height: 1; width: 1fr; }" + css_for("KeyRow")

    can_focus = False

    class Pressed(Message):
        """An item was clicked."""

        def __init__(self, row: KeyRow, key: str) -> None:
            """Set the item's key."""
            super().__init__()
            self.row = row
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:
        """Start without items."""
        super().__init__(id=id)
        self._items: tuple[KeyItem, ...] = ()
        self._on = ""

    def show(self, items: tuple[KeyItem, ...], on: str = "") -> None:
        """Replace the items; the one with the key `on` is marked."""
        if (items, on) != (self._items, self._on):
            self._items, self._on = items, on
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The one line."""
        segments: list[Segment] = []
        for item, text in self._texts():
            role = "cursor" if item.key and item.key == self._on else item.role
            style = self.rich_style + self.get_component_rich_style(class_of(role), partial=True)
            segments += [Segment(f"{text}", style), Segment(" " * GAP, self.rich_style)]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line."""
        return 1

    def on_click(self, event: events.Click) -> None:
        at = 0
        for item, text in self._texts():
            end = at + cell_len(text) + GAP
            if at <= event.x < end:
                self.post_message(self.Pressed(self, item.key))
                return
            at = end

    def _texts(self) -> list[tuple[KeyItem, str]]:
        """Names for all items if they fit, else only for the one that is on."""
        full = [(item, item.text()) for item in self._items]
        if sum(cell_len(text) + GAP for _, text in full) <= self.size.width + GAP:
            return full
        return [(item, item.text(named=item.key == self._on)) for item in self._items]
