"""Room for a socket for each phone: some systems allow a program only 256 open files at first."""

from __future__ import annotations

import contextlib
import sys

WANTED = 4_096


def raise_descriptor_limit(wanted: int = WANTED) -> int:
    """Raise the soft limit as far as the hard one lets, and return it.

    Windows has no such limit on sockets: 0 is returned there and nothing is done.
    """
    if sys.platform == "win32":
        return 0
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    target = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft == resource.RLIM_INFINITY or soft >= target:
        return soft
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (target, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]
