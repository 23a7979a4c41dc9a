"""What every face says of numbers that are set beside a rating."""

from __future__ import annotations

from prompts.language.formatting import mean as shown_mean
from prompts.language.words import Words
from sessions.queries.comparing import Held


def held_in_words(held: Held, words: Words) -> str:
    """“6,9 af 10”; after more meetings “6,9 → 7,4 af 10”, the oldest first."""
    means = " → ".join(shown_mean(mean, words.language) for _, mean in held.means)
    return words("panels.rate.held", means=means, highest=held.scale.highest)
