"""A copy of the shipped method, in Danish alone, that a test may spoil."""

import shutil
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import pytest

Change = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shipped = Path(str(resources.files("prompts"))) / "methods" / "tre-skridt"
    other_languages = shutil.ignore_patterns("en.toml", "nb.toml")
    return Path(shutil.copytree(shipped, tmp_path / "own" / "min-metode", ignore=other_languages))


@pytest.fixture
def change(folder: Path) -> Change:
    def replace(name: str, old: str, new: str) -> None:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
