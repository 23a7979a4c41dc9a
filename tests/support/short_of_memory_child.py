"""A process whose SQLite runs out of memory again and again while it works on a session.

    python short_of_memory_child.py SESSION SMALLEST LARGEST STEP

Each round lets SQLite have so many bytes more than it holds, hands in a post, gives the memory back, and
waits until the session works again. Prints `stored TEXT` for what was answered, at the end `refused N`.
"""

import _sqlite3
import ctypes
import ctypes.util
import logging
import sys
import time
from pathlib import Path

from sessions.commands import ParkItem
from sessions.errors import NotStoredError
from workshop.hosting.open_sessions import open_session


def sqlite():
    """The library that Python's own module uses, wherever it was linked in."""
    for name in (getattr(_sqlite3, "__file__", None), None, ctypes.util.find_library("sqlite3")):
        library = ctypes.CDLL(name)
        if hasattr(library, "sqlite3_hard_heap_limit64"):
            library.sqlite3_hard_heap_limit64.argtypes = [ctypes.c_int64]
            library.sqlite3_memory_used.restype = ctypes.c_int64
            return library
    raise SystemExit("this Python's SQLite cannot be limited")


def main(path, smallest, largest, step):
    logging.basicConfig(handlers=[logging.NullHandler()])
    library = sqlite()
    session = open_session(Path(path))
    refused = 0
    for extra in range(smallest, largest, step):
        text = f"punkt {extra}"
        library.sqlite3_hard_heap_limit64(library.sqlite3_memory_used() + extra)
        try:
            session.room.submit(ParkItem(text)).result(20)
            print("stored", text, flush=True)
        except NotStoredError:
            refused += 1
        finally:
            library.sqlite3_hard_heap_limit64(0)
        again(session, f"bagefter {extra}")
    assert session.store.put_back_at is None, "a whole file was taken for a harmed one"
    session.close()
    print("refused", refused, flush=True)


def again(session, text):
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            session.room.submit(ParkItem(text)).result(20)
        except NotStoredError:
            time.sleep(0.02)
        else:
            print("stored", text, flush=True)
            return
    raise SystemExit("the session did not work again")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
