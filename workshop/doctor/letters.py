"""The report for a terminal that shows ASCII only: readable beats right."""

from __future__ import annotations

import unicodedata

_INSTEAD = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "–": "-", "—": "-", "·": "-"}
    | {"×": "x", "“": '"', "”": '"', "’": "'", "…": "...", "≥": ">=", "≤": "<="}
)


def in_ascii(text: str) -> str:
    """`text` with letters that every terminal has."""
    bare = unicodedata.normalize("NFKD", text.translate(_INSTEAD))
    return (
        "".join(sign for sign in bare if not unicodedata.combining(sign)).encode("ascii", "replace").decode()
    )
