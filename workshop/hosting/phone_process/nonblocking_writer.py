"""Writing to a socket from any thread, without ever waiting for who reads at the other end.

The room's thread may not be held up: what the socket does not take at once is kept, and sent by a
thread that lives only as long as there is something to send.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading

MOST_WAITING = 64 * 1024 * 1024
"""Bytes. Whoever is that far behind does not read any more."""
SECONDS_BETWEEN_LOOKS = 0.5


class NonblockingWriter:
    """The sending half of a connected socket."""

    def __init__(self, sock: socket.socket) -> None:
        """Take a socket that does not block."""
        self._socket = sock
        self._lock = threading.Lock()
        self._waiting = bytearray()
        self._helped = False
        self._closed = False

    def send(self, data: bytes) -> None:
        """Send `data` after all that was sent before. Returns at once; a closed outlet drops it."""
        with self._lock:
            if self._closed:
                return
            self._waiting += data
            self._push()
            if len(self._waiting) > MOST_WAITING:
                self._close()
            elif self._waiting and not self._helped:
                self._helped = True
                threading.Thread(target=self._help, name="line", daemon=True).start()

    def close(self) -> None:
        """Send nothing more; the other end reads that this was all."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        self._closed = True
        self._waiting.clear()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)

    def _push(self) -> None:
        try:
            while self._waiting:
                del self._waiting[: self._socket.send(self._waiting)]
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            self._close()

    def _help(self) -> None:
        # A socket that was closed meanwhile took with it what waited.
        with contextlib.suppress(OSError, ValueError), selectors.DefaultSelector() as ready:
            ready.register(self._socket, selectors.EVENT_WRITE)
            while not self._is_all_sent():
                ready.select(SECONDS_BETWEEN_LOOKS)

    def _is_all_sent(self) -> bool:
        with self._lock:
            self._push()
            self._helped = bool(self._waiting)
            return not self._helped
