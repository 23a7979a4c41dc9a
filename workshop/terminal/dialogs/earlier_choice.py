"""The button of a form that says which earlier workshop's initiatives a new one begins with."""

from __future__ import annotations

import asyncio
from pathlib import Path

from textual.content import Content
from textual.widgets import Button

from prompts.language.words import Words
from workshop.facilitating.ports import HomePort
from workshop.terminal.theme.untrusted_text import one_line

NONE = "none"


class EarlierChoice(Button):
    """One of the workshops on this computer, or none; `chosen` is its file."""

    def __init__(self, home: HomePort, words: Words, identifier: str) -> None:
        """Start with none chosen."""
        super().__init__(Content(words("terminal.new.no-earlier")), id=identifier)
        # Textual sizes buttons by their first label and centres later ones in that width.
        self.styles.width, self.styles.text_align = "1fr", "left"
        self.styles.content_align = ("left", "middle")
        self._home, self._words = home, words
        self.chosen: Path | None = None

    async def ask(self) -> None:
        """Ask which one; cancelled, the choice stays."""
        from workshop.terminal.dialogs.ask import ask_choice

        words = self._words
        listed = await asyncio.to_thread(self._home.list_sessions)
        readable = [item for item in listed if not item.problem]
        choices = [(NONE, words("terminal.new.no-earlier"))]
        choices += [(str(item.path), one_line(item.told(words))) for item in readable]
        answer = await ask_choice(
            self.app, words("terminal.new.which-earlier"), choices, current=str(self.chosen or NONE)
        )
        if answer is None:
            return
        self.chosen = None if answer == NONE else Path(answer)
        titles = [one_line(item.title) for item in readable if item.path == self.chosen]
        self.label = Content(next(iter(titles), words("terminal.new.no-earlier")))
