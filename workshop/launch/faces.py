"""Opening a face for the facilitator: builds what it needs, hands it over, and ends well.

Each face is imported when it is asked for: plain mode loads no screen, the screen no plain mode.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.channel.network_options import NetworkOptions
from workshop.facilitating.first_keys import FirstKeys
from workshop.launch.home_services import Home
from workshop.launch.settings import Settings
from workshop.machine.folders import Folders
from workshop.machine.logs import log_to_file
from workshop.machine.signals import is_hang_up
from workshop.machine.transliteration import UTF_8, own_letters

if TYPE_CHECKING:
    from workshop.demo.case import Case
    from workshop.facilitating.ports import HomePort
    from workshop.launch.rehearsal import Rehearsal


def show_screen(settings: Settings, path: Path | None) -> int:
    """Show home, or the workshop at `path`; returns the exit code when the screen is left."""
    folders = settings.folders()
    return _show(folders, home_of(settings, folders), settings, path)


def show_plain(settings: Settings, path: Path | None) -> int:
    """Lead line by line, from home or the workshop at `path`; returns the exit code."""
    folders = settings.folders()
    return _lead_by_lines(folders, home_of(settings, folders), settings, path)


def show_demo(settings: Settings, case: Case, out: Path | None, pace: float | None) -> int:
    """Show a new workshop that simulated phones take part in; returns the exit code."""
    folders = settings.folders(out)
    home = home_of(settings, folders, pace)
    path = asyncio.run(home.prepare_case(case))
    return _show(folders, home, settings, path)


def show_rehearsal(settings: Settings, rehearsal: Rehearsal, *, plain: bool) -> int:
    """Show a new workshop for practice with a room full of simulated phones; returns the exit code."""
    from workshop.launch.rehearsal import RehearsalHome

    folders = settings.folders()
    home = RehearsalHome(home_of(settings, folders, rehearsal.pace), rehearsal, settings.words)
    path = asyncio.run(home.prepare())
    return (_lead_by_lines if plain else _show)(folders, home, settings, path)


def home_of(settings: Settings, folders: Folders, pace: float | None = None) -> Home:
    """Home as the command line's options want it."""
    return Home(folders, NetworkOptions.from_settings(settings), settings.words, pace)


def _lead_by_lines(folders: Folders, home: HomePort, settings: Settings, path: Path | None) -> int:
    from workshop.plain.plain_mode import run_plain

    log_to_file(folders.log)
    return run_plain(home, path, settings.words)


def _show(folders: Folders, home: HomePort, settings: Settings, path: Path | None) -> int:
    if own_letters() != UTF_8:
        sys.stderr.write(settings.words("cli.no-utf-8") + "\n")
        return _lead_by_lines(folders, home, settings, path)
    from workshop.terminal.app import QuietWorkshopApp

    log_to_file(folders.log)
    app = QuietWorkshopApp(home, path, settings.words)
    app.first_keys = FirstKeys(folders.data)
    try:
        result = app.run()
    finally:
        # A signal ends the screen's loop, and with it whoever was leaving the workshop there.
        from workshop.attaching.attached_workshop import leave_all

        leave_all(hung_up=is_hang_up(app.ended_by))
    if app.defect is not None:
        raise app.defect
    code = result if isinstance(result, int) else app.return_code or 0
    if app.is_deaf:
        # A terminal that reads nothing holds the writing thread, and Python would wait for that.
        logging.shutdown()
        os._exit(code)
    return code
