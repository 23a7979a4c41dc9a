"""Shown while files take longer than a moment to write: how far it has come, and Esc to stop it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from textual.app import App
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workshop.facilitating.conversation import Writing
from workshop.terminal.dialogs.dialog import Dialog
from workshop.terminal.theme.untrusted_text import plain

PATIENCE = 1.0
"""Seconds; what takes no longer needs no word."""


class WritingDialog(Dialog[None]):
    """Says which file is being written. Leaving it stops the writing before the next file."""

    def __init__(self, title: str, writing: Writing) -> None:
        """Follow `writing`."""
        super().__init__(title)
        self._writing = writing

    def body(self) -> Iterable[Widget]:
        yield Static(plain(self._progress()), id="progress")

    def keys(self) -> Content:
        return plain(self.words("terminal.export.keys-writing"))

    def on_mount(self) -> None:
        super().on_mount()
        self.set_interval(0.1, self._look)

    def _look(self) -> None:
        if self._writing.ended:
            self.dismiss(None)
        else:
            self.query_one("#progress", Static).update(plain(self._progress()))

    def _progress(self) -> str:
        if not self._writing.name:
            return ""
        now = self._writing
        return self.words("terminal.export.progress", name=now.name, n=now.number, total=now.total)

    def action_leave(self) -> None:
        """Stop before the next file; the dialog stays until that has happened."""
        self._writing.stopped = True


@contextmanager
def shown_writing(app: App[Any], title: str) -> Iterator[Writing]:
    """What is written within this; after a second the dialog shows it."""
    writing = Writing()

    def show() -> None:
        if not writing.ended:
            app.push_screen(WritingDialog(title, writing))

    timer = app.set_timer(PATIENCE, show)
    try:
        yield writing
    finally:
        writing.ended = True
        timer.stop()
