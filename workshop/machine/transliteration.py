"""Transliteration for terminals without Unicode: readable is better than correct.

The projector's screen requires UTF-8. The output of commands and plain mode must also work on other
terminals; `spell_out` takes care of that for everything printed.
"""

from __future__ import annotations

import codecs
import io
import locale
import os
import sys
import unicodedata
from collections.abc import Mapping
from typing import TextIO

UTF_8, ASCII = "utf-8", "ascii"
ASCII_TO_CLICK = "ascii_as_chosen"
"""Another name for ASCII: click treats a stream with the encoding ASCII as misconfigured and writes UTF-8."""
SPELT_OUT = "spelt-out"
"""The codec error handler that replaces unsupported characters by `in_ascii`."""

_PAIRS = (
    ("æøåÆØÅßœŒ", ("ae", "oe", "aa", "Ae", "Oe", "Aa", "ss", "oe", "Oe")),
    ("–—·\u2011\u2212×", "-----x"),
    ("“”„«»’‘", '"""""\'\''),
    ("…≥≤≠→←✓•", ("...", ">=", "<=", "!=", "->", "<-", "v", "*")),
    ("■◆●▲", "#*@^"),
    ("★☆▮▯○", "*.=.o"),
)
_INSTEAD = str.maketrans(
    {sign: other for signs, others in _PAIRS for sign, other in zip(signs, others, strict=True)}
)


def in_ascii(text: str) -> str:
    """`text` in ASCII."""
    bare = unicodedata.normalize("NFKD", text.translate(_INSTEAD))
    return (
        "".join(sign for sign in bare if not unicodedata.combining(sign)).encode("ascii", "replace").decode()
    )


def _spelt_out(problem: UnicodeError) -> tuple[str, int]:
    if not isinstance(problem, UnicodeEncodeError):
        raise problem
    return in_ascii(problem.object[problem.start : problem.end]), problem.end


def _ascii_by_another_name(name: str) -> codecs.CodecInfo | None:
    if name != ASCII_TO_CLICK:
        return None
    known = codecs.lookup(ASCII)
    return codecs.CodecInfo(
        known.encode,
        known.decode,
        known.streamreader,
        known.streamwriter,
        known.incrementalencoder,
        known.incrementaldecoder,
        name,
    )


codecs.register_error(SPELT_OUT, _spelt_out)
codecs.register(_ascii_by_another_name)


def spell_out(stream: TextIO) -> None:
    """Make `stream` write UTF-8, or transliterate for a terminal without it: æ as ae."""
    if isinstance(stream, io.TextIOWrapper):
        letters = own_letters() if stream.isatty() else UTF_8
        encoding = ASCII_TO_CLICK if letters == ASCII else letters
        stream.reconfigure(encoding=encoding, errors="replace" if letters == UTF_8 else SPELT_OUT)


def own_letters() -> str:
    """The encoding of our terminal. The Windows console supports Unicode whatever it reports."""
    return UTF_8 if sys.platform == "win32" else letters_of(os.environ, sys.platform)


def shows_unicode(environment: Mapping[str, str], system: str) -> bool:
    """Whether æ, ø, å and the QR code's blocks can be shown, as far as the system reports."""
    if system == "win32":
        return _windows_code_page() in (65_001, 0)
    return letters_of(environment, system) == UTF_8


def letters_of(environment: Mapping[str, str], system: str) -> str:
    """The terminal's encoding, as far as the system reports it; ASCII if unclear."""
    said = environment.get("PYTHONIOENCODING", "").partition(":")[0]
    names = (environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    said = said or next((name for name in names if name), "")
    if not said:
        # No locale is set: macOS's terminal supports everything, others may not.
        said = UTF_8 if system == "darwin" else locale.getencoding()
    if "utf" in said.casefold():
        return UTF_8
    try:
        known = codecs.lookup(said.partition(".")[2].partition("@")[0] or said).name
    except LookupError:
        return ASCII
    # East Asian encodings draw our signs two cells wide.
    return known if known.startswith(("iso8859", "cp125")) else ASCII


def _windows_code_page() -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetConsoleOutputCP())
