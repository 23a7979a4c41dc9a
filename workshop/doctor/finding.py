"""One line of the report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found about a topic; `fine` is False where somebody should look at it.

    `key` names the topic for a program that reads the report, whatever the language.
    """

    key: str
    topic: str
    text: str
    fine: bool = True
