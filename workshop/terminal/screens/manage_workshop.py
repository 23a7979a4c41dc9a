"""How home asks on the screen what to do with a whole workshop."""

from __future__ import annotations

from typing import Any

from textual.app import App

from prompts.language.words import Words
from workshop.facilitating.conversation import Choices, Field
from workshop.terminal.dialogs.ask import ask_choice, ask_fields
from workshop.terminal.dialogs.sending import say
from workshop.terminal.theme.themed_app import words_of
from workshop.terminal.theme.untrusted_text import one_line


class AsksOnScreen:
    """`workshop.facilitating.home.managing.AsksAtHome` by dialogs."""

    def __init__(self, app: App[Any]) -> None:
        """Ask over the screen of `app`."""
        self._app = app

    @property
    def words(self) -> Words:
        return words_of(self._app)

    async def choose_one(
        self, title: str, choices: Choices, *, note: str = "", current: str = "", careful: bool = False
    ) -> str | None:
        return await ask_choice(self._app, one_line(title), choices, one_line(note), current, careful=careful)

    async def ask_text(self, title: str, field: Field, note: str) -> str | None:
        filled = await ask_fields(self._app, title, (field,), note)
        return filled[field.key] if filled is not None else None

    def say_it(self, sentence: str, *, error: bool = False) -> None:
        say(self._app, one_line(sentence), "error" if error else "information")
