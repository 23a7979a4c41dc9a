"""Giving large blocks of memory back to the system as soon as they are free.

A phone that comes back gets the whole picture: some hundred kilobytes for a moment. After the first of
them the C library on Linux keeps such blocks in its heap, where what is small and stays comes to lie
between them: in an hour of phones coming and going the heap grew by ten megabytes that held nothing.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys

LARGE = 128 * 1024
"""The library's own limit, as long as nothing large has been freed yet. Naming it keeps it there."""
_MMAP_THRESHOLD = -3


def give_large_blocks_back() -> bool:
    """Have each large block be one of its own; whether the C library takes the wish. Safe to repeat."""
    if sys.platform != "linux":
        return False
    with contextlib.suppress(OSError, AttributeError):  # another C library than GNU's
        return bool(ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE))
    return False
