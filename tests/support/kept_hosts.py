"""`workshop host` as a service starts it: a process of its own, with what it prints."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from rooms import environment_of_children

BARE_LOCALE = {"LC_ALL": "C", "LANG": "", "LC_CTYPE": "", "PYTHONUTF8": "", "PYTHONIOENCODING": ""}
"""What a container without a locale has."""


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


@contextlib.contextmanager
def started_host(path: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start it for the session file at `path`; what it prints has not been read. It is gone in the end."""
    own = [sys.executable, "-m", "workshop", "--data-dir", str(path.parents[1]), "--lang", "da"]
    with subprocess.Popen(
        [*own, "host", path.stem, "--bind", "127.0.0.1", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_of_children() | BARE_LOCALE,
    ) as host:
        try:
            yield host
        finally:
            host.kill()


@contextlib.contextmanager
def kept_host(path: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A host that phones can reach; it is ended in the end."""
    with started_host(path, *options) as host:
        assert host.stdout.readline(), host.stderr.read().decode()
        yield host
        host.send_signal(signal.SIGTERM)
        host.wait(60)
