"""The screen's figures: start to first paint against a bare app, key press to paint with many cards.

Run as `python benchmarks/screen.py`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from figure import Bound, Figure, at_most, table
from prepared import prepared
from terminal_under_test import TerminalUnderTest

STARTS = 5
START_RATIO = 1.5
KEYS = 120
KEY_MS = 50


def start_seconds(arguments: list[str], marker: bytes) -> float:
    """Seconds from starting the process to `marker` on the screen."""
    terminal = TerminalUnderTest(arguments)
    try:
        return terminal.read_until(marker)
    finally:
        terminal.stop()


def start_figures(folder: Path, starts: int = STARTS) -> dict[str, float]:
    """Median seconds to first paint of ours and of the bare app, in turn, and the ratio."""
    ours, bare = [], []
    own = [sys.executable, "-m", "workshop", "--data-dir", str(folder)]
    other = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]
    for _ in range(starts + 1):
        ours.append(start_seconds(own, b"Tre skridt"))
        bare.append(start_seconds(other, b"Tre skridt"))
    ours_median, bare_median = statistics.median(ours[1:]), statistics.median(bare[1:])
    return {"ours_s": ours_median, "bare_s": bare_median, "ratio": ours_median / bare_median}


def key_figures(folder: Path, cards: int, keys: int = KEYS) -> dict[str, float]:
    """Milliseconds from a key to the end of its paint, moving about on a wall of `cards`."""
    path = prepared(folder, 0, cards).path
    terminal = TerminalUnderTest(
        [sys.executable, "-m", "workshop", "--data-dir", str(folder), "run", str(path), "--bind", "127.0.0.1"]
    )
    try:
        first_paint = terminal.read_until(b"t1 ", 60.0)
        terminal.settle(0.3)
        times = []
        for number in range(keys):
            key = b"\x1b[B" if number % 12 else b"\x1b[1;2B"
            times.append(terminal.press(key) * 1000)
            terminal.settle(0.02)
        times = sorted(time for time in times if time)
        return {
            "first_paint_s": first_paint,
            "p50_ms": statistics.median(times),
            "p95_ms": times[int(len(times) * 0.95) - 1],
            "painted": float(len(times)),
            "memory_mb": terminal.memory_mb(),
        }
    finally:
        terminal.stop()


def figures(quick: bool = False) -> list[Figure]:
    """The start against the bare app, and a key on a wall of five hundred cards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        start = start_figures(folder / "start", 1 if quick else STARTS)
        lines = [
            Figure(
                "start to first paint / bare Textual app",
                start["ours_s"],
                "s",
                start["bare_s"],
                Bound.RATIO_AT_MOST,
                START_RATIO,
            )
        ]
        for cards in (20,) if quick else (500, 2_000):
            keys = key_figures(folder / str(cards), cards, 10 if quick else KEYS)
            paint = f"key to paint, {cards:,} cards, nobody sends: p95"
            lines.append(
                at_most(paint, keys["p95_ms"], KEY_MS) if cards <= 500 else Figure(paint, keys["p95_ms"])
            )
        return lines


def main() -> None:
    """Print the table."""
    print(table(figures("--quick" in sys.argv)))


if __name__ == "__main__":
    main()
