"""Random keys and secrets, from the system's own source."""

from __future__ import annotations

import secrets

from sessions.rules.creation import Access

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ234567"
"""30 symbols without I, O, 0, 1, 8 and 9, which are mistaken for others when read aloud."""
CODE_LENGTH = 6


def new_id() -> str:
    """A key for a row: 12 hexadecimal characters that tell nothing about time or order."""
    return secrets.token_hex(6)


def new_access() -> Access:
    """A 128-bit secret for the QR code and a six-character code to type."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    return Access(secrets.token_urlsafe(16), code)
