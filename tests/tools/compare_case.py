"""Compare the JSON minutes found under a folder with a case's expected result, figure by figure.

Usage: python compare_case.py FOLDER EXPECTED.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def differences(made: Any, expected: Any, place: str = "") -> list[str]:
    """Every place where `made` lacks or contradicts something that `expected` says."""
    if isinstance(expected, dict):
        return [
            found
            for key, value in expected.items()
            for found in (
                differences(made[key], value, f"{place}.{key}")
                if isinstance(made, dict) and key in made
                else [f"{place}.{key}: missing"]
            )
        ]
    if isinstance(expected, list):
        if not isinstance(made, list) or len(made) != len(expected):
            return [f"{place}: {made!r} is not {expected!r}"]
        return [
            found
            for index, value in enumerate(expected)
            for found in differences(made[index], value, f"{place}[{index}]")
        ]
    if isinstance(expected, float) and isinstance(made, int | float):
        return [] if abs(made - expected) < 1e-9 else [f"{place}: {made} is not {expected}"]
    return [] if made == expected else [f"{place}: {made!r} is not {expected!r}"]


def main() -> int:
    """Print the differences; exit 1 if there are any."""
    folder, expected_file = Path(sys.argv[1]), Path(sys.argv[2])
    (made_file,) = folder.rglob("*.json")
    made = json.loads(made_file.read_text(encoding="utf-8"))
    expected = json.loads(expected_file.read_text(encoding="utf-8"))
    found = differences(made, expected)
    for line in found:
        print(line)
    print(f"{len(expected)} figures compared, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
