"""How fast people are: the speeds that simulated people keep to and run sheets are reckoned by.

Typing: Palin, Feit, Kim, Kristensson and Oulasvirta, “How do People Type on Mobile Devices? Observations from
a Study with 37,000 Volunteers”, MobileHCI 2019: 36.2 words a minute on average, 29 in people's forties and
26 in their fifties, a word being five characters. The other figures are estimates.
"""

from __future__ import annotations

LETTERS_A_WORD = 5
WORDS_A_MINUTE = 36.2
"""What people of all ages type on a phone."""
WORDS_A_MINUTE_OVER_40 = 29.0
WORDS_A_MINUTE_OVER_50 = 26.0
LEADERS_WORDS_A_MINUTE = (
    WORDS_A_MINUTE,
    WORDS_A_MINUTE,
    WORDS_A_MINUTE_OVER_40,
    WORDS_A_MINUTE_OVER_40,
    WORDS_A_MINUTE_OVER_40,
    WORDS_A_MINUTE_OVER_50,
)
"""The speeds found in a group of leaders, most of whom are over forty."""

READING_WORDS_A_MINUTE = 140.0
"""Reading something new off a wall or a phone with care, to answer it."""
INTRODUCING_SECONDS = 25.0
"""What the facilitator says before people begin."""
LOOKING_SECONDS = 20.0
"""Before somebody has looked at the phone and read what it asks."""
SETTLING_SECONDS = INTRODUCING_SECONDS + LOOKING_SECONDS
MOVING_ON_SECONDS = 10.0
"""From the last word of an activity until the next one stands there."""
THINKING_SECONDS = 12.0
"""Before each card or answer."""
CHOOSING_SECONDS = 6.0
"""Each placement, rating or dot."""
SLOW = 1.5
"""How much longer than others those need whom the rest wait for."""


def reading_seconds(text: str) -> float:
    """How long it takes to read a text."""
    return 60.0 * len(text.split()) / READING_WORDS_A_MINUTE


def typing_seconds(letters: int, words_a_minute: float = WORDS_A_MINUTE) -> float:
    """How long it takes to type so many letters on a phone."""
    return 60.0 * letters / (LETTERS_A_WORD * words_a_minute)
