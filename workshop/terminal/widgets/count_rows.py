"""Labelled counts: how many are finished, in progress, or have not begun."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len

from workshop.terminal.canvas.bars import bar
from workshop.terminal.canvas.drawing import EMPTY_LINE, Line, Span
from workshop.terminal.theme.untrusted_text import padded

_LONGEST_BAR = 24


@dataclass(frozen=True, slots=True)
class CountRows:
    """One line per label: the label, the number, a bar."""

    rows: tuple[tuple[str, int], ...]
    above: int = 1
    below: int = 0
    key: str = ""
    search: str = ""
    surface: bool = False

    def lines(self, width: int) -> tuple[Line, ...]:
        """The rows, their bars on a common scale."""
        total = sum(count for _, count in self.rows)
        numbers = len(str(total))
        names = min(max((cell_len(label) for label, _ in self.rows), default=0), max(4, width - numbers - 6))
        room = min(_LONGEST_BAR, width - names - numbers - 3)
        drawn = tuple(
            (
                Span(f"{padded(label, names)}  ", "muted"),
                Span(f"{str(count).rjust(numbers)} ", "strong" if count else "muted"),
                Span(bar(count, total, room), "bar"),
            )
            for label, count in self.rows
        )
        return (EMPTY_LINE,) * self.above + drawn + (EMPTY_LINE,) * self.below
