"""The program's folders: sessions, exports, the organisation's own methods, the log.

Looked up in this order: the flag, the environment (`WORKSHOP_DATA_DIR`), the platform's default.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

APPLICATION = "tre-skridt"
DATA_VARIABLE = "WORKSHOP_DATA_DIR"
EXPORT_VARIABLE = "WORKSHOP_EXPORT_DIR"
METHODS_VARIABLE = "WORKSHOP_METHODS_DIR"
SESSIONS = "sessions"
METHODS = "methods"
TEMPLATES = "templates"
PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Folders:
    """`data` holds the session files, `exports` the minutes, `log` the technical log.

    `own_methods` is where method files are, if not in `data`.
    """

    data: Path
    exports: Path
    log: Path
    own_methods: Path | None = None

    @property
    def sessions(self) -> Path:
        """Where the session files are."""
        return self.data / SESSIONS

    @property
    def practice(self) -> Path:
        """Where the session files of rehearsals and demos are: no list or overview of workshops has them."""
        return self.data / PRACTICE

    @property
    def practice_exports(self) -> Path:
        """Where the minutes of rehearsals and demos are written, unless somebody says where."""
        return self.exports / PRACTICE

    @property
    def methods(self) -> Path:
        """Where an organisation's own method files are."""
        return self.own_methods or self.data / METHODS


def find_folders(
    data: Path | None = None, exports: Path | None = None, methods: Path | None = None
) -> Folders:
    """The folders to use; none is created. A flag overrides the environment."""
    import platformdirs  # a host that names no folder of its own does without

    given = chosen_data_folder(data)
    base = given or Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))
    log = base / "log" if given else Path(platformdirs.user_log_dir(APPLICATION, appauthor=False))
    documents = Path(platformdirs.user_documents_dir()) / "Workshops"
    own = methods or _from_environment(METHODS_VARIABLE)
    return Folders(base, exports or _from_environment(EXPORT_VARIABLE) or documents, log, own)


def chosen_data_folder(data: Path | None = None) -> Path | None:
    """The data folder that somebody named, by a flag or in the environment; None for the platform's own."""
    return data or _from_environment(DATA_VARIABLE)


def _from_environment(variable: str) -> Path | None:
    value = os.environ.get(variable, "").strip()
    return Path(value).expanduser() if value else None
