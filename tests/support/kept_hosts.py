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

BARE_LOCALE = {"LC_ALL": "C", "LANG": "", "LC_CTYPE": "", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
"""What a container without a locale has."""


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def start_host(path: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start it for the session file at `path`; its first line has not been read."""
    own = [sys.executable, "-m", "workshop", "--data-dir", str(path.parents[1]), "--lang", "da"]
    return subprocess.Popen(
        [*own, "host", path.stem, "--bind", "127.0.0.1", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_of_children() | BARE_LOCALE,
    )


@contextlib.contextmanager
def kept_host(path: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A host that phones can reach; it is ended in the end."""
    with start_host(path, *options) as host:
        try:
            assert host.stdout.readline(), host.stderr.read().decode()
            yield host
        finally:
            if host.poll() is None:
                host.send_signal(signal.SIGTERM)
