"""An organisation's own method in a data folder."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path


def put_there(data: Path, folder: str, key: str) -> Path:
    """A copy of the shipped method with a key and a first activity of its own."""
    own = data / "methods" / folder
    shutil.copytree(Path(str(resources.files("prompts"))) / "methods" / "tre-skridt", own)
    structure = own / "method.toml"
    structure.write_text(
        structure.read_text(encoding="utf-8").replace('key = "tre-skridt"', f'key = "{key}"', 1),
        encoding="utf-8",
    )
    words = own / "da.toml"
    words.write_text(words.read_text(encoding="utf-8").replace("Velkommen", "Godmorgen"), encoding="utf-8")
    return own
