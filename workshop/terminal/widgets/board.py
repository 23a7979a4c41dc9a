"""The board of agreed cards: one column a category, and below what is not placed yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.terminal.widgets.blocks import Block, CardBlock, TextBlock
from workshop.terminal.widgets.drawing import Span
from workshop.terminal.widgets.layout import Columns, Flow, Section, Stack

NOT_PLACED = "-"
"""The key of the place for cards that no category has been agreed for."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A category with its cards."""

    key: str
    sign: str
    title: str
    role: str
    cards: tuple[CardBlock, ...]


def board(columns: Sequence[BoardColumn], rest_title: str, rest: Sequence[CardBlock]) -> tuple[Section, ...]:
    """The columns with sign, name and count, then the cards without a category."""
    stacks = tuple(Stack(column.key, (_head(column), *column.cards)) for column in columns)
    sections: list[Section] = [Columns(stacks, least_width=18, spacing=0)]
    if rest:
        head = TextBlock(f"{rest_title} · {len(rest)}", "muted")
        sections += [Flow((head,)), Flow(tuple(rest), least_width=36, spacing=0)]
    return tuple(sections)


def _head(column: BoardColumn) -> Block:
    lead = (Span(f"{column.sign} ", column.role),)
    return TextBlock(f"{column.title} · {len(column.cards)}", column.role, lead=lead)
