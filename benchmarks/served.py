"""The product as its own process, with or without its screen, and what the system says of it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checkout import measured
from terminal_under_test import TerminalUnderTest

BARE = Path(__file__).with_name("bare.py")
START_SECONDS = 60.0
LONGEST_MARKER = 600
"""Bytes of one reading that the next one needs, so that a marker between the two is found."""
CLOCK_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass(frozen=True, slots=True)
class Served:
    """A running product: its port, its first process, and the terminal it paints on (None: headless).

    What it costs is the sum over all its processes.
    """

    port: int
    pid: int
    terminal: WatchedTerminal | None = None

    def memory_mb(self, peak: bool = False) -> float:
        """Resident memory in megabytes; what processes share is counted for each of them."""
        name = "VmHWM" if peak else "VmRSS"
        return sum(_kilobytes(pid, name) for pid in self.processes()) / 1024

    def memory_shared_once_mb(self) -> float:
        """The same with what processes share counted once; pages shared with other programs count in part."""
        return sum(_kilobytes(pid, "Pss:", "smaps_rollup") for pid in self.processes()) / 1024

    def cpu_seconds(self) -> float:
        """Processor time used so far, by all threads."""
        return sum(_cpu_seconds(pid) for pid in self.processes())

    def descriptors(self) -> int:
        """Open file descriptors."""
        return sum(1 for pid in self.processes() for _ in Path(f"/proc/{pid}/fd").iterdir())

    def processes(self) -> list[int]:
        """The ids of the first process and of all that come from it; none once it has ended."""
        found, unseen = [], [self.pid]
        while unseen:
            pid = unseen.pop()
            tasks = Path(f"/proc/{pid}/task")
            if not tasks.exists():
                continue
            found.append(pid)
            for thread in tasks.iterdir():
                with contextlib.suppress(FileNotFoundError):  # a thread that has ended meanwhile
                    unseen += map(int, (thread / "children").read_text(encoding="ascii").split())
        return found


def _kilobytes(pid: int, name: str, file: str = "status") -> int:
    for line in Path(f"/proc/{pid}/{file}").read_text(encoding="ascii").splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


class WatchedTerminal(TerminalUnderTest):
    """A terminal that is read all the time, as a real one is; what is waited for is timed as it comes."""

    def start_reading(self) -> None:
        """From now on a thread reads; `wait_for` may be called."""
        self._lock = threading.Condition()
        self._marker: re.Pattern[bytes] | None = None
        self._found = 0.0
        self._tail = b""
        self.painted = 0
        threading.Thread(target=self._keep_reading, daemon=True).start()

    def wait_for(self, pattern: bytes, keys: bytes = b"", seconds: float = 20.0) -> float:
        """Press `keys`; returns the seconds until `pattern` was painted. Raises TimeoutError."""
        with self._lock:
            self._marker, self._found, self._tail = re.compile(pattern), 0.0, b""
            pressed = time.perf_counter()
            if keys:
                self.write(keys)
            if not self._lock.wait_for(lambda: self._found, seconds):
                raise TimeoutError(f"{pattern!r} was not painted; last: {self._tail!r}")
            return self._found - pressed

    def _keep_reading(self) -> None:
        while True:
            chunk = self.read_chunk()
            if not chunk:
                return
            now = time.perf_counter()
            with self._lock:
                self.painted += len(chunk)
                seen = self._tail + chunk
                self._tail = seen[-LONGEST_MARKER:]
                if self._marker and not self._found and self._marker.search(seen):
                    self._found = now
                    self._lock.notify_all()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def product_command(data: Path, path: Path, port: int) -> list[str]:
    """`workshop run`, as a facilitator starts it."""
    own = [sys.executable, "-m", "workshop", "--data-dir", str(data)]
    return [*own, "run", str(path), "--bind", "127.0.0.1", "--port", str(port)]


def host_command(
    path: Path, port: int, *, roomy: bool, screen: bool, stalls: Path | None = None
) -> list[str]:
    """The product in the benchmark's own process; `roomy` lifts the limits on people and posts."""
    options = [*(["--roomy"] if roomy else []), *(["--screen"] if screen else [])]
    options += ["--stalls", str(stalls)] if stalls is not None else []
    return [sys.executable, str(measured().benchmarks / "host.py"), str(path), str(port), *options]


@contextlib.contextmanager
def on_screen(command: list[str], port: int, columns: int = 120, rows: int = 30) -> Iterator[Served]:
    """The product in a pseudo-terminal that is read all the time."""
    terminal = WatchedTerminal(command, columns, rows)
    served = Served(port, terminal.process.pid, terminal)
    try:
        terminal.start_reading()
        wait_until_open(port, terminal.process)
        yield served
    finally:
        family = served.processes()
        terminal.stop()
        for pid in family:  # a host outlives its screen: left alone it would run beside the next one measured
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


@contextlib.contextmanager
def headless(command: list[str], port: int) -> Iterator[Served]:
    """A server without a screen."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env=measured().environment(),
        cwd=measured().root,
    )
    try:
        wait_until_open(port, process)
        yield Served(port, process.pid)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)


@contextlib.contextmanager
def bare(kind: str) -> Iterator[Served]:
    """One of the bare servers (`bare.py`) on a free port."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        port = free_port()
        with headless(
            [sys.executable, str(BARE), kind, str(port), str(Path(name) / "raw.db")], port
        ) as served:
            yield served


def wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until somebody listens on `port`. Raises RuntimeError where the process ended before that."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.5):
            return
        time.sleep(0.02)
    raise RuntimeError("the server did not listen")
