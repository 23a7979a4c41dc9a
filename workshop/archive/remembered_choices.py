"""Remembers on this computer how each organisation wants its minutes written.

A file that is missing, damaged or from a later version counts as empty: it holds nothing that cannot be
chosen again. It is a convenience, so a disk that cannot be written is no reason to stop an export.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

import msgspec

from prompts.language.words import LANGUAGES
from sessions.files.atomic_files import replace_file, write_new
from workshop.facilitating.export_choices import DETAILS, NAMES, ExportChoices

FILE = "export-choices.json"
MOST_KEPT = 50
"""Organisations; the one that was not used for longest is forgotten first."""


def remembered(folder: Path, organisation: str, known: tuple[str, ...]) -> ExportChoices:
    """What `organisation` chose last, restricted to what is `known` now; the usual choices if nothing."""
    kept = _read(folder).get(organisation)
    if kept is None:
        return ExportChoices()
    return ExportChoices(
        tuple(name for name in kept.formats if name in known),
        kept.detail if kept.detail in DETAILS else "full",
        kept.names if kept.names in NAMES else "full",
        kept.language if kept.language in LANGUAGES else "",
    )


def remember(folder: Path, organisation: str, choices: ExportChoices) -> None:
    """Keep what `organisation` chose."""
    kept = _read(folder)
    kept.pop(organisation, None)
    kept[organisation] = choices
    newest = dict(list(kept.items())[-MOST_KEPT:])
    unfinished = folder / f"{FILE}.{secrets.token_hex(8)}.tmp"
    with contextlib.suppress(OSError):
        write_new(unfinished, msgspec.json.format(msgspec.json.encode(newest)))
        replace_file(unfinished, folder / FILE)


def _read(folder: Path) -> dict[str, ExportChoices]:
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=dict[str, ExportChoices])
    except (OSError, msgspec.MsgspecError):
        return {}
