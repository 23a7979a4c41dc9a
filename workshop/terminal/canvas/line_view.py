"""A scrolling widget rendered line by line, which repaints only the lines that have changed.

Textual repaints the whole widget when it is refreshed, and lays the whole screen out again when its
virtual size changes. With ten new cards a second, both would be paid each time.
"""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class LineView(ScrollView):
    """Remembers what each visible line looked like; `line` gives what it looks like now."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        """Start with no line painted."""
        super().__init__(id=id, classes=classes)
        self._strips: dict[int, Strip] = {}

    def line(self, y: int) -> Strip:
        """Line `y` of the whole content, visible or not."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Line `y` of the visible part."""
        at = y + self.scroll_offset.y
        strip = self._strips.get(at)
        if strip is None:
            strip = self._strips[at] = self.line(at)
        return strip

    def repaint(self) -> None:
        """Repaint the visible lines that look different now."""
        before, self._strips = self._strips, {}
        top, width = self.scroll_offset.y, self.size.width
        changed = [
            Region(0, y, width, 1)
            for y in range(self.size.height)
            if self.render_line(y) != before.get(top + y)
        ]
        if changed:
            self.refresh(*changed)

    def take_size(self, size: Size) -> None:
        """Set the virtual size. Lay the screen out again only if a scrollbar appears or disappears."""
        if size == self.virtual_size:
            return
        bar_shown = size.height > self.container_size.height
        if bar_shown != self.show_vertical_scrollbar or not self.is_mounted:
            self.virtual_size = size
            return
        self.set_reactive(LineView.virtual_size, size)
        if bar_shown:
            self.vertical_scrollbar.window_virtual_size = size.height
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def notify_style_update(self) -> None:
        """The theme has changed: every line has other colours."""
        super().notify_style_update()
        self._strips = {}
