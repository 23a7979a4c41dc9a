"""The version of the program."""

from __future__ import annotations

import functools


@functools.cache
def version_of(package: str) -> str:
    """The installed version of a package, or `0` if it was not installed."""
    from importlib import metadata  # loads the parts of a mail reader, which no short command needs

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "0"


def version() -> str:
    """The installed version of the program, or `0` if it was not installed."""
    return version_of("tre-skridt")
