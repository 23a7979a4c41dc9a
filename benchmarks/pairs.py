"""This checkout beside another one, in turn: has a change made anything faster or slower?

`python benchmarks/run.py --against PATH` measures the other checkout (before) and this one (after), five
times each, alternating, with the same phones and the same terminal. A difference counts where the medians lie
further apart than the before-runs lie among themselves.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import phones
import screen
import screen_under_load
import start
import throughput
from checkout import OWN, Checkout, measuring
from figure import Figure, cells_as_table, shown

PAIRS = 5
ONE_RUN: dict[str, Callable[[bool], list[Figure]]] = {
    "phones": phones.paired_figures,
    "throughput": throughput.paired_figures,
    "start": start.paired_figures,
    "screen": screen.figures,
    "screen-under-load": screen_under_load.paired_figures,
}
"""What can be measured of another checkout: one run of each row."""
MORE_IS_BETTER = "/s"


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure, before and after: a value a run."""

    name: str
    unit: str
    before: tuple[float, ...]
    after: tuple[float, ...]

    @property
    def spread(self) -> float:
        """How far the before-runs lie apart."""
        return max(self.before) - min(self.before)

    @property
    def verdict(self) -> str:
        """`better`, `worse`, or `same` where the difference is less than the before-runs' own."""
        gained = statistics.median(self.before) - statistics.median(self.after)
        if abs(gained) <= self.spread:
            return "same"
        return "better" if (gained > 0) != (self.unit == MORE_IS_BETTER) else "worse"


def paired(names: Sequence[str], before: Checkout, runs: int, quick: bool) -> list[Pair]:
    """Measure both in turn, the other checkout first."""
    taken: dict[str, tuple[str, dict[Checkout, list[float]]]] = {}
    for run in range(1, runs + 1):
        for name in names:
            for checkout in (before, OWN):
                print(f"run {run} of {runs}: {name}, {checkout.root}", file=sys.stderr, flush=True)
                with measuring(checkout):
                    for line in ONE_RUN[name](quick):
                        values = taken.setdefault(line.name, (line.unit, {before: [], OWN: []}))[1]
                        values[checkout].append(line.ours)
    return [
        Pair(name, unit, tuple(values[before]), tuple(values[OWN]))
        for name, (unit, values) in taken.items()
        if values[before] and values[OWN]
    ]


def pairs_table(pairs: Sequence[Pair]) -> str:
    """The medians, the before-runs' own spread, and what to make of it."""
    rows = [("figure", "before", "before-runs", "after", "ratio", "verdict")]
    for pair in pairs:
        before, after = statistics.median(pair.before), statistics.median(pair.after)
        rows.append(
            (
                pair.name,
                f"{shown(before)} {pair.unit}",
                f"{shown(min(pair.before))}–{shown(max(pair.before))}",
                f"{shown(after)} {pair.unit}",
                f"{after / before:.2f} ×" if before else "–",
                pair.verdict,
            )
        )
    return cells_as_table(rows)
