"""The line that shows a new facilitator the first keys, until a few have been pressed; then never again."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.widgets import Static

from workshop.facilitating.ports import FirstKeysPort
from workshop.terminal.theme.themed_app import words_of
from workshop.terminal.theme.untrusted_text import plain

ENOUGH = 3
"""The number of different actions after which the line is no longer needed."""


class FirstKeysLine(Static):
    """One line above the status bar. Absent if the app keeps no record of it, as in tests."""

    DEFAULT_CSS = """
    FirstKeysLine { height: 1; padding: 0 2; color: $warn-ink; background: $warn-paper; display: none; }
    """

    def __init__(self) -> None:
        """Start hidden; the app's record decides whether it is shown."""
        super().__init__(markup=False)
        self._used: set[str] = set()
        self._wanted = False

    def on_mount(self) -> None:
        memory = memory_of(self.app)
        self._wanted = memory is not None and memory.wanted
        self.display = self._wanted
        if self._wanted:
            self.update(plain(words_of(self.app)("terminal.first-keys")))

    def used(self, method: str) -> None:
        """Record that an action was carried out; after a few different ones the line disappears for good."""
        if not self._wanted:
            return
        self._used.add(method)
        if len(self._used) >= ENOUGH:
            self._wanted = self.display = False
            memory = memory_of(self.app)
            if memory is not None:
                memory.found()

    def show_unless(self, hidden: bool) -> None:
        """Hide it in presentation mode."""
        self.display = self._wanted and not hidden


def memory_of(app: App[Any]) -> FirstKeysPort | None:
    """The app's record of whether the first keys have been learned."""
    memory: FirstKeysPort | None = getattr(app, "first_keys", None)
    return memory
