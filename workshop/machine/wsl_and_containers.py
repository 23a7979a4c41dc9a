"""What the program runs in: a computer, or Linux within something that has a network of its own.

Within WSL and containers the addresses are those of an inner network, which no phone is on.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from pathlib import Path

_OF_CONTAINERS = (Path("/.dockerenv"), Path("/run/.containerenv"))
_RELEASE = Path("/proc/sys/kernel/osrelease")


class Surroundings(Enum):
    """What the program runs in."""

    COMPUTER = "computer"
    WSL = "wsl"
    CONTAINER = "container"


@lru_cache(maxsize=1)
def surroundings() -> Surroundings:
    """What this process runs in, as far as can be seen."""
    return found_by(os.environ, _RELEASE, _OF_CONTAINERS)


def found_by(environment: Mapping[str, str], release: Path, of_containers: tuple[Path, ...]) -> Surroundings:
    """What the environment, the name of the kernel and the files of containers tell."""
    if environment.get("container") or any(path.exists() for path in of_containers):
        return Surroundings.CONTAINER
    try:
        kernel = release.read_text(encoding="utf-8", errors="replace").casefold()
    except OSError:
        return Surroundings.COMPUTER
    return Surroundings.WSL if "microsoft" in kernel else Surroundings.COMPUTER
