"""Random keys and secrets, from the system's own source."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable

from sessions.rules.meeting.creation import Access

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUWXYZ347"
"""26 symbols without 0, 1, 2, 5, 6, 8, 9, I, O and V, which are mistaken for others when read aloud
or in the projector's large letters."""
CODE_LENGTH = 6


def new_id() -> str:
    """A row id: 12 random hexadecimal characters that reveal neither time nor order."""
    return secrets.token_hex(6)


def ids_in_order() -> Callable[[], str]:
    """Makes row ids of the same form, each after the one before.

    For cases: the numbers that cards are dealt at the reveal follow their ids, and what a case expects names
    its cards by number.
    """
    count = itertools.count(1)
    return lambda: f"{next(count):012x}"


def new_access() -> Access:
    """A 128-bit secret for the QR code and a six-character code to type."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    return Access(secrets.token_urlsafe(16), code)
