"""An app with our themes and words and nothing else: the program and each panel's tests start here."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen

from prompts.language.words import Words, load_words
from workshop.terminal.driver.dismiss_once import LeftOnce
from workshop.terminal.driver.typing_guard import Stroke, Strokes
from workshop.terminal.theme.themes import PALETTES, PROJECTOR, THEME_NAMES, theme


class ThemedApp(App[int]):
    """Knows the three themes, every CSS variable of ours, and the language of the screen."""

    # A press on a widget that is just being taken away would end the program; terminals select with Shift.
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
        """Register the themes and put the projector's on."""
        super().__init__()
        self.words = words or load_words()
        self._strokes = Strokes()
        self.stroke: Stroke | None = None
        """The key whose action is being carried out."""
        for name in THEME_NAMES:
            self.register_theme(theme(name))
        self.theme = PROJECTOR

    async def on_event(self, event: events.Event) -> None:
        # A key passes here twice: before its widget gets it, and when no widget had a use for it. A question
        # may have opened in between.
        if not isinstance(event, events.Key):
            await super().on_event(event)
            return
        stroke = self._strokes.of(event)
        screen = self.screen
        if isinstance(screen, LeftOnce) and not screen.heeds(stroke):
            event.stop()
            return
        self.stroke = stroke
        try:
            await super().on_event(event)
        finally:
            self.stroke = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return PALETTES[PROJECTOR].variables()


def words_of(app: App[Any], screen: Screen[Any] | None = None) -> Words:
    """The sentences that `screen`, or the one on top, speaks.

    A workshop speaks its group's language, and so does all that is opened over it (they have `spoken`);
    under it home goes on in the facilitator's.
    """
    stack = app.screen_stack
    below = stack[: stack.index(screen) + 1] if screen in stack else stack
    for each in reversed(below):
        spoken = getattr(each, "spoken", None)
        if isinstance(spoken, Words):
            return spoken
    return app.words if isinstance(app, ThemedApp) else load_words()
