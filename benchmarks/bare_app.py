"""A bare Textual app with the widgets of the home screen and none of our code: what a start must cost."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Footer, OptionList, Static


class BareApp(App[None]):
    """Three lines, a list, a tip and a footer."""

    BINDINGS = [("n", "new", "Ny"), ("enter", "resume", "Fortsæt"), ("question_mark", "help", "Hjælp")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        """The same widgets as home."""
        with Vertical():
            yield Static("Tre skridt", markup=False)
            yield Static("En workshop om at implementere", markup=False)
            yield Static("Workshopper", markup=False)
            yield OptionList(markup=False)
            yield Static("Tip", markup=False)
        yield Footer()


if __name__ == "__main__":
    BareApp().run()
