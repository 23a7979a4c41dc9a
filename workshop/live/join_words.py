"""Two words shown on the projector and on every phone, so that people can compare them.

On plain HTTP another laptop could show its own QR code. A phone that scanned that one shows other
words than the projector. The words are derived from the join secret by a one-way function: they
reveal nothing about it, and change when it is rotated.
"""

from __future__ import annotations

import hashlib

from prompts.language.words import Words

_PURPOSE = b"tre-skridt session sign\n"


def sign_of(secret: str, words: Words) -> str:
    """The two words for `secret`; empty where there is no secret yet."""
    if not secret:
        return ""
    digest = hashlib.sha256(_PURPOSE + secret.encode()).digest()
    first, second = words("signs.first").split(), words("signs.second").split()
    return f"{first[digest[0] % len(first)]} {second[digest[1] % len(second)]}"
