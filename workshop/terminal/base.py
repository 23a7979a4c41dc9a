"""An app with our themes and nothing else: what the whole program and each panel's tests start from."""

from __future__ import annotations

from textual.app import App

from workshop.terminal.looks import PALETTES, PROJECTOR, THEME_NAMES, theme


class ThemedApp(App[int]):
    """Knows the three themes and every CSS variable of ours."""

    ENABLE_COMMAND_PALETTE = True

    def __init__(self) -> None:
        """Register the themes and put the projector's on."""
        super().__init__()
        for name in THEME_NAMES:
            self.register_theme(theme(name))
        self.theme = PROJECTOR

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return PALETTES[PROJECTOR].variables()
