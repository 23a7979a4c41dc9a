"""Cuts long texts where they would push everything else off the page; the annex has them whole."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from exports.blocks import Section

LONGEST_SHOWN = 300
"""Characters of one text in the minutes: about four lines of a table. Most cards have fewer than 100."""
_Part = TypeVar("_Part")


def shortened(section: Section) -> Section:
    """`section` with every long text of a block cut; titles stay."""
    return replace(section, blocks=cast("tuple[object, ...]", _cut(section.blocks)))  # type: ignore[arg-type]


def cut_text(text: str, longest: int = LONGEST_SHOWN) -> str:
    """`text`, or its beginning and an ellipsis, cut between words where there is a gap near enough."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    at = kept.rfind(" ", longest * 2 // 3)
    return f"{kept[:at] if at > 0 else kept}…"


def _cut(part: _Part) -> _Part:
    if isinstance(part, str):
        return cast(_Part, cut_text(part))
    if isinstance(part, tuple):
        return cast(_Part, tuple(map(_cut, part)))
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: _cut(getattr(part, field.name)) for field in fields(part)})
    return part
