"""A list to choose from that may change under the mouse."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class ChangingList(OptionList):
    """Lets a click go that was meant for a line which is there no more. Textual's own list would fail."""

    def on_click(self, event: events.Click) -> None:
        meant = event.style.meta.get("option")
        if isinstance(meant, int) and meant >= self.option_count:
            event.prevent_default()


class StandingList(ChangingList):
    """A list that is worked on: a click chooses a line, a click on the chosen one opens it.

    Otherwise the mouse could not say which line a key in the footer is meant for.
    """

    def on_click(self, event: events.Click) -> None:
        meant = event.style.meta.get("option")
        if isinstance(meant, int) and meant < self.option_count and meant != self.highlighted:
            self.highlighted = meant
            event.prevent_default()
