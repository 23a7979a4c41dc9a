"""The screen's figures: start to first paint against a bare app, key press to paint with many cards.

Run as `python benchmarks/screen.py`.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from terminal_under_test import TerminalUnderTest

from prompts.loading import load_method
from sessions.commands import OpenActivity, RevealInput, WriteCard
from sessions.creation import NewWorkshop
from workshop.opening import create_session, opened

STARTS = 5
KEYS = 120
WORDS = ["fælles", "sprog", "inklusion", "skoler", "dagtilbud", "korte", "møder", "klar", "besked", "alle"]


def start_seconds(arguments: list[str], marker: bytes) -> float:
    """Seconds from starting the process to `marker` on the screen."""
    terminal = TerminalUnderTest(arguments)
    try:
        return terminal.read_until(marker)
    finally:
        terminal.stop()


def start_figures(folder: Path) -> dict[str, float]:
    """Median seconds to first paint of ours and of the bare app, in turn, and the ratio."""
    ours, bare = [], []
    own = [sys.executable, "-m", "workshop", "--data-dir", str(folder)]
    other = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]
    for _ in range(STARTS + 1):
        ours.append(start_seconds(own, b"Tre skridt"))
        bare.append(start_seconds(other, b"Tre skridt"))
    ours_median, bare_median = statistics.median(ours[1:]), statistics.median(bare[1:])
    return {"ours_s": ours_median, "bare_s": bare_median, "ratio": ours_median / bare_median}


def full_session(folder: Path, cards: int) -> Path:
    """A session with `cards` revealed cards, its collect activity on the projector."""
    path = create_session(folder / "sessions", NewWorkshop(f"Mål {cards}", date=datetime.now(UTC).date()))
    method = load_method()
    with opened(path) as session:
        room = session.room
        state = session.room.subscribe(_Deaf())
        sheet = [row for row in state.run_sheet() if method.activity(row.activity).deck == "initiatives"]
        room.submit(OpenActivity(sheet[0].id)).result()
        for number in range(cards):
            text = " ".join(WORDS[(number * step) % len(WORDS)] for step in (1, 3, 5, 7, 2))
            room.submit(WriteCard(f"{text} {number}"))
        room.submit(RevealInput()).result()
    return path


def key_figures(folder: Path, cards: int) -> dict[str, float]:
    """Milliseconds from a key to the end of its paint, moving about on a wall of `cards`."""
    path = full_session(folder, cards)
    terminal = TerminalUnderTest(
        [sys.executable, "-m", "workshop", "--data-dir", str(folder), "run", str(path), "--bind", "127.0.0.1"]
    )
    try:
        first_paint = terminal.read_until(b"t1 ", 60.0)
        terminal.settle(1.0)
        times = []
        for number in range(KEYS):
            key = b"\x1b[B" if number % 12 else b"\x1b[6~"
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


class _Deaf:
    """Asks the room for a picture and listens to nothing."""

    def on_events(self, events: object) -> None:
        """Nothing."""

    def on_reload(self, picture: object) -> None:
        """Nothing."""

    def on_trouble(self, trouble: bool) -> None:
        """Nothing."""


def figures() -> dict[str, dict[str, float]]:
    """All figures of this module by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return {
            "start to first paint": start_figures(folder / "start"),
            "key to paint, 500 cards": key_figures(folder / "500", 500),
            "key to paint, 2,000 cards": key_figures(folder / "2000", 2_000),
        }


def main() -> None:
    """Print the figures as a table."""
    for name, values in figures().items():
        print(f"{name:<30}" + "  ".join(f"{key} {value:.3g}" for key, value in values.items()))


if __name__ == "__main__":
    main()
