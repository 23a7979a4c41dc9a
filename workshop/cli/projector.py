"""Opening the projector's screen, with nothing loaded that its first paint does not need."""

from __future__ import annotations

from pathlib import Path

from workshop.cli.options import Settings, require_terminal


def open_screen(settings: Settings, path: Path | None) -> int:
    """Open the projector's screen, at a workshop or at home; returns the exit code."""
    require_terminal()
    from workshop.screen import show_screen

    return show_screen(settings, path)
