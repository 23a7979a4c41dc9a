"""The lowest version that pyproject.toml admits of each direct dependency, as pins that pip takes.

`python tests/tools/lowest_versions.py > lowest.txt; pip install -r lowest.txt .` makes an environment
in which the lower bounds can be seen to hold.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BOUNDED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[a-z,]+\])?>=(?P<lowest>[\d.]+),<[\d.]+")


def pins(project: Path) -> list[str]:
    """`name==version` for each dependency in `project`. Raises ValueError for one without a lower bound."""
    lines = tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"]
    found = []
    for line in lines:
        match = _BOUNDED.fullmatch(line)
        if match is None:
            raise ValueError(f"{line!r} has no lower and upper bound")
        found.append(f"{match['name']}=={match['lowest']}")
    return found


if __name__ == "__main__":
    sys.stdout.write("\n".join(pins(ROOT / "pyproject.toml")) + "\n")
