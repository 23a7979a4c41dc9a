"""A key on the projector while phones send, memory with a thousand phones, and coming back after a crash.

`python benchmarks/screen_under_load.py` prints a table. A key is timed to the moment when the card it
chose is painted as chosen, whatever else is painted meanwhile.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path

from figure import Figure, at_most, middle, percentile, table
from phones import product
from prepared import prepared
from scenarios import Spec, played
from served import Served, WatchedTerminal, free_port, product_command

CARDS = 500
FIRST_CARD = b"t1 "
RIGHT, LEFT = b"\x1b[C", b"\x1b[D"
CHOSEN = "▌ ".encode() + rb"\x1b\[0m\x1b\[[0-9;]*m%b "
"""The sign of the chosen card, the change of style, its number."""
KEY_PAUSE = 0.13
KEY_MS = 50
LOADS = (
    ("nobody sends", 0, Spec("steady", 0)),
    ("30 phones send 10 cards/s", 30, Spec("steady", 0, per_second=10, cards=120)),
    ("250 phones send 20 cards/s", 250, Spec("steady", 0, per_second=20, cards=240)),
)


def key_times(terminal: WatchedTerminal, seconds: float) -> list[float]:
    """Milliseconds from an arrow to the card it chose painted as chosen, to and fro."""
    times = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for key, card in ((RIGHT, b"t2"), (LEFT, b"t1")):
            times.append(terminal.wait_for(CHOSEN % card, key) * 1_000)
            time.sleep(KEY_PAUSE)
    return times


def keys_while(name: str, phones: int, spec: Spec, seconds: float) -> Figure:
    """p95 of the keys while the phones send."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = prepared(Path(folder), phones, CARDS)
        with product(Path(folder), made, screen=True) as served:
            assert served.terminal is not None
            time.sleep(3.0)
            crowd = threading.Thread(target=lambda: played(filled(spec, served, made.tokens)))
            if phones:
                crowd.start()
                time.sleep(2.0 + phones / 100)
            times = key_times(served.terminal, seconds)
            if phones:
                crowd.join(60)
    return at_most(f"key to paint, {CARDS} cards, {name}: p95", percentile(times, 0.95), KEY_MS)


def filled(spec: Spec, served: Served, tokens: tuple[str, ...]) -> Spec:
    """The scenario with its address and its phones."""
    return replace(spec, port=served.port, tokens=tokens)


def memory(phones: int, cards: int) -> Figure:
    """The most memory of the product with its screen, `phones` connected and `cards` on the wall."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = prepared(Path(folder), phones, cards)
        with product(Path(folder), made, screen=True, roomy=True) as served:
            time.sleep(3.0)
            played(Spec("steady", served.port, made.tokens, per_second=20, cards=40))
            peak = served.memory_mb(peak=True)
    return at_most(f"memory, {phones:,} phones, {cards:,} cards, with the screen", peak, 200, "MB")


def resume(people: int, cards: int, runs: int) -> list[Figure]:
    """Seconds from starting the command to the first paint, and to the first card on the wall."""
    first, wall = [], []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = prepared(Path(folder), people, cards)
        for _ in range(runs):
            port = free_port()
            terminal = WatchedTerminal(product_command(Path(folder), made.path, port))
            try:
                first.append(terminal.read_until(b"\x1b[1;1H", 30.0))
                wall.append(terminal.read_until(FIRST_CARD, 30.0))
            finally:
                terminal.stop()
    name = f"resume, {people} participants, {cards:,} cards"
    return [
        at_most(f"{name}: first paint", middle(first), 2, "s"),
        at_most(f"{name}: the wall is painted", middle(wall), 2, "s"),
    ]


def figures(quick: bool = False) -> list[Figure]:
    """All of the above."""
    if quick:
        return [keys_while("nobody sends", 0, Spec("steady", 0), 1.0), *resume(10, 20, 1)]
    keys = [keys_while(name, phones, spec, 10.0) for name, phones, spec in LOADS]
    return [*keys, memory(1_000, 2_000), *resume(250, 2_000, 3)]


def main() -> None:
    """Print the table."""
    print(table(figures("--quick" in sys.argv)))


if __name__ == "__main__":
    main()
