"""The product's own example workshop."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from workshop.demo.case import Case, parse_case

FILE_NAME = "eksempel.json"


def own_example() -> Case:
    """Read the example that is part of the package."""
    file = resources.files("workshop.demo") / FILE_NAME
    return parse_case(Path(FILE_NAME), file.read_bytes())
