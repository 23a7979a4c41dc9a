"""Links to the page that a mail filter or a chat program has changed on their way to a phone."""

from __future__ import annotations

import re

_MANGLED = re.compile(r"/+(?:%23(?P<secret>[A-Za-z0-9_-]{16,64})[^A-Za-z0-9_-]*|(?:%23)?)", re.ASCII)


def mended(path: str) -> str:
    """Where such a path was to lead; empty if it is none.

    `#` is written as `%23`, which makes the secret a part of the path, or a slash is doubled. What a sentence
    around the link has left behind it is dropped. Nothing but the secret is taken over, so that no
    path leads to another site.
    """
    found = _MANGLED.fullmatch(path)
    if found is None or path == "/":
        return ""
    secret = found["secret"]
    return f"/#{secret}" if secret else "/"
