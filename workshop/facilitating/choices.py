"""Lists of choices shared by several user interfaces and acts.

Light to import: home is painted before the core is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from prompts.language.words import Words
from workshop.facilitating.conversation import Choices

if TYPE_CHECKING:
    from prompts.methods.model import Category
    from prompts.methods.run_sheets import Pack


def pack_choices(words: Words, packs: Iterable[Pack]) -> Choices:
    """Packs with their minutes and descriptions."""
    return [
        (pack.key, words("terminal.packs.line", title=pack.title, n=pack.minutes, text=pack.short))
        for pack in packs
    ]


def category_choices(categories: Iterable[Category], *, leave_out: str = "") -> Choices:
    """Categories with their signs, without the one whose key is `leave_out`."""
    return [(known.key, f"{known.sign} {known.title}") for known in categories if known.key != leave_out]
