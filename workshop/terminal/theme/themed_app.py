"""An app with only our themes and words: the base of the program and of panel tests."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen

from prompts.language.words import Words, load_words
from workshop.terminal.driver.dismiss_once import LeftOnce
from workshop.terminal.driver.keys_in_order import KeyPassed, KeysInOrder
from workshop.terminal.driver.typed_text import TypedText
from workshop.terminal.driver.typing_guard import Stroke, Strokes
from workshop.terminal.theme.themes import PALETTES, PROJECTOR, THEME_NAMES, theme


class ThemedApp(App[int]):
    """Provides the three themes, our CSS variables, and the language of the screen."""

    # Pressing the mouse on a widget that is being removed would crash; terminals select text with Shift.
    ALLOW_SELECT = False

    CSS = """
    Button, Button:hover {
        width: auto; min-width: 10; height: 1; padding: 0 2; border: none;
        background: $raised; color: $ink; text-style: none; background-tint: $raised 0%;
    }
    Button.-primary { text-style: bold; color: $accent-ink; }
    Button:focus, Button.-primary:focus { background: $cursor-paper; color: $cursor-ink; text-style: bold; }
    ToggleButton > .toggle--button { background: $line; color: $line; }
    ToggleButton.-on > .toggle--button { background: $cursor-paper; color: $cursor-ink; }
    ToggleButton:focus > .toggle--label, RadioSet:focus > RadioButton.-selected > .toggle--label {
        background: $cursor-paper; color: $cursor-ink;
    }
    OptionList, OptionList:focus {
        border: none; background: $paper; background-tint: $paper 0%; min-width: 12;
    }
    ToastRack { margin-bottom: 3; }
    Toast {
        width: auto; max-width: 70; padding: 0 2; margin-top: 1;
        background: $raised; color: $ink; border-left: outer $accent-ink;
    }
    Toast.-warning { background: $warn-paper; color: $warn-ink; border-left: outer $warn-ink; }
    Toast.-error { background: $alarm-paper; color: $alarm-ink; border-left: outer $alarm-ink; }
    """

    def __init__(self, words: Words | None = None) -> None:
        """Register the themes and activate the projector's."""
        super().__init__()
        self.words = words or load_words()
        self._strokes = Strokes()
        self.typed = TypedText(self, self._pass_on)
        self.order = KeysInOrder(self, self._take_key)
        self.stroke: Stroke | None = None
        """The key whose action is being carried out."""
        for name in THEME_NAMES:
            self.register_theme(theme(name))
        self.theme = PROJECTOR

    async def on_event(self, event: events.Event) -> None:
        # A key passes here twice: before its widget gets it, and again if no widget handled it. A question
        # may have opened in between.
        if not isinstance(event, events.Key):
            await super().on_event(event)
        elif not self.order.holds(event):
            await self._take_key(event)

    async def on_key_passed(self, mark: KeyPassed) -> None:
        await self.order.passed(mark)

    async def _take_key(self, event: events.Key) -> None:
        stroke = self._strokes.of(event)
        screen = self.screen
        if isinstance(screen, LeftOnce) and not screen.heeds(stroke):
            event.stop()
            return
        await self.typed.follow(event, stroke)

    async def _pass_on(self, event: events.Key, stroke: Stroke) -> None:
        self.stroke = stroke
        field = None if event.is_forwarded else self.focused
        try:
            await super().on_event(event)
        finally:
            self.stroke = None
        if event.is_forwarded and field is not None:
            self.order.follow(event, field)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return PALETTES[PROJECTOR].variables()


def words_of(app: App[Any], screen: Screen[Any] | None = None) -> Words:
    """The words of `screen`, or of the topmost one.

    A workshop and everything opened over it use the group's language (they have `spoken`); home,
    below it, uses the facilitator's.
    """
    stack = app.screen_stack
    below = stack[: stack.index(screen) + 1] if screen in stack else stack
    for each in reversed(below):
        spoken = getattr(each, "spoken", None)
        if isinstance(spoken, Words):
            return spoken
    return app.words if isinstance(app, ThemedApp) else load_words()
