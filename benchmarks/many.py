"""Many workshops on one server: a `workshop host` for each, and phones that write now and then.

`python benchmarks/many.py` prints a table: 20 workshops with 50 phones each, all in one run. It is for
information and has no targets: how many workshops a server bears is a question of its own size.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from figure import Figure, percentile, table
from prepared import Prepared, prepared
from scenarios import Noted, Spec, played
from served import Served, free_port, headless

WORKSHOPS = 20
PHONES = 50
SECONDS_BETWEEN_CARDS = 5.0
"""Each phone writes a card so often."""
SECONDS = 20.0
WARM_SECONDS = 2.0


def hosted_command(data: Path, path: Path, port: int) -> list[str]:
    """`workshop host`, as a service starts it."""
    own = [sys.executable, "-m", "workshop", "--data-dir", str(data)]
    return [*own, "host", str(path), "--bind", "127.0.0.1", "--port", str(port)]


@contextlib.contextmanager
def all_hosted(folder: Path, made: list[Prepared]) -> Iterator[list[Served]]:
    """A host for each workshop, started one after the other."""
    with contextlib.ExitStack() as stack:
        hosts = []
        for workshop in made:
            port = free_port()
            command = hosted_command(folder, workshop.path, port)
            hosts.append(stack.enter_context(headless(command, port)))
        yield hosts


def written(hosts: list[Served], made: list[Prepared], seconds: float) -> list[Noted]:
    """What the phones of each workshop noted; each crowd is a process, and all of them write at once."""
    specs = []
    for host, workshop in zip(hosts, made, strict=True):
        per_second = len(workshop.tokens) / SECONDS_BETWEEN_CARDS
        cards = max(1, round(per_second * seconds))
        specs.append(Spec("steady", host.port, workshop.tokens, per_second=per_second, cards=cards))
    with ThreadPoolExecutor(len(specs)) as crowds:
        return list(crowds.map(played, specs))


def measured(workshops: int, phones: int, seconds: float) -> list[Figure]:
    """One run: answers, everybody, memory and processor time of all hosts."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        made = [prepared(folder, phones) for _ in range(workshops)]
        with all_hosted(folder, made) as hosts:
            time.sleep(WARM_SECONDS)
            before = sum(host.cpu_seconds() for host in hosts)
            noted = written(hosts, made, seconds)
            spent = sum(host.cpu_seconds() for host in hosts) - before
            memory = sum(host.memory_mb() for host in hosts)
    size = f"{workshops} workshops × {phones} phones"
    answers = [wait for each in noted for wait in each.answers]
    everybody = [wait for each in noted for wait in each.everybody]
    return [
        Figure(f"{size}, answer, p95", percentile(answers, 0.95)),
        Figure(f"{size}, everybody, p95", percentile(everybody, 0.95)),
        Figure(f"{size}, memory of all hosts", memory, "MB"),
        Figure(f"{size}, processor time for each card, all hosts", spent * 1_000 / len(answers)),
        Figure(f"{size}, processor time of the phones", sum(each.crowd_cpu for each in noted), "s"),
    ]


def figures(quick: bool = False) -> list[Figure]:
    """The table."""
    return measured(3, 5, 5.0) if quick else measured(WORKSHOPS, PHONES, SECONDS)


def main() -> None:
    """Print the table."""
    print(table(figures("--quick" in sys.argv)))


if __name__ == "__main__":
    main()
