"""A key on the projector while phones send, memory with a thousand phones, and coming back after a crash.

`python benchmarks/screen_under_load.py` prints a table. A key is timed to the moment when the card it
chose is painted as chosen, whatever else is painted meanwhile; only keys pressed while the phones were
sending count.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from figure import Figure, at_most, middle, percentile, table
from phones import product
from prepared import prepared
from scenarios import Spec, played
from served import Served, WatchedTerminal, free_port, host_command, on_screen, product_command
from stall import waits

CARDS = 500
FIRST_CARD = b"t1 "
RIGHT, LEFT = b"\x1b[C", b"\x1b[D"
CHOSEN = "▌ ".encode() + rb"\x1b\[0m\x1b\[[0-9;]*m%b "
"""The sign of the chosen card, the change of style, its number."""
KEY_PAUSE = 0.07
STALL_MS = 200
SETTLE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Load:
    """What phones do while the facilitator presses keys, and how long a key may then take (ms)."""

    name: str
    phones: int
    spec: Spec
    most: float


NOBODY = Load("nobody sends", 0, Spec("steady", 0), 50)
LOADS = (
    NOBODY,
    Load("30 phones send 10 cards/s", 30, Spec("steady", 0, per_second=10, cards=120), 50),
    Load("250 phones send 3 each at once", 250, Spec("burst", 0, each=3), 100),
)


def key_times(terminal: WatchedTerminal, stop: Callable[[], bool]) -> list[tuple[float, float]]:
    """When each arrow was pressed, and the milliseconds until the card it chose was painted as chosen."""
    times = []
    while not stop():
        for key, card in ((RIGHT, b"t2"), (LEFT, b"t1")):
            pressed = time.perf_counter()
            times.append((pressed, terminal.wait_for(CHOSEN % card, key) * 1_000))
            time.sleep(KEY_PAUSE)
    return times


def keys_while(load: Load, seconds: float) -> list[Figure]:
    """p95 of the keys pressed while the phones send, and the longest that either loop was away."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        made, port, stalls = prepared(folder, load.phones, CARDS), free_port(), folder / "stalls"
        command = host_command(made.path, port, roomy=True, screen=True, stalls=stalls)
        with on_screen(command, port) as served:
            assert served.terminal is not None
            time.sleep(SETTLE_SECONDS)
            began, ended, times = pressed_while(load, served, made.tokens, seconds)
            time.sleep(1.5)  # a probe writes once a second
            lost = {loop: max(waits(stalls, loop, began, ended)) for loop in ("screen", "phones")}
    during = [took for pressed, took in times if began <= pressed <= ended]
    key = f"key to paint, {CARDS} cards, {load.name}"
    return [
        at_most(f"{key}: p95 of {len(during)}", percentile(during, 0.95), load.most),
        at_most(f"{key}: longest stall of the screen's loop", lost["screen"], STALL_MS),
        at_most(f"{key}: longest stall of the phones' loop", lost["phones"], STALL_MS),
    ]


def pressed_while(
    load: Load, served: Served, tokens: tuple[str, ...], seconds: float
) -> tuple[float, float, list[tuple[float, float]]]:
    """When the sending began and ended, and the keys pressed meanwhile, before and after."""
    assert served.terminal is not None
    began = time.perf_counter()
    if not load.phones:
        times = key_times(served.terminal, lambda: time.perf_counter() > began + seconds)
        return began, time.perf_counter(), times
    with ThreadPoolExecutor(1) as beside:
        crowd = beside.submit(played, filled(load.spec, served, tokens))
        times = key_times(served.terminal, crowd.done)
        noted = crowd.result()
    return noted.began, noted.began + noted.seconds, times


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


def paired_figures(quick: bool = False) -> list[Figure]:
    """One run of each: half of a pair."""
    if quick:
        return [*keys_while(NOBODY, 1.0)]
    keys = [figure for load in LOADS for figure in keys_while(load, 10.0)]
    return [*keys, memory(1_000, 2_000), *resume(250, 2_000, 1)]


def figures(quick: bool = False) -> list[Figure]:
    """All of the above."""
    if quick:
        return [*keys_while(NOBODY, 1.0), *resume(10, 20, 1)]
    keys = [figure for load in LOADS for figure in keys_while(load, 10.0)]
    return [*keys, memory(1_000, 2_000), *resume(250, 2_000, 3)]


def main() -> None:
    """Print the table."""
    print(table(figures("--quick" in sys.argv)))


if __name__ == "__main__":
    main()
