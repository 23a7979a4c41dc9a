"""The grid of experiences: columns by when it happened, rows by how it went, cards in the cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.terminal.canvas.blocks import Block, CardBlock, TextBlock
from workshop.terminal.canvas.layout import Columns, Flow, Section, Stack


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One cell: the title of its column and the cards in it."""

    key: str
    heading: str
    cards: tuple[CardBlock, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: its title, the sign beside it and its cells."""

    title: str
    role: str
    cells: tuple[MatrixCell, ...]


def matrix(rows: Sequence[MatrixRow], empty: str) -> tuple[Section, ...]:
    """Each row as a heading and its cells side by side; `empty` fills a cell without cards."""
    sections: list[Section] = []
    for row in rows:
        sections.append(Flow((TextBlock(row.title, row.role),), spacing=0))
        stacks = tuple(Stack(cell.key, _blocks(cell, empty)) for cell in row.cells)
        sections.append(Columns(stacks, least_width=18))
    return tuple(sections)


def _blocks(cell: MatrixCell, empty: str) -> tuple[Block, ...]:
    head = TextBlock(f"{cell.heading} · {len(cell.cards)}", "muted")
    return (head, *(cell.cards or (TextBlock(empty, "muted"),)))
