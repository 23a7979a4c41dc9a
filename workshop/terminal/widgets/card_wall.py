"""The wall of cards: a canvas with a search line that appears on request."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from workshop.terminal.canvas.canvas import Canvas
from workshop.terminal.canvas.layout import Section
from workshop.terminal.widgets.search_line import LONGEST_SEARCH, SearchLine


class CardWall(Vertical):
    """Cards to read, choose, pick and search; virtual, so that thousands are as fast as ten."""

    DEFAULT_CSS = """
    CardWall { height: 1fr; width: 1fr; }
    CardWall > .said { display: none; height: auto; padding: 0 1; background: $warn-paper; color: $warn-ink; }
    CardWall > .said.-on { display: block; }
    """

    class Searched(Message):
        """The search text has changed."""

    def __init__(self, search_words: str = "", *, id: str | None = None) -> None:
        """`search_words` is the placeholder of the search field."""
        super().__init__(id=id)
        self._search = SearchLine(placeholder=search_words, max_length=LONGEST_SEARCH, select_on_focus=False)
        # A resumed screen focuses whatever accepts it, and action keys would be typed into the field.
        self._search.can_focus = False
        self._said = Static(classes="said", markup=False)
        self.canvas = Canvas()

    def compose(self) -> ComposeResult:
        yield self._search
        yield self._said
        yield self.canvas

    def show(self, sections: Iterable[Section]) -> None:
        """Replace the sections of the wall."""
        self.canvas.show(sections)

    def say(self, line: Content | None) -> None:
        """Say above the cards what is filtered out; None: nothing is."""
        self._said.set_class(line is not None, "-on")
        if line is not None:
            self._said.update(line)

    def end_search(self) -> None:
        """Show everything again."""
        self._search.value = ""
        self._search.remove_class("-open")

    def open_search(self) -> None:
        """Open the search field."""
        self._search.add_class("-open")
        self._search.can_focus = True
        self._search.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.canvas.search(event.value)
        self.post_message(self.Searched())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._close(keep=bool(event.value.strip()))

    def on_search_line_left(self, event: SearchLine.Left) -> None:
        event.stop()
        self._close(keep=False)

    def _close(self, *, keep: bool) -> None:
        self._search.set_class(keep, "-open")
        self._search.can_focus = False
        self.screen.set_focus(None)
