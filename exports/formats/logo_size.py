"""How large a method's logo is on paper."""

from __future__ import annotations

from prompts.methods.look import size_of

WIDEST, HIGHEST = 50.0, 16.0
"""Millimetres."""


def logo_width(logo: bytes) -> float:
    """Millimetres across, no wider and no higher than it may be; 0 where there is no picture."""
    across, down = size_of(logo)
    return min(WIDEST, HIGHEST * across / down) if down else 0.0
