"""The program in a terminal of its own, as a person has it open."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

SETTINGS = {"TERM": "xterm-256color", "LINES": "30", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}
"""A terminal of today, wherever the tests are run."""


class InTerminal:
    """The program in a terminal of its own, whose output is read and thrown away."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        import pty

        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workshop", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=os.environ | SETTINGS | environment,
        )
        os.close(slave)
        os.set_blocking(self._master, False)

    def read(self) -> bytes:
        """What it has painted since the last time."""
        seen = b""
        with contextlib.suppress(BlockingIOError, OSError):
            while chunk := os.read(self._master, 65_536):
                seen += chunk
        return seen

    def drain(self) -> None:
        self.read()

    def press(self, keys: bytes) -> None:
        os.write(self._master, keys)

    def hang_up(self) -> None:
        """Close the window: nobody is at the other end any more, and the system says so."""
        os.close(self._master)
        self._master = -1
        self.process.send_signal(signal.SIGHUP)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        if self._master >= 0:
            os.close(self._master)
