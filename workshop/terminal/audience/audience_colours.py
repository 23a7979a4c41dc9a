"""The colours of the audience's screen: a front, a ground, and whether it is bold, for each role."""

from __future__ import annotations

import functools

from prompts.methods.look import NO_LOOK
from prompts.methods.look import Look as MethodLook
from workshop.terminal.theme.themes import PALETTES

Look = tuple[str, str, bool]


@functools.cache
def looks_of(theme: str, own: MethodLook = NO_LOOK) -> dict[str, Look]:
    """Every role with its colours in a theme, the accent in the method's own where it can be read.

    Raises KeyError.
    """
    palette = PALETTES[theme]
    accents = {ground: own.ink(ground, palette.accent_ink) for ground in (palette.paper, palette.raised)}
    looks = {
        "ink": (palette.ink, palette.paper, True),
        "text": (palette.ink, palette.paper, False),
        "strong": (palette.ink, palette.paper, True),
        "soft": (palette.ink_soft, palette.paper, False),
        "note": (palette.ink_soft, palette.paper, True),
        "accent": (accents[palette.paper], palette.paper, True),
        "alarm": (palette.alarm_paper, palette.paper, True),
        "warn": (palette.warn_ink, palette.warn_paper, True),
        "band-text": (palette.ink, palette.raised, False),
        "band": (palette.ink, palette.raised, True),
        "band-ink": (palette.ink, palette.raised, True),
        "band-alarm": (palette.alarm_ink, palette.alarm_paper, True),
        "band-soft": (palette.ink_soft, palette.raised, False),
        "band-accent": (accents[palette.raised], palette.raised, True),
        "qr": ("#000000", "#ffffff", False),
    }
    for number in range(1, 5):
        looks[f"approach-{number}"] = (getattr(palette, f"approach_{number}"), palette.paper, True)
    return looks
