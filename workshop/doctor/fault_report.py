"""What `workshop --version` prints: the version, and what a fault report has to say of its surroundings.

Nothing that names a person: no path, no computer's name.
"""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator

from prompts.language.words import Words
from sessions.storage.schema_version import SCHEMA_VERSION
from workshop.machine.single_file import is_single_file
from workshop.machine.version import version, version_of

LIBRARIES = ("textual", "aiohttp", "python-docx")
_TERMINAL = ("TERM", "TERM_PROGRAM", "COLORTERM", "WT_SESSION")


def version_lines(words: Words) -> Iterator[str]:
    """The program on the first line, its surroundings below it."""
    yield f"Tre skridt {version()}"
    kind = "single-file" if is_single_file() else "installed"
    for key, text in (
        (
            "python",
            f"{platform.python_version()} · {words(f'cli.version-{kind}')} · SQLite {sqlite3.sqlite_version}",
        ),
        ("libraries", " · ".join(f"{name} {version_of(name)}" for name in LIBRARIES)),
        ("system", f"{platform.system()} {platform.release()} {platform.machine()}".strip()),
        ("terminal", " · ".join((sys.stdout.encoding or "?", *_terminal()))),
        ("files", words("cli.version-schema", n=SCHEMA_VERSION)),
    ):
        yield f"  {words(f'cli.version-{key}')}: {text}"


def _terminal() -> Iterator[str]:
    for name in _TERMINAL:
        if value := os.environ.get(name, ""):
            # Windows Terminal's is a number for each window: that there is one says enough.
            yield "Windows Terminal" if name == "WT_SESSION" else f"{name}={value[:40]}"
