"""Whether the program runs from its single file, and how it starts itself again from there.

The single file (PyInstaller's) has no `python -m`: what another process of ours is to run is the first
argument, and `workshop/__main__.py` looks for it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

RUN_HOST = "--run-host"
"""The first argument of the single file that makes it a host; nobody types it."""

_UNPACK_ANEW = "PYINSTALLER_RESET_ENVIRONMENT"


def is_single_file() -> bool:
    """Whether this is the single file, not an installed package."""
    return bool(getattr(sys, "frozen", False))


def unpacking_anew(environment: Mapping[str, str]) -> dict[str, str]:
    """`environment` for a process that outlives this one: the folder we run from goes with us."""
    return {**environment, _UNPACK_ANEW: "1"} if is_single_file() else dict(environment)
