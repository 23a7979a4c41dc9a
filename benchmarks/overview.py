"""The overview over 500 workshops of 200 cards: without its index, with it, a search, and the memory of it.

`python benchmarks/overview.py` prints a table. The cold time is that of a first look; texts are read at the
first search, which is shown beside it and has no target.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from checkout import measured
from figure import Figure, at_most, middle, table

from prompts.methods.loading import load_method
from sessions.model import AgreementId, Card, CardId, NextStep, Row, ScheduledId, StepStatus
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage.overview.overview_index import NAME
from sessions.storage.store import SessionStore

WORKSHOPS, CARDS, AGREEMENTS, RUNS = 500, 200, 6, 5
COLD_MS, WARM_MS, SEARCH_MS, MEMORY_MB = 2_000, 300, 100, 200
WORDS = [
    "fælles", "sprog", "inklusion", "skoler", "dagtilbud", "korte",
    "møder", "klar", "besked", "ringetider", "vagtplan", "borgere",
]  # fmt: skip
LOOK = """
import json, resource, sys, time
from datetime import date
from pathlib import Path
from workshop.archive.overview import overview_of
with overview_of(Path(sys.argv[1])) as book:
    begun, used = time.perf_counter(), time.process_time()
    found = book.look(date(2026, 6, 1))
    looked, used = time.perf_counter() - begun, time.process_time() - used
    searches = []
    for wanted in ("vagtplan", "plan sprog", "findes ikke"):
        begun = time.perf_counter()
        book.search(wanted)
        searches.append(time.perf_counter() - begun)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
searches = [each * 1000 for each in searches]
print(json.dumps([looked * 1000, used * 1000, searches, memory, len(found.workshops)]))
"""


def filled(folder: Path, workshops: int) -> Path:
    """A folder with so many ended workshops, written to long enough ago."""
    chance, method = random.Random(18), load_method("tre-skridt", "da")
    keys = [category.key for category in method.categories]
    for number in range(workshops):
        rows = tuple(_rows(chance, number, keys))
        SessionStore(folder / f"2026-03-04_workshop-{number}.db").create(rows)
    time.sleep(2.1)  # a file that was just written to is read each time
    return folder


def _rows(chance: random.Random, number: int, keys: list[str]) -> Iterator[Row]:
    now, ids = datetime(2026, 3, 4, tzinfo=UTC), count()
    wish = NewWorkshop(
        title=f"Workshop {number}", organisation=f"Kommune {number % 7}", group_name=f"Gruppe {number % 40}"
    )
    method = load_method("tre-skridt", "da")
    yield from first_rows(wish, method, Access("a-secret", "ABC234"), now, lambda: f"{next(ids):012x}")
    for at in range(CARDS):
        yield Card(
            id=CardId(f"c{at}"), deck="initiatives", number=at + 1, scheduled=ScheduledId(""), author=None,
            text=" ".join(chance.choices(WORDS, k=8)), status="ny", occurred="", outcome="", theme=None,
            merged_into=None, hidden=False, withdrawn=False, agreed=chance.choice(keys), next_category=None,
            disagreement="", behaviour_goal="", meeting=1, created_at=now,
        )  # fmt: skip
    for at in range(AGREEMENTS):
        due = date(2026, 3, 1) + timedelta(days=chance.randrange(400))
        what = " ".join(chance.choices(WORDS, k=5))
        who = chance.choice(["Anne", "Bo", "Carl"])
        yield NextStep(
            AgreementId(f"n{at}"), at + 1, who, what, due, "", "", "", CardId(f"c{at}"),
            StepStatus.NOT_STARTED, "", 1, False,
        )  # fmt: skip


def looked(folder: Path) -> tuple[float, float, list[float], float, int]:
    """Milliseconds of a look, of the processor in it, of three searches; megabytes; workshops.

    Of a process of its own.
    """
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env=measured().environment(),
        cwd=measured().root,
    )
    look, processor, searches, memory, workshops = json.loads(done.stdout)
    return look, processor, searches, memory, workshops


def figures(quick: bool = False) -> list[Figure]:
    """The table."""
    workshops, runs = (25, 1) if quick else (WORKSHOPS, RUNS)
    with tempfile.TemporaryDirectory() as name:
        folder = filled(Path(name), workshops)
        cold, cold_cpu, warm, warm_cpu, first, later, memory = [], [], [], [], [], [], []
        for _ in range(runs):
            (folder / NAME).unlink(missing_ok=True)
            look, processor, searches, used, seen = looked(folder)
            assert seen == workshops
            cold.append(look)
            cold_cpu.append(processor)
            first.append(searches[0])
            memory.append(used)
            look, processor, searches, used, _ = looked(folder)
            warm.append(look)
            warm_cpu.append(processor)
            later += searches
            memory.append(used)
    size = f"overview of {workshops} workshops × {CARDS} cards"
    return [
        at_most(f"{size}, without its index", middle(cold), COLD_MS),
        Figure(f"{size}, without its index, processor time", middle(cold_cpu)),
        at_most(f"{size}, with its index", middle(warm), WARM_MS),
        Figure(f"{size}, with its index, processor time", middle(warm_cpu)),
        Figure(f"{size}, the first search of all", middle(first)),
        at_most(f"{size}, a search", max(later), SEARCH_MS),
        at_most(f"{size}, memory", max(memory), MEMORY_MB, "MB"),
    ]


def main() -> None:
    """Print the table."""
    print(table(figures("--quick" in sys.argv)))


if __name__ == "__main__":
    main()
