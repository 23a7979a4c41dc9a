"""Which group a card was brought from, and how that is told wherever the card's text stands."""

from __future__ import annotations

from prompts.language.cleaning import clean_line
from sessions.model import Card


def with_origin(card: Card) -> str:
    """The card's text, followed in brackets by the group it was brought from, if any."""
    return told_with_origin(card.text, card.origin)


def told_with_origin(text: str, origin: str) -> str:
    """`text`, followed by `origin` in brackets unless that is empty."""
    return f"{text} ({clean_line(origin)})" if origin else text
