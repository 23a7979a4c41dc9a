"""The terminal that the workshop is to be shown in: its size, its colours, its letters."""

from __future__ import annotations

import codecs
import locale
import os
import shutil
import sys
from collections.abc import Iterator, Mapping

from prompts.language.words import Words
from workshop.doctor.finding import Finding

SMALLEST = (80, 24)
UTF_8, ASCII = "utf-8", "ascii"
MOST_ROWS = 40
"""With more rows than this a line is too low to be read from the back of the room."""


def terminal_findings(words: Words) -> Iterator[Finding]:
    """Three lines where there is a terminal, one where there is none."""
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
    """How many colours the terminal says that it has, as the key of a sentence."""
    kind = environment.get("TERM", "")
    if kind == "dumb" or environment.get("NO_COLOR"):
        return "colours-none"
    all_of_them = environment.get("COLORTERM", "").casefold() in ("truecolor", "24bit")
    if all_of_them or "WT_SESSION" in environment or "direct" in kind:
        return "colours-all"
    # The console of Windows 10 and later shows all colours and says nothing of it.
    if system == "win32":
        return "colours-all"
    return "colours-256" if "256" in kind else "colours-few"


def shows_unicode(environment: Mapping[str, str], system: str) -> bool:
    """Whether æ, ø, å and the QR code's blocks can be shown, as far as the system says."""
    if system == "win32":
        return _windows_code_page() in (65_001, 0)
    return letters_of(environment, system) == UTF_8


def letters_of(environment: Mapping[str, str], system: str) -> str:
    """The encoding that the terminal has, as far as the system says; ASCII where that is not clear."""
    said = environment.get("PYTHONIOENCODING", "").partition(":")[0]
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    said = said or next((name for name in names if name), "")
    if not said:
        # Nothing is said: macOS' own terminal shows everything, another system's may not.
        said = UTF_8 if system == "darwin" else locale.getencoding()
    if "utf" in said.casefold():
        return UTF_8
    try:
        known = codecs.lookup(said.partition(".")[2].partition("@")[0] or said).name
    except LookupError:
        return ASCII
    # Others, of the Far East, draw our signs two cells wide.
    return known if known.startswith(("iso8859", "cp125")) else ASCII


def _windows_code_page() -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetConsoleOutputCP())
