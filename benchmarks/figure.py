"""One line of the table: what was measured, the bare parts beside it, and what was promised."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Bound(Enum):
    """What the target bounds."""

    OURS_AT_MOST = "≤"
    OURS_AT_LEAST = "≥"
    RATIO_AT_MOST = "≤ ×"
    RATIO_AT_LEAST = "≥ ×"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`ours` and `bare` are in `unit`. A figure without a target is shown for what it explains."""

    name: str
    ours: float
    unit: str = "ms"
    bare: float | None = None
    bound: Bound = Bound.NONE
    target: float = 0.0

    @property
    def ratio(self) -> float | None:
        """Ours against bare."""
        return self.ours / self.bare if self.bare else None

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.bound is Bound.NONE:
            return None
        if self.bound is Bound.OURS_AT_MOST:
            return self.ours <= self.target
        if self.bound is Bound.OURS_AT_LEAST:
            return self.ours >= self.target
        assert self.ratio is not None, self.name
        return self.ratio <= self.target if self.bound is Bound.RATIO_AT_MOST else self.ratio >= self.target


def at_most(name: str, ours: float, target: float, unit: str = "ms", bare: float | None = None) -> Figure:
    """A figure of ours with an upper bound."""
    return Figure(name, ours, unit, bare, Bound.OURS_AT_MOST, target)


def percentile(values: Sequence[float], part: float) -> float:
    """The value that `part` of all lie at or below; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


def middle(values: Sequence[float]) -> float:
    """The median of several runs; 0 for none."""
    return statistics.median(values) if values else 0.0


def table(figures: Sequence[Figure]) -> str:
    """The figures as aligned text."""
    head = ("figure", "ours", "bare", "ratio", "target", "reached")
    return cells_as_table([head, *(_cells(figure) for figure in figures)])


def cells_as_table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as aligned text, the first row the head."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells))
    return "\n".join(lines)


def _cells(figure: Figure) -> tuple[str, ...]:
    ratio, reached = figure.ratio, figure.reached
    return (
        figure.name,
        f"{shown(figure.ours)} {figure.unit}",
        "–" if figure.bare is None else f"{shown(figure.bare)} {figure.unit}",
        "–" if ratio is None else f"{ratio:.2f} ×",
        _target(figure),
        "–" if reached is None else "yes" if reached else "NO",
    )


def _target(figure: Figure) -> str:
    if figure.bound is Bound.NONE:
        return "–"
    if figure.bound in (Bound.OURS_AT_MOST, Bound.OURS_AT_LEAST):
        return f"{figure.bound.value} {figure.target:g} {figure.unit}".rstrip()
    return f"{figure.bound.value[0]} {figure.target:g} ×"


def shown(value: float) -> str:
    """A number with as many digits as it deserves."""
    if value >= 1_000:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
