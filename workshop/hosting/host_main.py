"""What the host's process does, which the first face starts (`workshop.launch.host_process`).

It gets its order on its input and answers with one line on its output: that it hosts now, or why not.
After that it has neither; nor has it a terminal, so that no key and no closed window is its business.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys

from prompts.language.words import load_words
from sessions.storage.lock import LockedError
from workshop.channel.codec import decode, encode, problem_message
from workshop.channel.messages import HostOrder, HostReport
from workshop.hosting.host import Host
from workshop.hosting.phone_server import ServedWorkshop
from workshop.live.shown_screen import ScreenMaker
from workshop.machine.logs import HOST_LOG, log_the_unforeseen, log_to_file
from workshop.machine.signals import ENDING_SIGNALS, on_signals

log = logging.getLogger(__name__)


async def host(order: HostOrder, screen: ScreenMaker | None = None) -> None:
    """Host what `order` names until the end. Raises what `Host.run` raises."""
    hosting = Host(order.session, order.reach, order.patience, order.address, order.mirror, screen)

    def ready(served: ServedWorkshop) -> None:
        _report(HostReport())

    with on_signals(asyncio.get_running_loop(), dict.fromkeys(ENDING_SIGNALS, lambda number: hosting.end())):
        await hosting.run(ready)


def main(screen: ScreenMaker | None = None) -> int:
    """Take the order, host, end. Returns the exit code: 1 where that failed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    order = decode(sys.stdin.buffer.read(), HostOrder)
    log_to_file(order.log, HOST_LOG)
    log_the_unforeseen()
    try:
        asyncio.run(host(order, screen))
    except Exception as problem:
        if isinstance(problem, LockedError):
            log.info("somebody else hosts the workshop")  # two faces came at once: nothing is wrong
        else:
            log.exception("the host has ended")
        _report(HostReport(problem_message(problem, load_words(order.language))))
        return 1
    return 0


def _report(report: HostReport) -> None:
    """Say it, and let go of the pipe: whoever started us waits for its end."""
    with contextlib.suppress(OSError):
        os.write(1, encode(report))
        nowhere = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(nowhere, descriptor)
        os.close(nowhere)
