"""Opens the facilitator's interface, loading nothing that the first paint does not need."""

from __future__ import annotations

import gc
from pathlib import Path

from workshop.cli.options import require_terminal
from workshop.launch.settings import Settings


def open_screen(settings: Settings, path: Path | None) -> int:
    """Open the projector's screen, at a workshop or at home; returns the exit code."""
    require_terminal()
    # What is loaded now stays, and searching it for garbage is a tenth of the start. The app begins it again.
    gc.disable()
    try:
        from workshop.launch.faces import show_screen

        return show_screen(settings, path)
    finally:
        gc.enable()


def open_plain(settings: Settings, path: Path | None) -> int:
    """Open plain mode, in a workshop or at home; needs no terminal. Returns the exit code."""
    from workshop.launch.faces import show_plain

    return show_plain(settings, path)
