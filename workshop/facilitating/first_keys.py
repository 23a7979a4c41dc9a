"""Whether the facilitator has found the first keys: remembered on the computer in one empty file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sessions.private_files import make_folder

NAME = "first-keys-found"


@dataclass(frozen=True, slots=True)
class FirstKeys:
    """The line of first keys in the workshops of a data folder."""

    folder: Path

    @property
    def wanted(self) -> bool:
        """Whether nobody has led a workshop from here yet."""
        try:
            return not (self.folder / NAME).exists()
        except OSError:
            return False

    def found(self) -> None:
        """Show the line never again. A folder that cannot be written to is no reason to trouble anybody."""
        try:
            make_folder(self.folder)
            (self.folder / NAME).touch()
        except OSError:
            return
