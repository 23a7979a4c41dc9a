"""Starting a host, and waiting for its word that faces may attach."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import msgspec

import workshop
from prompts.language.words import Words, load_words
from workshop.channel.codec import decode, encode, problem_from
from workshop.channel.messages import HostOrder, HostReport
from workshop.machine.single_file import RUN_HOST, is_single_file, unpacking_anew

PROGRAM = ("-m", "workshop.launch.host_process")
SECONDS_TO_BEGIN = 30.0
MOST_BYTES = 16_384

log = logging.getLogger(__name__)


class HostNotStartedError(Exception):
    """The host ended before it said anything, or says nothing."""

    def sentence(self, words: Words | None = None) -> str:
        """What happened, what was kept and what to do."""
        return (words or load_words())("attached.not-started")


def start_host(order: HostOrder) -> subprocess.Popen[bytes]:
    """Start a host and return it once faces may attach. Raises HostNotStartedError, or what keeps it from it.

    It shares no terminal with us: our keys are not its, and it outlives us.
    """
    process = _started()
    assert process.stdin is not None  # noqa: S101 - it was asked for
    assert process.stdout is not None  # noqa: S101 - as above
    threading.Thread(target=_note_complaints, args=(process,), name="host's complaints", daemon=True).start()
    too_long = threading.Timer(SECONDS_TO_BEGIN, process.kill)
    too_long.start()
    try:
        with process.stdout as said:
            with process.stdin as orders:
                orders.write(encode(order))
            report = decode(said.read(MOST_BYTES), HostReport)
    except (OSError, msgspec.DecodeError):
        process.kill()
        process.wait()
        raise HostNotStartedError from None
    finally:
        too_long.cancel()
    if report.problem is not None:
        process.wait()
        raise problem_from(report.problem)
    return process


def _note_complaints(process: subprocess.Popen[bytes]) -> None:
    """What a host says before it has a log of its own; it lets go of the pipe when it reports."""
    assert process.stderr is not None  # noqa: S101 - it was asked for
    with process.stderr as complaints:
        for line in complaints.read(MOST_BYTES).decode("utf-8", "replace").splitlines():
            log.warning("the host: %s", line)
        while complaints.read(MOST_BYTES):
            pass


def _started() -> subprocess.Popen[bytes]:
    own = str(Path(workshop.__file__).parents[1])
    paths = os.pathsep.join(filter(None, (own, os.environ.get("PYTHONPATH", ""))))
    options: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        options = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *((RUN_HOST,) if is_single_file() else PROGRAM)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**unpacking_anew(os.environ), "PYTHONPATH": paths},
        **options,
    )
