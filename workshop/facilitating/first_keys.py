"""Remembers, in one empty file, whether the facilitator has learned the first keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sessions.files.private_files import make_folder

NAME = "first-keys-found"


@dataclass(frozen=True, slots=True)
class FirstKeys:
    """Whether to show the line of first keys, per data folder."""

    folder: Path

    @property
    def wanted(self) -> bool:
        """Whether nobody has led a workshop from this folder yet."""
        try:
            return not (self.folder / NAME).exists()
        except OSError:
            return False

    def found(self) -> None:
        """Never show the line again. An unwritable folder is ignored: it is not worth a message."""
        try:
            make_folder(self.folder)
            (self.folder / NAME).touch()
        except OSError:
            return
