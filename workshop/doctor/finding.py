"""One line of the report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check; `fine` is False if it needs attention.

    `key` identifies the topic for programs that read the report, whatever the language.
    """

    key: str
    topic: str
    text: str
    fine: bool = True
