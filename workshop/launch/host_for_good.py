"""A workshop hosted for good, without a screen: on a server, for screens that attach from elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path

from workshop.channel.network_options import NetworkOptions
from workshop.hosting.host import Host
from workshop.hosting.phone_server import ServedWorkshop
from workshop.launch.host_process import told_in_words
from workshop.launch.settings import Settings
from workshop.machine.logs import HOST_LOG, log_to_file
from workshop.machine.signals import ENDING_SIGNALS, on_signals

log = logging.getLogger(__name__)


def host_for_good(settings: Settings, path: Path, echo: Callable[[str], None]) -> int:
    """Host the workshop at `path` until a signal or `workshop stop` ends it; returns the exit code.

    `echo` is told where phones find it. Where nobody reads that any more, the workshop goes on all the same.
    Raises what opening and serving it raise.
    """
    log_to_file(settings.folders().log, HOST_LOG)
    asyncio.run(_host(settings, path, echo))
    return 0


async def _host(settings: Settings, path: Path, echo: Callable[[str], None]) -> None:
    words = settings.words
    reach = NetworkOptions.from_settings(settings)
    hosting = Host(path, reach, patience=None, mirror=settings.mirror, screen=told_in_words)

    def ready(served: ServedWorkshop) -> None:
        access = served.session.live.access
        _tell(echo, words("hosted.running", origin=access.origin, code=access.code, name=path.stem))

    endings = dict.fromkeys(("SIGINT", *ENDING_SIGNALS), lambda number: hosting.end())
    with on_signals(asyncio.get_running_loop(), endings):
        await hosting.run(ready)
    _tell(echo, words("hosted.stopped", name=path.stem))


def _tell(echo: Callable[[str], None], sentence: str) -> None:
    try:
        echo(sentence)
    except OSError:
        log.warning("nobody reads what the host prints")
        # What waits to be written would fail once more when the process ends.
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)
