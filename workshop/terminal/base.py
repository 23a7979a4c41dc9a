"""An app with our themes and words and nothing else: the program and each panel's tests start here."""

from __future__ import annotations

from typing import Any

from textual.app import App

from prompts.words import Words, load_words
from workshop.terminal.looks import PALETTES, PROJECTOR, THEME_NAMES, theme


class ThemedApp(App[int]):
    """Knows the three themes, every CSS variable of ours, and the language of the screen."""

    def __init__(self, words: Words | None = None) -> None:
        """Register the themes and put the projector's on."""
        super().__init__()
        self.words = words or load_words()
        for name in THEME_NAMES:
            self.register_theme(theme(name))
        self.theme = PROJECTOR

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return PALETTES[PROJECTOR].variables()


def words_of(app: App[Any]) -> Words:
    """The sentences of the screen's language."""
    return app.words if isinstance(app, ThemedApp) else load_words()
