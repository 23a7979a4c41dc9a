"""Finding the host of a session file, starting one where there is none, and ending it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path

from prompts.language.words import Words, load_words
from workshop.attaching.host_starting import HostNotStartedError, start_host
from workshop.channel.codec import ToldError
from workshop.channel.endpoint import connect, find_endpoint
from workshop.channel.message_line import Line, UnprovenError
from workshop.channel.messages import FromHost, HostOrder, Leave, Status, Welcome
from workshop.machine.version import build

SECONDS_FOR_ANOTHER_START = 2.0
"""How long it is waited for a host that somebody else has just started, and that has the lock already."""
SECONDS_BETWEEN_LOOKS = 0.1
SECONDS_TO_END = 30.0
"""For a host that was told to end: a snapshot is finished, the file folded."""
_LOCKED = "LockedError"
"""The storage's own error; a face does not load what stores."""


class OtherVersionError(Exception):
    """Another version of the program hosts the workshop."""

    def __init__(self, theirs: str) -> None:
        """Name that version."""
        super().__init__(theirs)
        self.theirs = theirs

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do."""
        return (words or load_words())("attached.other-version", theirs=self.theirs, ours=build())


class NoHostError(Exception):
    """Nobody hosts the workshop just now."""

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do."""
        return (words or load_words())("attached.no-host")


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Found:
    """A host that has let us in, and its first two messages."""

    line: Line[FromHost]
    welcome: Welcome
    status: Status


async def find_host(session: Path) -> Found | None:
    """The host of `session`; None where none answers. Raises OtherVersionError."""
    endpoint = find_endpoint(session)
    if endpoint is None:
        return None
    try:
        line: Line[FromHost] = Line(*await connect(session, endpoint), FromHost)  # type: ignore[arg-type]  # a union
    except OSError:
        return None  # it died and left its note behind
    if endpoint.version != build():
        line.abort()
        raise OtherVersionError(endpoint.version)
    try:
        await line.greet(bytes.fromhex(endpoint.key), is_host=False)
    except (UnprovenError, ValueError):
        line.abort()
        return None
    welcome, status = await line.receive(), await line.receive()
    if not (isinstance(welcome, Welcome) and isinstance(status, Status)):
        line.abort()
        return None
    return Found(line, welcome, status)


async def stop_host(session: Path) -> bool:
    """End the host of `session`, whoever is attached to it; whether there was one.

    Returns when it has given the file back. Raises OtherVersionError.
    """
    found = await find_host(session)
    if found is None:
        return False
    found.line.send(Leave(stop=True))
    await found.line.until_closed()
    return True


def kill_host(pid: int) -> None:
    """End the process of a host that hangs, if it is still there and ours."""
    with contextlib.suppress(OSError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


async def leave_anew(session: Path) -> None:
    """Leave the host of `session` with a word, and see it end where it does."""
    try:
        async with asyncio.timeout(SECONDS_TO_END):
            if found := await find_host(session):
                found.line.send(Leave())
                await found.line.until_closed()
            else:
                while find_endpoint(session) is not None:  # noqa: ASYNC110 - another process takes it away
                    await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
    except (TimeoutError, OtherVersionError):
        log.exception("the host has not been seen to end")


async def find_or_start_host(order: HostOrder) -> Found:
    """The host of `order.session`, started where there is none.

    Raises OtherVersionError, HostNotStartedError, and what keeps a host from hosting.
    """
    session = order.session
    if found := await find_host(session):
        return found
    starting = asyncio.create_task(asyncio.to_thread(start_host, order))
    starting.add_done_callback(_look_after)
    # Somebody else may begin to host it in the same moment: whoever is first is the host of both.
    while not starting.done():
        await asyncio.wait({starting}, timeout=SECONDS_BETWEEN_LOOKS)
        if found := await find_host(session):
            return found
    problem = starting.exception() or HostNotStartedError()
    if isinstance(problem, ToldError) and _LOCKED in problem.kinds:
        deadline = asyncio.get_running_loop().time() + SECONDS_FOR_ANOTHER_START
        while asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            if found := await find_host(session):
                return found
    raise problem


def _look_after(starting: asyncio.Task[subprocess.Popen[bytes]]) -> None:
    """A process that has ended stays in the system's list until whoever started it has asked for its end."""
    if not starting.cancelled() and starting.exception() is None:
        threading.Thread(target=starting.result().wait, name="host's end", daemon=True).start()
