"""The one gate that untrusted text passes before it is kept or shown.

What a participant writes, what the facilitator types, what a case or a method file holds: all of
it goes through `clean`. After the gate a text holds no control byte, no direction override and
nothing invisible that would let two equal-looking texts differ.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_TEXT = 2_000
LONGEST_NAME = 40
MOST_LINES = 200
MOST_COMBINING = 3

_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})
_INVISIBLE = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
)
_DIRECTION = frozenset(
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
)
_TAGS = range(0xE0000, 0xE0080)
_CPR_LIKE = re.compile(r"(?<!\d)(\d{2})(\d{2})\d{2}[- ]?\d{4}(?!\d)")


def clean(raw: str) -> str:
    r"""Return `raw` fit for storage and display, white space at both ends taken off.

    NFC; line breaks as `\n`, tabs as spaces; lone surrogates as U+FFFD; control, private and
    unassigned characters, direction controls, invisible characters and the tag block dropped;
    ZWJ and variation selectors kept for emoji; at most three combining marks in a row.
    """
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    whole = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    normal = unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", whole).replace("\t", " "))
    kept: list[str] = []
    marks = 0
    for character in normal:
        if _is_dropped(character):
            continue
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= MOST_COMBINING:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def clean_line(raw: str) -> str:
    """Like `clean`, on one line: line breaks and runs of white space become one space."""
    return " ".join(clean(raw).split())


def is_empty(text: str) -> bool:
    """Whether a cleaned text holds nothing a person could see."""
    return not any(_is_visible(character) for character in text)


def looks_like_cpr(text: str) -> bool:
    """Whether `text` holds ten digits shaped like a Danish personal number with a valid day and month."""
    return any(1 <= int(day) <= 31 and 1 <= int(month) <= 12 for day, month in _CPR_LIKE.findall(text))


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc")


def _is_dropped(character: str) -> bool:
    if character == "\n":
        return False
    if character in _INVISIBLE or character in _DIRECTION or ord(character) in _TAGS:
        return True
    return unicodedata.category(character) in _DROPPED_CATEGORIES
