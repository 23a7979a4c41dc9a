"""The version of the program."""

from __future__ import annotations

import functools

from sessions.storage.schema_version import SCHEMA_VERSION


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


def build() -> str:
    """The version and the schema of its files: programs that share a workshop must agree on both.

    Two of one version need not: between releases the schema moves.
    """
    return f"{version()}/{SCHEMA_VERSION}"
