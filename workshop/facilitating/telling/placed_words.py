"""How many moved in the second round, in words."""

from __future__ import annotations

from prompts.language.words import Words


def moved_words(moved: int, words: Words, *, at_least: bool) -> str:
    """How many chose otherwise in the second round; a least number where hands are among them."""
    return words("panels.place.moved_at_least" if at_least else "panels.place.moved", n=moved)
