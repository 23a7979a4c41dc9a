"""The screen shown when the window is too small for a workshop."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from workshop.terminal.driver.dismiss_once import LeftOnce
from workshop.terminal.theme.themed_app import words_of
from workshop.terminal.theme.untrusted_text import plain

SMALLEST = Size(60, 18)


def is_too_small(size: Size) -> bool:
    """Whether a window of `size` cannot show a workshop."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmallScreen(LeftOnce[None], ModalScreen[None]):
    """Covers everything, blocks every key, and disappears when the window is large enough."""

    DEFAULT_CSS = """
    TooSmallScreen { align: center middle; background: $paper; color: $ink; }
    TooSmallScreen Static { width: 100%; height: auto; text-align: center; padding: 0 1; }
    """

    def compose(self) -> ComposeResult:
        yield Static(id="sentence", markup=False)

    def on_mount(self) -> None:
        self._look()

    def on_resize(self) -> None:
        self._look()

    def on_screen_resume(self) -> None:
        self._look()

    def on_screen_suspend(self) -> None:
        # Another screen was opened over it, as a workshop is at start: cover that too.
        self.app.call_later(lambda: cover_if_too_small(self.app, self.app.size))

    def _look(self) -> None:
        size = self.app.size
        if not is_too_small(size):
            if self.is_active:
                self.dismiss(None)
            return
        sentence = words_of(self.app)(
            "terminal.too-small",
            width=SMALLEST.width,
            height=SMALLEST.height,
            now=f"{size.width} × {size.height}",
        )
        self.query_one("#sentence", Static).update(plain(sentence))


def cover_if_too_small(app: App[Any], size: Size) -> None:
    """Show this screen over everything if a window of `size` is too small and it is not shown yet."""
    if app.is_running and is_too_small(size) and not isinstance(app.screen, TooSmallScreen):
        app.push_screen(TooSmallScreen())
