"""How much the minutes tell, and whom they name: the choices that a reader's version is made by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Version(StrEnum):
    """For whom: `SHORT` is the first page, `FULL` the usual one, `ANNEX` has every statement as written.

    `HISTORY` is no meeting's minutes: it tells all meetings of the file in one document.
    """

    SHORT = "short"
    FULL = "full"
    ANNEX = "annex"
    HISTORY = "history"


class Names(StrEnum):
    """How participants are named. Those who have an agreement keep their initials even with `NONE`."""

    FULL = "full"
    INITIALS = "initials"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Options:
    """The version and the names of one export; `bases` are the organisation's own files to build on.

    `details` are fields of `MeetingDetails` with texts for this export, whatever is stored in the session.
    """

    version: Version = Version.FULL
    names: Names = Names.FULL
    bases: tuple[Path, ...] = ()
    details: tuple[tuple[str, str], ...] = ()

    def base(self, ending: str) -> Path | None:
        """The first of the organisation's own files that has this ending, or None."""
        return next((base for base in self.bases if base.suffix.lower() == ending), None)

    def person(self, name: str) -> str:
        """`name` as this export shows it."""
        return name if self.names is Names.FULL else initials(name)


LONGEST_INITIALS = 3
"""Capitals that may be initials, or an office such as HR; “KIRSTEN” is a name."""
USUAL = Options()
"""What is written unless somebody asks for anything else."""


def initials(name: str) -> str:
    """The initials of a name: “Leder, PPR” as “LP”; what is no longer than initials in capitals stays."""
    parts = re.findall(r"\w+", name)
    if not parts or (len(parts) == 1 and parts[0].isupper() and len(parts[0]) <= LONGEST_INITIALS):
        return name
    return "".join(part if part.isdigit() else part[0].upper() for part in parts)
