"""Input fields with a limit: a paste of escape codes becomes a safe text.

A paste over the limit is kept whole, up to a size no person reads, so that nothing is lost without a word:
whoever owns the field points it out and does not take it until it is shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from prompts.language.cleaning import clean, clean_line
from workshop.terminal.driver.typing_guard import ENTER, NEW_LINE, Stroke

MOST_IN_LINE, MOST_IN_AREA = 20_000, 300_000
"""Characters kept of a paste, over the limit or not."""
_ROOM_FOR_CLEANING = 2
"""Cleaning shortens a text, so up to this many times as much is read before it."""

_BETWEEN_NAMES = ",/&+"


class KnownTexts(Suggester):
    """Completes what is being typed to one of the known texts; of several names only the last."""

    def __init__(self, known: Sequence[str]) -> None:
        """Complete to `known`, the first that fits."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = tuple(known)

    async def get_suggestion(self, value: str) -> str | None:
        """`value` with the rest of what it begins; None where it begins nothing."""
        at = max(value.rfind(mark) for mark in _BETWEEN_NAMES) + 1
        begun = value[at:].lstrip()
        found = next((text for text in self._known if text.casefold().startswith(begun.casefold())), None)
        return value.removesuffix(begun) + found if found is not None and begun else None


class LimitedInput(Input):
    """One line of at most `longest` characters. What it starts with is replaced by typing."""

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
            max_length=MOST_IN_LINE,
            placeholder=placeholder,
            restrict="[0-9]*" if digits else None,
            select_on_focus=True,
            id=id,
        )
        self._longest = longest
        self.takes_row: Callable[[str], bool] | None = None
        """Takes a pasted row of a spreadsheet, which fills several fields; False if it is none."""

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if self.takes_row is None or not self.takes_row(event.text):
            self.put(event.text)

    def put(self, pasted: str) -> None:
        """Insert a text of any length at the cursor, as far as there is room."""
        room = MOST_IN_LINE - len(self.value) + len(self.selected_text)
        text = clean_line(pasted[: MOST_IN_LINE * _ROOM_FOR_CLEANING])[: max(0, room)]
        if text:
            start, end = self.selection
            self.replace(text, *sorted((start, end)))

    def begin(self, typed: str) -> None:
        """Take what was typed before, in place of what it started with; typing goes on after it."""
        self.select_on_focus = False
        self.value = clean_line(typed)[:MOST_IN_LINE] + (" " if typed.endswith(" ") else "")
        self.cursor_position = len(self.value)

    def on_key(self, event: events.Key) -> None:
        if event.key == "tab" and self.suggester is not None and self.cursor_position == len(self.value):
            self.action_cursor_right()  # takes the completion that stands there; Tab goes on after it
        if event.is_printable and len(self.value) >= self._longest and self.selection.is_empty:
            event.stop()
            event.prevent_default()
            self.app.bell()


class LimitedArea(TextArea):
    """Several lines of at most `longest` characters in all; Tab leaves the field.

    Enter goes on as it does in a field of one line, and Ctrl+J begins a new line.
    """

    DEFAULT_CSS = """
    LimitedArea, LimitedArea:focus {
        height: 4; padding: 0 1; background: $raised; background-tint: $raised 0%; color: $ink;
        border: none; border-left: thick $line;
    }
    LimitedArea:focus { border-left: thick $accent-ink; }
    LimitedArea .text-area--cursor-line { background: $raised; }
    """

    class Entered(Message):
        """Enter was pressed in an area."""

        def __init__(self, area: LimitedArea) -> None:
            """Take the area that it was pressed in."""
            super().__init__()
            self.area = area

    each_line_saves = False
    """Whether an Enter that comes with pasted text is one too."""
    opened = float("inf")
    """Since when keys go here. The Enter of a text that was begun before is a line break."""

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
        room = MOST_IN_AREA - len(self.text) + len(self.selected_text)
        text = clean(pasted[: MOST_IN_AREA * _ROOM_FOR_CLEANING])[: max(0, room)]
        if text:
            self.replace(text, *self.selection)

    def on_key(self, event: events.Key) -> None:
        stroke = getattr(event, "stroke", None)
        of_text = isinstance(stroke, Stroke) and (
            stroke.ends_text_from_before(self.opened)
            or (stroke.in_burst and stroke.is_pasted and not self.each_line_saves)
        )
        if event.key in ENTER:
            event.stop()
            event.prevent_default()
            if of_text or event.key == NEW_LINE:
                self.insert("\n")
            else:
                self.post_message(self.Entered(self))
        elif event.is_printable and len(self.text) >= self._longest and not self.selected_text:
            event.stop()
            event.prevent_default()
            self.app.bell()
