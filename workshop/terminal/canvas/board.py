"""The board of agreed cards: one column per category, and below them the cards without one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from workshop.terminal.canvas.blocks import Block, CardBlock, TextBlock
from workshop.terminal.canvas.drawing import Line, Span, paragraph, spread, width_of
from workshop.terminal.canvas.layout import Columns, Flow, Section, Stack

NOT_PLACED = "-"
"""The drop target for cards without an agreed category."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A category with its cards."""

    key: str
    sign: str
    title: str
    role: str
    cards: tuple[CardBlock, ...]


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """Sign, name and count of a column; the counts of all columns are aligned.

    `name` is the width of the longest name, `digits` that of the largest count. If these do not fit,
    names wrap, and the count stays on the first line.
    """

    column: BoardColumn
    name: int
    digits: int
    key: str = ""
    search: str = ""
    surface: bool = False

    def lines(self, width: int) -> tuple[Line, ...]:
        """The sign, the name and the count."""
        role = self.column.role
        lead: Line = (Span(f"{self.column.sign} ", role),)
        count: Line = (Span(str(len(self.column.cards)), role),)
        gap = 2 if width_of(lead) + self.name + 2 + self.digits <= width else 1
        behind = gap + self.digits
        room = min(width_of(lead) + self.name, width - behind)
        first, *rest = paragraph(self.column.title, room, role, lead)
        return (spread(first, count, room + behind), *rest)


def not_chosen_section(title: str, blocks: Iterable[Block]) -> list[Section]:
    """The cards that the meeting does not go on with, under their title; nothing if there are none."""
    found = tuple(blocks)
    head = TextBlock(title, "muted", above=1)
    return [Flow((head,)), Flow(found, least_width=36, spacing=0)] if found else []


def board(columns: Sequence[BoardColumn], rest_title: str, rest: Sequence[CardBlock]) -> tuple[Section, ...]:
    """The columns with sign, name and count, then the cards without a category."""
    name = max((cell_len(column.title) for column in columns), default=0)
    digits = max((len(str(len(column.cards))) for column in columns), default=1)
    heads = tuple(ColumnHead(column, name, digits) for column in columns)
    stacks = tuple(
        Stack(column.key, (head, *column.cards)) for column, head in zip(columns, heads, strict=True)
    )
    sections: list[Section] = [Columns(stacks, least_width=18, spacing=0)]
    if rest:
        head = TextBlock(f"{rest_title} · {len(rest)}", "muted")
        sections += [Flow((head,)), Flow(tuple(rest), least_width=36, spacing=0)]
    return tuple(sections)
