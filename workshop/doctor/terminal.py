"""The terminal that will show the workshop: its size, colours and character set."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping

from prompts.language.words import Words
from workshop.doctor.finding import Finding
from workshop.machine.transliteration import shows_unicode

SMALLEST = (80, 24)
MOST_ROWS = 40
"""With more rows than this a line is too low to be read from the back of the room."""


def terminal_findings(words: Words) -> Iterator[Finding]:
    """Three findings if there is a terminal, one if there is none."""
    topic = words("doctor.terminal")
    if not sys.stdout.isatty():
        yield Finding("terminal", topic, words("doctor.terminal-none"))
    else:
        yield _size(words)
        colours = colour_key(os.environ, sys.platform)
        fine = colours not in ("colours-none", "colours-few")
        yield Finding("colours", words("doctor.colours"), words(f"doctor.{colours}"), fine)
    fine = shows_unicode(os.environ, sys.platform)
    text = words("doctor.letters-fine" if fine else "doctor.letters-few")
    yield Finding("letters", words("doctor.encoding"), text, fine)


def _size(words: Words) -> Finding:
    columns, rows = shutil.get_terminal_size()
    if columns < SMALLEST[0] or rows < SMALLEST[1]:
        key = "doctor.terminal-small"
    else:
        key = "doctor.terminal-high" if rows > MOST_ROWS else "doctor.terminal-size"
    text = words(key, columns=columns, rows=rows)
    return Finding("terminal", words("doctor.terminal"), text, key == "doctor.terminal-size")


def colour_key(environment: Mapping[str, str], system: str) -> str:
    """How many colours the terminal reports, as the key of a sentence."""
    kind = environment.get("TERM", "")
    if kind == "dumb" or environment.get("NO_COLOR"):
        return "colours-none"
    all_of_them = environment.get("COLORTERM", "").casefold() in ("truecolor", "24bit")
    if all_of_them or "WT_SESSION" in environment or "direct" in kind:
        return "colours-all"
    # The console of Windows 10 and later supports all colours without reporting it.
    if system == "win32":
        return "colours-all"
    return "colours-256" if "256" in kind else "colours-few"
