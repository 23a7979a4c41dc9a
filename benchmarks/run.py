"""All figures in one table: ours, the bare parts in the same run, the ratio, the target.

`python benchmarks/run.py` takes about twenty minutes on a quiet machine; `--quick` shows in two that
everything runs; `--only NAME` (may be repeated) takes one module. Exits with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable

import growth
import near_duplicates
import phones
import screen
import screen_under_load
import throughput
from figure import Figure, table

MODULES: dict[str, Callable[[bool], list[Figure]]] = {
    "phones": phones.figures,
    "throughput": throughput.figures,
    "screen": screen.figures,
    "screen-under-load": screen_under_load.figures,
    "growth": growth.figures,
    "near-duplicates": near_duplicates.lines,
}


def main() -> None:
    """Measure what was asked for and print it."""
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--quick", action="store_true", help="a short form: shows that all of it runs")
    reading.add_argument(
        "--only", action="append", choices=tuple(MODULES), help="one module; may be repeated"
    )
    asked = reading.parse_args()
    started, lines = time.monotonic(), []
    for name in asked.only or MODULES:
        print(f"{name} …", file=sys.stderr, flush=True)
        lines += MODULES[name](asked.quick)
    print(table(lines))
    load = f"; load of the machine at the end {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{time.monotonic() - started:.0f} s{load}")
    sys.exit(1 if any(line.reached is False for line in lines) else 0)


if __name__ == "__main__":
    main()
