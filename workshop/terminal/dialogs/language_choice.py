"""The languages side by side, each by its own name, so that everybody recognises theirs."""

from __future__ import annotations

from textual.content import Content

from prompts.language.words import LANGUAGE_NAMES, LANGUAGES
from workshop.terminal.widgets.toggles import MarkedRadio, OneOf


class LanguageChoice(OneOf):
    """One of the languages; `language` is the chosen one."""

    DEFAULT_CSS = """
    LanguageChoice { layout: horizontal; height: 1; }
    LanguageChoice > RadioButton { width: auto; margin-right: 2; }
    """

    def __init__(self, language: str, identifier: str) -> None:
        """Start with `language` chosen."""
        buttons = [MarkedRadio(Content(LANGUAGE_NAMES[each]), value=each == language) for each in LANGUAGES]
        super().__init__(*buttons, id=identifier)
        self._first = language

    @property
    def language(self) -> str:
        """The chosen language."""
        return LANGUAGES[self.pressed_index] if self.pressed_index >= 0 else self._first
