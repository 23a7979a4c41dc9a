"""All figures in one table: ours, the bare parts in the same run, the ratio, the target.

`python benchmarks/run.py` takes about twenty minutes; `--quick` shows in two that everything runs;
`--only NAME` (may be repeated) takes one module; `--below LOAD` waits before each for a quiet moment of
the machine, ten minutes at most. `--against PATH` measures this checkout beside another one instead, in turn
(see `pairs.py`). Exits with 1 where a target is missed, a figure is worse than before, or a module failed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import across_groups
import growth
import many
import near_duplicates
import overview
import page_weight
import pairs
import phones
import screen
import screen_under_load
import start
import taking_home
import throughput
from checkout import OWN, Checkout, require_own_process
from figure import Figure, table

MODULES: dict[str, Callable[[bool], list[Figure]]] = {
    "phones": phones.figures,
    "throughput": throughput.figures,
    "start": start.figures,
    "screen": screen.figures,
    "screen-under-load": screen_under_load.figures,
    "growth": growth.figures,
    "near-duplicates": near_duplicates.lines,
    "across-groups": across_groups.lines,
    "page-weight": page_weight.figures,
    "many-workshops": many.figures,
    "overview": overview.figures,
    "taking-home": taking_home.figures,
}


QUIET_SECONDS = 600


def wait_for_quiet(load: float) -> None:
    """Until the machine's load of the last minute is below `load`, at most ten minutes."""
    until = time.monotonic() + QUIET_SECONDS
    while os.getloadavg()[0] > load and time.monotonic() < until:
        time.sleep(5)


def measured(name: str, quick: bool) -> tuple[list[Figure], bool]:
    """The figures of one module, and whether it ran to its end: one that fails costs only its own lines."""
    try:
        return MODULES[name](quick), True
    except Exception as problem:
        print(f"{name} failed: {type(problem).__name__}: {problem}", file=sys.stderr, flush=True)
        return [], False


def said_of(checkout: Checkout) -> str:
    """Which commit is measured, with and without the screen. Raises OtherCheckoutError."""
    checkout.require()
    return f"{checkout.root}: {checkout.commit()}"


def compare(asked: argparse.Namespace) -> int:
    """Print the pairs; 1 where anything is worse than it was."""
    before = Checkout(asked.against.resolve())
    print(f"before: {said_of(before)}\nafter: {said_of(OWN)}")
    known = [name for name in asked.only or pairs.ONE_RUN if name in pairs.ONE_RUN]
    if asked.below:
        wait_for_quiet(asked.below)
    found = pairs.paired(known, before, asked.pairs, asked.quick)
    print(pairs.pairs_table(found))
    print(f"{asked.pairs} alternating runs of each; load at the end {os.getloadavg()[0]:.1f}")
    return int(any(pair.verdict == "worse" for pair in found))


def main() -> None:
    """Measure what was asked for and print it."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--quick", action="store_true", help="a short form: shows that all of it runs")
    reading.add_argument(
        "--only", action="append", choices=tuple(MODULES), help="one module; may be repeated"
    )
    reading.add_argument("--below", type=float, default=0.0, help="wait for a load below this")
    reading.add_argument("--against", type=Path, help="another checkout to compare this one with")
    reading.add_argument("--pairs", type=int, default=pairs.PAIRS, help="runs of each, with --against")
    asked = reading.parse_args()
    require_own_process()
    print(said_of(OWN), file=sys.stderr, flush=True)
    if asked.against is not None:
        sys.exit(compare(asked))
    started, lines, whole = time.monotonic(), [], True
    for name in asked.only or MODULES:
        if asked.below:
            wait_for_quiet(asked.below)
        print(f"{name} … (load {os.getloadavg()[0]:.1f})", file=sys.stderr, flush=True)
        figures, ran = measured(name, asked.quick)
        lines += figures
        whole = whole and ran
    print(table(lines))
    print(f"{time.monotonic() - started:.0f} s; load of the machine at the end {os.getloadavg()[0]:.1f}")
    sys.exit(0 if whole and all(line.reached is not False for line in lines) else 1)


if __name__ == "__main__":
    main()
