"""What the workshop logged, and not a test before this one."""

from __future__ import annotations


def said(caplog) -> list[str]:
    """The messages, but for pages that a browser test before this one on the same worker has left."""
    return [record.getMessage() for record in caplog.records if "playwright" not in record.getMessage()]
