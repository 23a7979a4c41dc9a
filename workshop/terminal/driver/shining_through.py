"""What a translucent screen shines on: the screen directly below it.

Textual takes that screen off a list, one for each screen that is drawn. A screen whose background is still
cached takes none, so the one below it gets the wrong one: itself, or a screen above it. Two screens that
each shine on the other are drawn for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.renderables.background_screen import BackgroundScreen

if TYPE_CHECKING:
    from textual.screen import Screen


def shining_on_below(screen: Screen[Any]) -> BackgroundScreen | None:
    """The background of `screen` with what lies below it; None if it is solid or nothing lies below."""
    background, stack = screen.styles.background, screen.app.screen_stack
    place = stack.index(screen) if screen in stack else 0
    return BackgroundScreen(stack[place - 1], background) if place and background.a < 1 else None
