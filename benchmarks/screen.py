"""The screen's figures: key press to paint with many cards.

Run as `python benchmarks/screen.py`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from figure import Figure, at_most, table
from prepared import prepared
from terminal_under_test import TerminalUnderTest

KEYS = 120
KEY_MS = 50


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
    """A key on a wall of five hundred cards, and of two thousand."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        lines = []
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
