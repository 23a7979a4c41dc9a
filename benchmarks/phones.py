"""How fast what one phone sends reaches all the others, from the running product, onto the real disk.

`python benchmarks/phones.py` prints a table. "With the screen" is `workshop run` in a terminal, the
cards revealed on the projector; the phones are a process of their own on the same machine. Five hundred
cards stand on the wall before the first is sent. "Everyone has it" is the moment when the *last* of the other
phones has the card; what is sent "at once" is all sent in one instant and timed from that instant.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from figure import Figure, at_most, middle, percentile, table
from prepared import Prepared, prepared
from scenarios import Noted, Spec, played
from served import Served, bare, free_port, headless, host_command, on_screen, product_command

RUNS = 3
WARM_SECONDS = 1.5
CARDS = 500
"""On the wall before anything is measured: an empty one is as long as nobody has written."""
ADMITTED = 250
"""As many phones as the product lets in; for more, its limits are lifted in the benchmark's process."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of a scenario: what the phones noted, and what it cost the server."""

    noted: Noted
    cpu_seconds: float
    memory_mb: float
    memory_shared_once_mb: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """A line or two of the table."""

    name: str
    spec: Spec
    phones: int
    answer: float = 0.0
    everyone: float = 0.0
    memory: float = 0.0


STEADY_30 = Spec("steady", 0, per_second=10, cards=150)
SCENARIOS = (
    Scenario("30 phones, 10 cards/s", STEADY_30, 30, everyone=5),
    Scenario("30 × 3 at once", Spec("burst", 0, each=3), 30, everyone=25),
    Scenario("60 phones, 10 cards/s", STEADY_30, 60, everyone=6),
    Scenario(
        "100 phones, 20 cards/s", replace(STEADY_30, per_second=20, cards=200), 100, everyone=10, memory=110
    ),
    Scenario("150 at once", Spec("burst", 0), 150, answer=500, everyone=1_000),
    Scenario("250 at once", Spec("burst", 0), 250, answer=250, everyone=600),
    Scenario("1,000 phones, 100 cards/s", Spec("steady", 0, per_second=100, cards=1_000), 1_000, answer=200),
    Scenario("60 phones, 6 of them do not read", replace(STEADY_30, slow=6), 60),
    Scenario("60 phones, 12 come and go", replace(STEADY_30, kind="churn"), 60),
    Scenario("250 come back at once", Spec("reconnect-storm", 0), 250, everyone=5_000),
)


def measure(scenario: Scenario, *, screen: bool) -> Measured:
    """Play one scenario against a fresh product."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        made = prepared(Path(name), scenario.phones, CARDS)
        with product(Path(name), made, screen=screen, roomy=scenario.phones > ADMITTED) as served:
            time.sleep(WARM_SECONDS)
            begun = served.cpu_seconds()
            spec = replace(scenario.spec, port=served.port, tokens=made.tokens, secret=made.secret)
            noted = played(spec)
            return Measured(
                noted,
                served.cpu_seconds() - begun,
                served.memory_mb(peak=True),
                served.memory_shared_once_mb(),
            )


def product(
    data: Path, made: Prepared, *, screen: bool, roomy: bool = False
) -> AbstractContextManager[Served]:
    """The product on a free port: `workshop run` wherever its own limits allow it."""
    port = free_port()
    if screen and not roomy:
        return on_screen(product_command(data, made.path, port), port)
    command = host_command(made.path, port, roomy=roomy, screen=screen)
    return on_screen(command, port) if screen else headless(command, port)


def lines_of(scenario: Scenario, *, screen: bool, runs: int) -> list[Figure]:
    """The figures of one scenario: medians over `runs` runs of each run's percentile."""
    several = [measure(scenario, screen=screen) for _ in range(runs)]
    where = "with the screen" if screen else "server alone"
    name = f"{scenario.name}, {where}"

    def over_runs(read: Callable[[Measured], float]) -> float:
        return middle([read(run) for run in several])

    answer = over_runs(lambda run: percentile(run.noted.answers, 0.95))
    everyone = over_runs(lambda run: percentile(run.noted.everybody, 0.95))
    refused = sum(run.noted.refused for run in several)
    processor = over_runs(lambda run: run.cpu_seconds)
    half = over_runs(lambda run: percentile(run.noted.everybody, 0.5))
    lines = [
        bounded(f"{name}: answer p95", answer, scenario.answer),
        Figure(f"{name}: everyone has it p50", half),
        bounded(f"{name}: everyone has it p95", everyone, scenario.everyone),
    ]
    if scenario.answer or refused:
        lines.append(at_most(f"{name}: refused", refused, 0, ""))
    lines.append(Figure(f"{name}: server's processor time", processor, "s"))
    if screen and scenario.memory:
        memory = over_runs(lambda run: run.memory_mb)
        once = over_runs(lambda run: run.memory_shared_once_mb)
        lines.append(at_most(f"{name}: memory of all processes", memory, scenario.memory, "MB"))
        lines.append(Figure(f"{name}: the same, what they share counted once", once, "MB"))
    return lines


def bounded(name: str, ours: float, target: float) -> Figure:
    """With a target where there is one."""
    return at_most(name, ours, target) if target else Figure(name, ours)


def join_storm(phones: int, runs: int) -> list[Figure]:
    """New phones at once through the product's own door."""
    times = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
            made = prepared(Path(name), 0, CARDS)
            with product(Path(name), made, screen=True) as served:
                time.sleep(WARM_SECONDS)
                noted = played(Spec("join-storm", served.port, secret=made.secret, phones=phones))
        times.append(max(noted.answers))
    return [at_most(f"{phones} join at once, with the screen: all are in", middle(times), 10_000)]


def bare_fan(runs: int) -> list[float]:
    """The same thirty phones on a bare server that stores a row and sends bytes to all."""
    times = []
    for _ in range(runs):
        with bare("fan") as served:
            noted = played(replace(STEADY_30, port=served.port, tokens=("bare",) * 30))
            times.append(percentile(noted.everybody, 0.95))
    return times


def paired_figures(quick: bool = False) -> list[Figure]:
    """One run of what has a target, and of thirty phones without the screen: half of a pair."""
    bounded_ones = [each for each in SCENARIOS if each.answer or each.everyone or each.memory]
    lines = []
    for scenario in bounded_ones[:1] if quick else bounded_ones:
        lines += lines_of(scenario, screen=True, runs=1)
    lines += lines_of(SCENARIOS[0], screen=False, runs=1)
    return lines if quick else lines + join_storm(ADMITTED, 1)


def figures(quick: bool = False) -> list[Figure]:
    """Every scenario with the screen, the first ones without it too."""
    runs = 1 if quick else RUNS
    lines = []
    for scenario in SCENARIOS[:1] if quick else SCENARIOS:
        lines += lines_of(scenario, screen=True, runs=runs)
    for scenario in SCENARIOS[:1] if quick else (*SCENARIOS[:4], SCENARIOS[5]):
        lines += lines_of(scenario, screen=False, runs=runs)
    fan = "30 phones, 10 cards/s, server alone: everyone has it p95"
    ours = next(line for line in lines if line.name == fan)
    lines.append(replace(ours, name=f"{fan} / bare fan-out", bare=middle(bare_fan(runs))))
    return lines + join_storm(30 if quick else ADMITTED, runs)


def main() -> None:
    """Print the table."""
    print(table(figures("--quick" in sys.argv)))


if __name__ == "__main__":
    main()
