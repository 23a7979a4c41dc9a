"""The single sanitiser that untrusted text passes before it is stored or shown.

What a participant writes, what the facilitator types, what a case or a method file holds: all of
it goes through `clean`. A cleaned text holds no control byte, no direction override and
nothing invisible that would let two equal-looking texts differ.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_TEXT = 2_000
LONGEST_NAME = 40
MOST_LINES = 200
MOST_COMBINING = 3

_PLAIN = re.compile(
    "[\n -~\u00a1-\u00ac\u00ae-\u017f\u2013\u2014\u2018\u2019\u201c-\u201e\u2022\u2026\u20ac]*"
)
"""Everyday letters and punctuation that need no cleaning, so most texts take a fast path."""
_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_VISIBLE_FORMATS = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)
"""Signs before Arabic and Indic numbers, which Unicode counts among the format characters."""
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that render as nothing."""
_JOINERS = frozenset("\u200c\u200d")
_EMOJI_STYLE = "\ufe0f"
_KEYCAP = "\u20e3"
_SKIN = range(0x1F3FB, 0x1F400)
_NEW_EMOJI = range(0x1F300, 0x1FB00)
"""Unassigned code points here are reserved for emoji: a phone may know newer ones than this Python."""
_JOINED_SCRIPTS = range(0x0600, 0x1000)
"""Arabic to Tibetan: scripts in which a joiner between letters changes what is read."""


def clean(raw: str) -> str:
    r"""Return `raw` fit for storage and display, with white space stripped from both ends.

    NFC; line breaks as `\n`, tabs and spaces of odd widths as plain
    ones; lone surrogates as U+FFFD; control,
    private and unassigned characters, direction controls, invisible characters and the tag block
    dropped; joiners and variation selectors kept only where they make an emoji or join letters
    of a script that needs them; at most three combining marks in a row.
    """
    if _PLAIN.fullmatch(raw):
        return raw.strip()
    whole = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", whole))
    text = "".join(" " if _is_space(character) else character for character in text)
    text = "".join(character for character in text if not _is_dropped(character))
    text = _without_loose_joiners(text)
    return unicodedata.normalize("NFC", _with_few_marks(text)).strip()


def clean_line(raw: str) -> str:
    """Like `clean`, on one line: line breaks and runs of white space become one space."""
    return " ".join(clean(raw).split())


def is_empty(text: str) -> bool:
    """Whether a cleaned text holds nothing a person could see."""
    return not any(_is_visible(character) for character in text)


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cf", "Mn", "Me", "Zs", "Zl", "Zp", "Cc")


def _is_space(character: str) -> bool:
    if character in "\u00a0\u202f":
        return False  # they keep a number beside its unit
    return character == "\t" or unicodedata.category(character) == "Zs"


def _is_dropped(character: str) -> bool:
    if character == "\n" or character in _JOINERS or character in _VISIBLE_FORMATS:
        return False
    if character in _BLANKS or _is_selector(character):
        return character != _EMOJI_STYLE
    category = unicodedata.category(character)
    if category == "Cn" and ord(character) in _NEW_EMOJI:
        return False
    return category in _DROPPED_CATEGORIES


def _is_selector(character: str) -> bool:
    code = ord(character)
    return 0xFE00 <= code <= 0xFE0F or 0x180B <= code <= 0x180F or 0xE0100 <= code <= 0xE01EF


def _is_picture(character: str) -> bool:
    """Whether `character` may start an emoji, or continue one after a joiner."""
    code = ord(character)
    return code in _NEW_EMOJI or (code not in range(0x80) and unicodedata.category(character) in _PICTURES)


_PICTURES = frozenset({"So", "Sm", "Po", "Pd"})


def _without_loose_joiners(text: str) -> str:
    if not any(character in text for character in (*_JOINERS, _EMOJI_STYLE)):
        return text
    kept: list[str] = []
    for place, character in enumerate(text):
        before = kept[-1] if kept else ""
        if character in _JOINERS:
            after = _next_sign(text, place)
            if not (before and after and _joins(character, before, after)):
                continue
        elif character == _EMOJI_STYLE:
            keycap = before in "0123456789#*" and text[place + 1 : place + 2] == _KEYCAP
            if not before or not (keycap or _is_picture(before)):
                continue
        kept.append(character)
    return "".join(kept)


def _next_sign(text: str, place: int) -> str:
    rest = text[place + 1 :]
    return next((sign for sign in rest[:8] if sign not in _JOINERS and sign != _EMOJI_STYLE), "")


def _joins(joiner: str, before: str, after: str) -> bool:
    if ord(before) in _JOINED_SCRIPTS and ord(after) in _JOINED_SCRIPTS:
        return True
    ends_a_picture = before == _EMOJI_STYLE or ord(before) in _SKIN or _is_picture(before)
    return joiner == "\u200d" and ends_a_picture and _is_picture(after)


def _with_few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        is_mark = unicodedata.category(character) in ("Mn", "Me") and character != _EMOJI_STYLE
        marks = marks + 1 if is_mark else 0
        if marks <= MOST_COMBINING:
            kept.append(character)
    return "".join(kept)
