"""File names made from titles, safe on every system."""

from __future__ import annotations

import re
from collections.abc import Callable

from prompts.language.personal_numbers import without_cpr

LONGEST_SLUG = 60
FALLBACK = "workshop"

_DANISH = (("æ", "ae"), ("Æ", "Ae"), ("ø", "oe"), ("Ø", "Oe"), ("å", "aa"), ("Å", "Aa"))
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def slug_of(title: str) -> str:
    """`title` as part of a file name: a–z, digits and hyphens, at most 60 characters.

    Danish letters are transliterated (æ to ae, ø to oe, å to aa), and what looks like a personal number
    is left out: file names are seen in lists, logs and mails. A title with no usable character
    becomes `workshop`; a name that Windows reserves is prefixed with the same word.
    """
    slug = _slug(title, max_length=LONGEST_SLUG, word_boundary=True)
    if not slug:
        return FALLBACK
    return f"{FALLBACK}-{slug}" if _RESERVED.fullmatch(slug) else slug


def short_slug_of(name: str, most: int) -> str:
    """Like `slug_of`, at most `most` characters; empty if `name` has no usable character."""
    return _slug(name, max_length=most, word_boundary=True)


def has_usable_title(title: str) -> bool:
    """Whether any of `title` survives in its file name."""
    return bool(_slug(title))


def _slug(title: str, max_length: int = 0, word_boundary: bool = False) -> str:
    from slugify import slugify  # a megabyte; many use this module, and few make a name

    named = without_cpr(title)
    return str(slugify(named, replacements=_DANISH, max_length=max_length, word_boundary=word_boundary))


def free_name(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3` … that is not taken."""
    name, count = wanted, 1
    while is_taken(name):
        count += 1
        name = f"{wanted}-{count}"
    return name
