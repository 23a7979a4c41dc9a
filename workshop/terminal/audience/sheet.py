"""Shows a page on the screen."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from prompts.methods.look import NO_LOOK
from workshop.terminal.audience.audience_colours import looks_of
from workshop.terminal.audience.cell_page import Page


class Sheet(Widget):
    """Shows a page, and paints only the rows that differ from the last one."""

    DEFAULT_CSS = "Sheet { width: 1fr; height: 1fr; background: $paper; }"

    def __init__(self) -> None:
        """Start with nothing on it."""
        super().__init__()
        self._rows: list[list[tuple[str, str]]] = []
        self.own = NO_LOOK
        """The colour of the method that is followed."""

    def show(self, page: Page) -> None:
        """Show another page."""
        rows = [page.runs(y) for y in range(page.height)]
        before, self._rows = self._rows, rows
        if len(before) != len(rows):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, rows, strict=True)) if old != new]
        if changed:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        looks = looks_of(self.app.theme, self.own)
        segments = []
        for text, role in self._rows[y]:
            front, back, bold = looks[role]
            segments.append(Segment(text, Style(color=front, bgcolor=back, bold=bold)))
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)
