"""The version of the program."""

from __future__ import annotations

import functools


@functools.cache
def version() -> str:
    """The installed version, or `0` if the program was not installed."""
    from importlib import metadata  # loads the parts of a mail reader, which no short command needs

    try:
        return metadata.version("tre-skridt")
    except metadata.PackageNotFoundError:
        return "0"
