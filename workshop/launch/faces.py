"""Opening a face for the facilitator: builds what it needs, hands it over, and ends well.

Each face is imported when it is asked for: plain mode loads no screen, the screen no plain mode.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.channel.network_options import NetworkOptions
from workshop.facilitating.first_keys import FirstKeys
from workshop.launch.home_services import Home
from workshop.launch.settings import Settings
from workshop.machine.folders import Folders
from workshop.machine.logs import log_to_file
from workshop.machine.signals import ENDED_BY_SIGNAL, is_hang_up, terminal_is_gone
from workshop.machine.transliteration import UTF_8, own_letters

if TYPE_CHECKING:
    from workshop.demo.case import Case
    from workshop.facilitating.ports import HomePort
    from workshop.launch.rehearsal import Rehearsal
    from workshop.terminal.app import WorkshopApp


def show_screen(settings: Settings, path: Path | None) -> int:
    """Show home, or the workshop at `path`; returns the exit code when the screen is left."""
    folders = settings.folders()
    return show_app(folders, home_of(settings, folders), settings, path)


def show_plain(settings: Settings, path: Path | None) -> int:
    """Lead line by line, from home or the workshop at `path`; returns the exit code."""
    folders = settings.folders()
    return _lead_by_lines(folders, home_of(settings, folders), settings, path)


def show_demo(settings: Settings, case: Case, out: Path | None, pace: float | None, *, lead: bool) -> int:
    """Show a new workshop that simulated phones take part in; returns the exit code.

    It plays itself, in `pace` seconds if that is given, unless the facilitator wants to `lead` it.
    """
    folders = settings.folders(out)
    home = home_of(settings, folders, pace)
    path = asyncio.run(home.prepare_case(case))

    def begins(app: WorkshopApp) -> None:
        home.caption = app.caption

    return show_app(folders, home, settings, path, None if lead else begins)


def show_rehearsal(settings: Settings, rehearsal: Rehearsal, *, plain: bool) -> int:
    """Show a new workshop for practice with a room full of simulated phones; returns the exit code."""
    from workshop.launch.rehearsal import RehearsalHome

    folders = settings.folders()
    home = RehearsalHome(home_of(settings, folders, rehearsal.pace), rehearsal, settings.words)
    path = asyncio.run(home.prepare())
    return (_lead_by_lines if plain else show_app)(folders, home, settings, path)


def home_of(settings: Settings, folders: Folders, pace: float | None = None) -> Home:
    """Home as the command line's options want it."""
    return Home(folders, NetworkOptions.from_settings(settings), settings.words, pace, settings.mirror)


def _lead_by_lines(folders: Folders, home: HomePort, settings: Settings, path: Path | None) -> int:
    from workshop.plain.plain_mode import run_plain

    log_to_file(folders.log)
    ended_by = 0
    try:
        code = run_plain(home, path, settings.words)
        ended_by = max(0, code - ENDED_BY_SIGNAL)
    finally:
        _leave_all(hung_up=is_hang_up(ended_by) or terminal_is_gone())
    return code


def show_app(
    folders: Folders,
    home: HomePort,
    settings: Settings,
    path: Path | None,
    begins: Callable[[WorkshopApp], None] | None = None,
) -> int:
    """Show `home` and the workshop at `path`; `begins` gets the app before it runs. Returns the exit code."""
    if own_letters() != UTF_8:
        sys.stderr.write(settings.words("cli.no-utf-8") + "\n")
        return _lead_by_lines(folders, home, settings, path)
    from workshop.terminal.app import QuietWorkshopApp

    log_to_file(folders.log)
    app = QuietWorkshopApp(home, path, settings.words)
    app.first_keys = FirstKeys(folders.data)
    if begins is not None:
        begins(app)
    try:
        result = app.run()
    finally:
        _leave_all(hung_up=is_hang_up(app.ended_by))
    if app.defect is not None:
        raise app.defect
    code = result if isinstance(result, int) else app.return_code or 0
    if app.is_deaf:
        # A terminal that reads nothing holds the writing thread, and Python would wait for that.
        logging.shutdown()
        os._exit(code)
    return code


def _leave_all(*, hung_up: bool) -> None:
    """A signal ends a face's loop, and with it whoever was attaching to a workshop or leaving it there."""
    attached = sys.modules.get("workshop.attaching.attached_workshop")
    if attached is not None:  # a face that opened nothing has not loaded it
        attached.leave_all(hung_up=hung_up)
