"""Opening the projector's screen: builds what it needs and hands it over."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.cli.options import Settings
from workshop.folders import Folders
from workshop.home import Home
from workshop.logs import log_to_file
from workshop.reach import Reach
from workshop.terminal.app import WorkshopApp

if TYPE_CHECKING:
    from workshop.demo.case import Case


def show_screen(settings: Settings, path: Path | None) -> int:
    """Show home, or the workshop at `path`; returns the exit code when the screen is left."""
    folders = settings.folders()
    return _show(folders, _home(settings, folders), settings, path)


def show_demo(settings: Settings, case: Case, out: Path | None, pace: float | None) -> int:
    """Show a new workshop that simulated phones take part in; returns the exit code."""
    folders = settings.folders(out)
    home = _home(settings, folders, pace)
    path = asyncio.run(home.prepare_case(case))
    return _show(folders, home, settings, path)


def _home(settings: Settings, folders: Folders, pace: float | None = None) -> Home:
    return Home(folders, Reach.from_settings(settings), settings.words, pace)


def _show(folders: Folders, home: Home, settings: Settings, path: Path | None) -> int:
    log_to_file(folders.log)
    app = WorkshopApp(home, path, settings.words)
    result = app.run()
    return result if isinstance(result, int) else app.return_code or 0
