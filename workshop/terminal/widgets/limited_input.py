"""Input fields with a limit: a paste of five megabytes or of escape codes becomes a short, safe text."""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea

from prompts.language.cleaning import clean, clean_line

_ROOM_FOR_CLEANING = 4
"""Cleaning shortens a text, so up to this many times the limit is read before it."""


class LimitedInput(Input):
    """One line of at most `longest` characters; a longer paste is truncated."""

    DEFAULT_CSS = """
    LimitedInput, LimitedInput:focus {
        height: 1; padding: 0 1; background: $raised; background-tint: $raised 0%; color: $ink;
        border: none; border-left: thick $line;
    }
    LimitedInput:focus { border-left: thick $accent-ink; }
    LimitedInput > .input--placeholder { color: $ink-soft; }
    """

    def __init__(
        self,
        value: str = "",
        longest: int = 120,
        placeholder: str = "",
        digits: bool = False,
        *,
        id: str | None = None,
    ) -> None:
        """Start with `value`; `digits` accepts only digits."""
        super().__init__(
            clean_line(value)[:longest],  # the terminal would obey escape codes in pasted text
            max_length=longest,
            placeholder=placeholder,
            restrict="[0-9]*" if digits else None,
            select_on_focus=False,
            id=id,
        )
        self._longest = longest

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.put(event.text)

    def put(self, pasted: str) -> None:
        """Insert a text of any length at the cursor, as far as there is room."""
        room = self._longest - len(self.value) + len(self.selected_text)
        text = clean_line(pasted[: self._longest * _ROOM_FOR_CLEANING])[: max(0, room)]
        if text:
            start, end = self.selection
            self.replace(text, *sorted((start, end)))


class LimitedArea(TextArea):
    """Several lines of at most `longest` characters in all; Tab leaves the field."""

    DEFAULT_CSS = """
    LimitedArea, LimitedArea:focus {
        height: 4; padding: 0 1; background: $raised; background-tint: $raised 0%; color: $ink;
        border: none; border-left: thick $line;
    }
    LimitedArea:focus { border-left: thick $accent-ink; }
    LimitedArea .text-area--cursor-line { background: $raised; }
    """

    def __init__(self, value: str = "", longest: int = 2_000, *, id: str | None = None) -> None:
        """Start with `value`."""
        super().__init__(
            clean(value)[:longest], soft_wrap=True, tab_behavior="focus", show_line_numbers=False, id=id
        )
        self._longest = longest

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.put(event.text)

    def put(self, pasted: str) -> None:
        """Insert a text of any length at the cursor, as far as there is room."""
        room = self._longest - len(self.text) + len(self.selected_text)
        text = clean(pasted[: self._longest * _ROOM_FOR_CLEANING])[: max(0, room)]
        if text:
            self.replace(text, *self.selection)

    def on_key(self, event: events.Key) -> None:
        if event.is_printable and len(self.text) >= self._longest and not self.selected_text:
            event.stop()
            event.prevent_default()
            self.app.bell()
