"""The search field of a wall of cards."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Input

LONGEST_SEARCH = 100


class SearchLine(Input):
    """The search field. Enter keeps the search, Esc shows everything again."""

    DEFAULT_CSS = """
    SearchLine { display: none; height: 1; border: none; padding: 0 1; background: $raised; color: $ink; }
    SearchLine.-open { display: block; }
    SearchLine:focus { border: none; background: $raised; }
    """

    class Left(Message):
        """The search was cancelled."""

    def key_escape(self) -> None:
        """Cancel the search, and show everything."""
        self.value = ""
        self.post_message(self.Left())
