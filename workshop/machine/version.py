"""Which version of the tool this is."""

from __future__ import annotations

import functools
from importlib import metadata


@functools.cache
def version() -> str:
    """The installed version, or `0` where the tool was not installed."""
    try:
        return metadata.version("tre-skridt")
    except metadata.PackageNotFoundError:
        return "0"
