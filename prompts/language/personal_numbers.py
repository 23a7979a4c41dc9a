"""Finding what is shaped like a Danish or Norwegian personal number, however it is written.

The phones' page has the same rule (`looksLikeCpr`). It looks at the shape alone: check digits have
not been reliable since 2007, and a number that is asked about once too often harms nobody.
"""

from __future__ import annotations

import re
import unicodedata

_REPLACEMENT_DAY = r"(?:6[1-9]|[78]\d|9[01])"
"""Danish replacement numbers, given to people without a civil registration number, add 60 to the day."""
_D_NUMBER_DAY = r"(?:4[1-9]|[56]\d|7[01])"
"""Norwegian D-numbers, given to people without a birth number, add 40 to the day."""
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_BETWEEN = " {0,3}[-./_~]{0,2} {0,3}"
_YEAR = rf"(?:(?:19|20)\d\d ?- ?|\d\d{_BETWEEN})"
"""After a year of four figures only a dash: a date is often followed by another number."""
_LAST = r"\d\d ?\d\d"
_NUMBER = re.compile(
    rf"(?<!\d)(?:(?:{_DAY}|{_REPLACEMENT_DAY}){_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}{_LAST}\d?"
    rf"|{_D_NUMBER_DAY}{_BETWEEN}{_MONTH}{_BETWEEN}{_YEAR}{_LAST}\d)(?!\d)"
)
_DASHES = frozenset("\u2212\u2043\u00ad")
"""Dashes that Unicode does not count among the dashes."""


def looks_like_cpr(text: str) -> bool:
    """Whether `text` holds a number shaped like a Danish (10 digits) or Norwegian (11) personal number."""
    return _NUMBER.search(_simplified(text)) is not None


def without_cpr(text: str) -> str:
    """`text` with each digit of anything shaped like a personal number replaced by a dot."""
    pieces, end = [], 0
    for found in _NUMBER.finditer(_simplified(text)):
        pieces += [text[end : found.start()], re.sub(r"\d", "•", text[found.start() : found.end()])]
        end = found.end()
    return "".join((*pieces, text[end:]))


def masked_excerpt(text: str, length: int) -> str:
    """`without_cpr(text)` cut to about `length` characters around the first masked number."""
    masked = without_cpr(text)
    found = _NUMBER.search(_simplified(text))
    if found is None or len(masked) <= length:
        return masked[:length]
    start = max(0, min(found.start() - length // 3, len(masked) - length))
    end = max(found.end(), start + length)
    return f"{'…' if start else ''}{masked[start:end]}{'…' if end < len(masked) else ''}"


def _simplified(text: str) -> str:
    """`text`, of the same length, with digits, dashes and spaces of every kind as plain ones."""
    return "".join(map(_plain, text))


def _plain(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character in _DASHES or unicodedata.category(character) == "Pd":
        return "-"
    return " " if character == "\t" or unicodedata.category(character) in ("Zs", "Cf") else character
