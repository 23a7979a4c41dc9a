"""A command in a pseudo-terminal of its own, timed from outside as a person would see it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from pathlib import Path

from checkout import measured

QUIET_SECONDS = 0.03
"""This long without output: the paint is over."""


class TerminalUnderTest:
    """Starts `arguments` on a screen of 120 × 30 cells."""

    def __init__(self, arguments: list[str], columns: int = 120, rows: int = 30) -> None:
        """Start at once; `started` is when (monotonic seconds)."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {**measured().environment(), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            arguments,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=environment,
            cwd=measured().root,
        )
        os.close(slave)
        self.seen = b""

    def read_until(self, marker: bytes, seconds: float = 30.0) -> float:
        """Read until `marker` has been painted; returns the seconds since the start."""
        deadline = time.perf_counter() + seconds
        while marker not in self.seen:
            if not self._read(deadline - time.perf_counter()):
                raise TimeoutError(f"{marker!r} was not painted; last: {self.seen[-400:]!r}")
        return time.perf_counter() - self.started

    def settle(self, seconds: float = QUIET_SECONDS) -> None:
        """Read until nothing has come for `seconds`."""
        while self._read(seconds):
            pass

    def press(self, keys: bytes, most: float = 2.0) -> float:
        """Press `keys`; returns the seconds until the last byte of the paint they caused."""
        self.seen = b""
        pressed = time.perf_counter()
        os.write(self._master, keys)
        painted = 0.0
        while self._read(QUIET_SECONDS if painted else most):
            painted = time.perf_counter() - pressed
        return painted

    def write(self, keys: bytes) -> None:
        """Press `keys` and do not wait."""
        os.write(self._master, keys)

    def read_chunk(self) -> bytes:
        """What is painted next, waiting for it; empty when the process has ended."""
        try:
            return os.read(self._master, 1 << 16)
        except OSError:
            return b""

    def memory_mb(self) -> float:
        """Resident memory of the process in megabytes (Linux)."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return 0.0

    def stop(self) -> None:
        """End the process and close the terminal."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        os.close(self._master)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            chunk = os.read(self._master, 1 << 16)
        except OSError:
            return False
        self.seen += chunk
        return bool(chunk)
