"""Option lists whose options may change under the mouse."""

from __future__ import annotations

from textual import events
from textual.widgets import OptionList


class ChangingList(OptionList):
    """Ignores a click on an option that no longer exists. Textual's own list would crash."""

    def on_click(self, event: events.Click) -> None:
        meant = event.style.meta.get("option")
        if isinstance(meant, int) and meant >= self.option_count:
            event.prevent_default()


class StandingList(ChangingList):
    """A list to work on: a click chooses a line, a click on the chosen one opens it.

    Otherwise the mouse could not select the line that a key in the footer applies to.
    """

    def on_click(self, event: events.Click) -> None:
        meant = event.style.meta.get("option")
        if isinstance(meant, int) and meant < self.option_count and meant != self.highlighted:
            self.highlighted = meant
            event.prevent_default()
