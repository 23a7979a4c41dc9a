"""The button of a form that asks for what stands at the top of the minutes."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Button

from prompts.language.words import Words
from sessions.model import MeetingDetails


class HeadChoice(Button):
    """Purpose, place, people and case number of a new workshop's meeting; all of it optional."""

    def __init__(self, words: Words, identifier: str) -> None:
        """Start with nothing filled in."""
        super().__init__(Content(words("terminal.export.head-none")), id=identifier)
        # Textual sizes buttons by their first label and centres later ones in that width.
        self.styles.width, self.styles.text_align = "1fr", "left"
        self.styles.content_align = ("left", "middle")
        self._words = words
        self._texts: dict[str, str] = {}

    @property
    def details(self) -> MeetingDetails:
        """What was filled in, of the first meeting."""
        return MeetingDetails(1, **self._texts)

    async def ask(self) -> None:
        """Ask for the fields; cancelled, they stay as they are."""
        from workshop.facilitating.acts.anytime.minutes_head import head_fields, head_filled
        from workshop.terminal.dialogs.ask import ask_fields

        words = self._words
        filled = await ask_fields(
            self.app,
            words("terminal.export.head-title"),
            head_fields(words, self._texts),
            words("terminal.export.head-note"),
        )
        if filled is None:
            return
        self._texts = filled
        self.label = Content(head_filled(filled.values(), words))
