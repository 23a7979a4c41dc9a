"""Which of the four colours an approach has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first screen is painted before methods are read
    from prompts.methods.model import Method

APPROACHES = 4


def approach_number(method: Method, category: str) -> int:
    """Which of the four colours a category has in its set, from 1; 0 if the method has no such category."""
    keys = next((known.keys for known in method.category_sets if category in known.keys), ())
    return keys.index(category) % APPROACHES + 1 if keys else 0
