"""Random keys and secrets, from the system's own source."""

from __future__ import annotations

import secrets

from sessions.rules.creation import Access

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUWXYZ347"
"""26 symbols without 0, 1, 2, 5, 6, 8, 9, I, O and V, which are mistaken for others when read aloud
or in the projector's large letters."""
CODE_LENGTH = 6


def new_id() -> str:
    """A row id: 12 random hexadecimal characters that reveal neither time nor order."""
    return secrets.token_hex(6)


def new_access() -> Access:
    """A 128-bit secret for the QR code and a six-character code to type."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    return Access(secrets.token_urlsafe(16), code)
