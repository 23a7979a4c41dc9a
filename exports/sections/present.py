"""Present records nothing: the text shown is in the method, not in the minutes."""

from __future__ import annotations

from exports.section_source import Part, Source


def build(source: Source) -> Part:
    """An empty part."""
    del source
    return Part()
