"""Returns large blocks of memory to the system as soon as they are free.

A phone that reconnects gets the whole view: some hundred kilobytes for a moment. After the first such
block the C library on Linux serves them from its heap, where small long-lived blocks end up between
them: in an hour of phones reconnecting the heap grew by ten megabytes of fragmentation.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

LARGE = 128 * 1024
"""The library's initial threshold. Setting it explicitly stops the library from raising it."""
_MMAP_THRESHOLD = -3


def give_large_blocks_back() -> bool:
    """Allocate each large block by mmap; whether the C library supports it. Safe to repeat."""
    if sys.platform != "linux":
        return False
    with contextlib.suppress(OSError, AttributeError):  # not the GNU C library
        return bool(ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE))
    return False
