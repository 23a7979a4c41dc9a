"""The version of the program."""

from __future__ import annotations

import functools
from importlib import metadata


@functools.cache
def version() -> str:
    """The installed version, or `0` if the program was not installed."""
    try:
        return metadata.version("tre-skridt")
    except metadata.PackageNotFoundError:
        return "0"
