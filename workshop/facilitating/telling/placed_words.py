"""How a card was placed, in words: how many chose alike, and how many moved in the second round."""

from __future__ import annotations

from prompts.language.words import Words
from sessions.tallies.tally import PlacementTally, Within


def alike_words(tally: PlacementTally, within: Within, words: Words) -> str:
    """`7 af 11 enige`; where the group agreed on something else, what those chose: `6 af 8 valgte ▲`."""
    if tally.is_against_most:
        sign = next((each.sign or each.title for each in within.categories if each.key == tally.leading), "")
        return words("panels.place.alike_other", n=tally.alike, cast=tally.cast, approach=sign)
    return words("panels.place.alike", n=tally.alike, cast=tally.cast)


def moved_words(moved: int, words: Words, *, at_least: bool) -> str:
    """How many chose otherwise in the second round; a least number where hands are among them."""
    return words("panels.place.moved_at_least" if at_least else "panels.place.moved", n=moved)
