"""The cockpit's two sheets: the column at the side, and the notes below the activity."""

from __future__ import annotations

from typing import ClassVar

from prompts.language.words import Words
from workshop.terminal.audience.cell_page import Page
from workshop.terminal.audience.sheet import Sheet
from workshop.terminal.cockpit.drawing import draw_notes, draw_side, notes_needed
from workshop.terminal.cockpit.view import CockpitView

NOTES_SHARE, LARGE_NOTES_SHARE = 0.3, 0.55
"""How much of the height the notes may take: beside texts, and beside counts alone."""
LEAST_NOTES, AROUND_ROWS = 3, 8
"""The fewest rows of notes, and how many rows header and footer take."""
WIDTHS = ((160, 72), (120, 50), (100, 42), (0, 32))
"""How wide the column is from which width of the terminal."""


class CockpitSheet(Sheet):
    """Draws the newest view, and again when its size changes."""

    _view: tuple[CockpitView, Words] | None = None

    def draw(self, view: CockpitView, words: Words) -> None:
        """Show `view`; nothing happens before the sheet has a size."""
        self._view = view, words
        if self.size.width and self.size.height:
            self.show(self.page(view, words))

    def page(self, view: CockpitView, words: Words) -> Page:
        """What to show of `view`."""
        raise NotImplementedError

    def on_resize(self) -> None:
        if self._view is not None:
            self.draw(*self._view)


class CockpitSide(CockpitSheet):
    """What the group sees, the time, who is missing, what waits, and whether all is well."""

    DEFAULT_CSS: ClassVar[str] = """
    CockpitSide { width: 42; height: 1fr; margin: 0 2 0 0; display: none; }
    """

    def fit(self, columns: int) -> None:
        """Take the width that belongs to a terminal of so many columns."""
        self.styles.width = next(width for least, width in WIDTHS if columns >= least)

    def page(self, view: CockpitView, words: Words) -> Page:
        return draw_side(view, words, *self.size)


class CockpitNotes(CockpitSheet):
    """The facilitator's notes, as high as they need and may be."""

    DEFAULT_CSS: ClassVar[str] = """
    CockpitNotes { width: 1fr; height: 7; margin: 0 2 0 2; display: none; }
    """

    def page(self, view: CockpitView, words: Words) -> Page:
        share = LARGE_NOTES_SHARE if view.only_counts else NOTES_SHARE
        most = max(LEAST_NOTES, int((self.app.size.height - AROUND_ROWS) * share))
        self.styles.height = min(most, notes_needed(view, words, self.size.width))
        return draw_notes(view, words, *self.size)
