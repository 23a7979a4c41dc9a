"""A key of the keyboard as paper and notes tell of it."""

from __future__ import annotations

from typing import NamedTuple


class KeyTold(NamedTuple):
    """A key, the sentence that says what it does, and its one or two words."""

    key: str
    does: str
    label: str
