"""The blocks that minutes are made of, whatever format they end in.

The activity kinds say what stands in the minutes as these few blocks, and each renderer knows how
to draw them. So a new kind needs no change in any renderer, and a new format none in any kind.
Every text here is plain: a renderer escapes it as its own format asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

NEUTRAL = -1
"""The colour of a segment that stands for no category."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: `lead` is set in bold before the text, `notes` stand quietly after it."""

    text: str
    lead: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `quiet` for what explains rather than tells, `strong` for what introduces a list."""

    text: str
    quiet: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table column. `width` is its part of the page width, in any common unit."""

    title: str
    width: int
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a table cell: lines below each other and a quiet note.

    `listed` says that the lines are separate sayings, to be marked as a list even if there is one.
    """

    lines: tuple[str, ...]
    note: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; the first cell of a row is the row's own head.

    `caption` tells those who cannot see the table what it holds.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar. `sign` and `title` say what the colour says; `colour` counts from 0."""

    value: int
    title: str = ""
    sign: str = ""
    colour: int = NEUTRAL


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart. `whole` is the value that would fill the bar; `value` its figure in words.

    `cells` are further columns behind the figure.
    """

    label: Item
    segments: tuple[Segment, ...]
    whole: int
    value: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart that is also a table.

    `columns` are the heads of the label, the bar, the figure and the further cells. `line` is a
    share of the whole (0..1) to mark, or None, and `line_note` what the mark means, for renderers
    that draw it. `legend` is empty where the labels say it all.
    """

    caption: str
    columns: tuple[str, ...]
    bars: tuple[Bar, ...]
    line: float | None = None
    line_note: str = ""
    legend: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks under a heading of the second level."""

    title: str
    blocks: tuple[Paragraph | Bullets | Table | Bars, ...]


Block = Paragraph | Bullets | Table | Bars | Group


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading of the first level. Sections are sorted by `order`."""

    order: int
    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line of the short version at the top, sorted by `order`."""

    order: int
    item: Item


def single(text: str, note: str = "") -> Cell:
    """A cell with one line, or with a dash where there is nothing to say."""
    return Cell((text or "–",), note)


def texts_in(part: object) -> Iterator[str]:
    """Every text in a section, block or item, in reading order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for piece in part:
            yield from texts_in(piece)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts_in(getattr(part, field.name))
