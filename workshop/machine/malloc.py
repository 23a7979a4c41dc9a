"""Keeps the C library from holding on to memory: one heap for all threads, large blocks returned at once.

A phone that reconnects gets the whole view: some hundred kilobytes for a moment. After the first such
block the C library on Linux serves them from its heap, where small long-lived blocks end up between
them: in an hour of phones reconnecting the heap grew by ten megabytes of fragmentation.
A heap for each thread spares threads that run at the same time a lock. Ours share one interpreter.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

LARGE = 128 * 1024
"""The library's initial threshold. Setting it explicitly stops the library from raising it."""
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8


def keep_little_memory() -> bool:
    """Allocate by one heap, and each large block by mmap; whether the C library does. Safe to repeat."""
    if sys.platform != "linux":
        return False
    with contextlib.suppress(OSError, AttributeError):  # not the GNU C library
        mallopt = ctypes.CDLL(None).mallopt
        return bool(mallopt(_MMAP_THRESHOLD, LARGE) and mallopt(_ARENA_MAX, 1))
    return False
