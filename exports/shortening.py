"""Cuts long texts where they would push everything else off the page; the annex has them whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from exports.blocks import Bars, Block, Bullets, Paragraph, Section, Table
from prompts.language.words import Words

LONGEST_SHOWN = 300
"""Characters of one text in the minutes: about four lines of a table. Most cards have fewer than 100."""
MOST_ROWS = 200
"""Rows of one table or list: more than anybody reads on paper, and 2,000 take long in a Word file."""
_Part = TypeVar("_Part")


def fewer_rows(section: Section, words: Words) -> Section:
    """`section` with its longest tables and lists cut, each with a line that says how many more there are."""
    return replace(section, blocks=tuple(_fewer(section.blocks, words)))


def _fewer(blocks: tuple[Block, ...], words: Words) -> Iterator[Block]:
    for block in blocks:
        left = 0
        if isinstance(block, Bars):
            left, block = len(block.bars) - MOST_ROWS, replace(block, bars=block.bars[:MOST_ROWS])
        elif isinstance(block, Table):
            left, block = len(block.rows) - MOST_ROWS, replace(block, rows=block.rows[:MOST_ROWS])
        elif isinstance(block, Bullets):
            left, block = len(block.items) - MOST_ROWS, replace(block, items=block.items[:MOST_ROWS])
        yield block
        if left > 0:
            yield Paragraph(words("minutes.annex.more", n=left), quiet=True)


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
