"""What is written and for whom: the choices that the export menu shows and that are remembered."""

from __future__ import annotations

from dataclasses import dataclass

DETAILS = ("short", "full", "annex", "history")
NAMES = ("full", "initials", "none")


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """Formats by name (none: the usual ones), version, names, and language (empty: the workshop's)."""

    formats: tuple[str, ...] = ()
    detail: str = "full"
    names: str = "full"
    language: str = ""
