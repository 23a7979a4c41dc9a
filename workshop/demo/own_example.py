"""The product's own example workshop."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from prompts.language.words import DEFAULT_LANGUAGE
from workshop.demo.case import Case, parse_case

FILE_NAMES = {"da": "eksempel.json", "en": "eksempel.en.json", "nb": "eksempel.nb.json"}


def own_example(language: str = DEFAULT_LANGUAGE) -> Case:
    """Read the example that is part of the package: the same workshop, told in `language`."""
    name = FILE_NAMES[language]
    file = resources.files("workshop.demo") / name
    return parse_case(Path(name), file.read_bytes())
