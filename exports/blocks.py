"""The format-independent blocks that minutes are made of.

Each activity kind describes its part of the minutes as these few blocks, and each renderer knows how
to render them. So a new kind needs no change in any renderer, and a new format none in any kind.
All texts here are plain: each renderer escapes them for its own format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

NEUTRAL = -1
"""The colour of a segment that represents no category."""


@dataclass(frozen=True, slots=True)
class Item:
    """A list item: `lead` is set in bold before the text, `notes` in a muted style after it."""

    text: str
    lead: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `quiet` for explanations, `strong` for a line that introduces a list."""

    text: str
    quiet: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """An unordered list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a table column. `width` is its share of the page width, relative to the other columns."""

    title: str
    width: int
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """The content of a table cell: lines and a muted note.

    `listed` says that the lines are separate statements, to be marked as a list even if there is only one.
    """

    lines: tuple[str, ...]
    note: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads; the first cell of a row is the row's head.

    `caption` describes the table for screen readers.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a bar. `sign` and `title` repeat what the colour means; `colour` counts from 0."""

    value: int
    title: str = ""
    sign: str = ""
    colour: int = NEUTRAL


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a chart. `whole` is the value that would fill the bar; `value` is its figure as text.

    `cells` are further columns after the figure.
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
    share of the whole (0..1) to mark, or None, and `line_note` the meaning of the mark, for renderers
    that draw it. `legend` is empty if the labels suffice. `figures` counts the columns of figures
    right after the bar; those behind them hold texts.
    """

    caption: str
    columns: tuple[str, ...]
    bars: tuple[Bar, ...]
    line: float | None = None
    line_note: str = ""
    legend: tuple[Segment, ...] = ()
    figures: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks under a second-level heading."""

    title: str
    blocks: tuple[Paragraph | Bullets | Table | Bars, ...]


Block = Paragraph | Bullets | Table | Bars | Group


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a first-level heading. Sections are sorted by `order`."""

    order: int
    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Highlight:
    """A line of the summary at the top, sorted by `order`."""

    order: int
    item: Item


def signed(sign: str, title: str) -> str:
    """A sign and its title, which a line break does not part."""
    return f"{sign}\N{NO-BREAK SPACE}{title}"


def single(text: str, note: str = "") -> Cell:
    """A cell with one line, or a dash if the text is empty."""
    return Cell((text or "–",), note)


def texts_in(part: object) -> Iterator[str]:
    """Every text in a section, block or item, or in the values of figures, in reading order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from texts_in(tuple(part.values()))
    elif isinstance(part, tuple | list):
        for piece in part:
            yield from texts_in(piece)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts_in(getattr(part, field.name))
