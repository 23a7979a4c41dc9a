"""Every format of a workshop with 2,000 cards and 200 answers, and its import: seconds and peak memory.

`python benchmarks/taking_home.py` prints a table. Each format is made by a process of its own, so that the
memory is that of one export, with what the format's library takes.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from checkout import measured
from figure import Figure, at_most, table

from prompts.methods.loading import load_method
from sessions.model import (
    AgreementId,
    Answer,
    AnswerId,
    Card,
    CardId,
    NextStep,
    ParticipantId,
    Placement,
    Row,
    ScheduledId,
    StepStatus,
)
from sessions.rules.meeting.creation import Access, NewWorkshop, first_rows
from sessions.storage.store import SessionStore

CARDS, ANSWERS, PEOPLE, AGREEMENTS = 2_000, 200, 5, 40
SECONDS, PDF_SECONDS, MEMORY_MB = 5.0, 15.0, 300.0
IMPORT = "import"
WRITE = """
import json, resource, sys, time
from pathlib import Path
file, wanted, folder = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
if wanted == "import":
    from workshop.archive.importing import import_minutes
    begun = time.perf_counter()
    import_minutes(file, folder)
else:
    from workshop.archive.write_minutes import write_minutes_of
    begun = time.perf_counter()
    (written,) = write_minutes_of(file, folder, (wanted,))
    assert written.stat().st_size
took = time.perf_counter() - begun
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def filled(folder: Path, cards: int) -> Path:
    """A session file with so many cards, five placements of each, and a tenth as many answers."""
    path = folder / "2026-03-04_stor-workshop.db"
    SessionStore(path).create(tuple(_rows(cards)))
    return path


def _rows(cards: int) -> Iterator[Row]:
    chance, ids, now = random.Random(15), count(), datetime(2026, 3, 4, 9, tzinfo=UTC)
    method = load_method("tre-skridt", "da")
    keys = [category.key for category in method.categories]
    questions = [question.key for question in method.questions]
    wish = NewWorkshop(title="Stor workshop", date=date(2026, 3, 4), show_small_groups=True)
    yield from first_rows(wish, method, Access("a-secret", "ABC234"), now, lambda: f"{next(ids):012x}")
    for at in range(cards):
        yield Card(
            id=CardId(f"c{at}"), deck="initiatives", number=at + 1, scheduled=ScheduledId(""), author=None,
            text=f"Tiltag nummer {at + 1}, som har en tekst af almindelig længde", status="ny", occurred="",
            outcome="", theme=None, merged_into=None, hidden=False, withdrawn=False,
            agreed=chance.choice(keys), next_category=None, disagreement="", behaviour_goal="", meeting=1,
            created_at=now,
        )  # fmt: skip
        for person in range(PEOPLE):
            yield Placement(CardId(f"c{at}"), ParticipantId(f"p{person}"), 1, chance.choice(keys))
    for at in range(cards * ANSWERS // CARDS):
        place = keys[at % len(keys)], questions[at % len(questions)]
        yield Answer(AnswerId(f"a{at}"), *place, None, f"Svar {at + 1}", 1, now)
    for at in range(AGREEMENTS):
        yield NextStep(
            AgreementId(f"n{at}"), at + 1, "HR", f"Skridt {at + 1}", date(2026, 5, 4), "En liste", "", "",
            CardId(f"c{at}"), StepStatus.NOT_STARTED, "", 1, False,
        )  # fmt: skip


def made(file: Path, wanted: str, folder: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of a process of its own that writes `wanted`, or imports."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(file), wanted, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        env=measured().environment(),
        cwd=measured().root,
    )
    seconds, megabytes = json.loads(done.stdout.splitlines()[-1])
    return seconds, megabytes


def figures(quick: bool = False) -> list[Figure]:
    """The table."""
    from workshop.archive.write_minutes import known_formats

    cards = 100 if quick else CARDS
    names = ("md", "json", "pdf") if quick else tuple(name for name in known_formats() if name != "zip")
    found: list[Figure] = []
    most = 0.0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        session = filled(folder, cards)
        for wanted in names:
            seconds, megabytes = made(session, wanted, folder / "out")
            target = PDF_SECONDS if "pdf" in wanted else SECONDS
            found.append(at_most(f"{wanted} of {cards:,} cards", seconds, target, "s"))
            most = max(most, megabytes)
        (minutes,) = (folder / "out").rglob("*.json")
        seconds, megabytes = made(minutes, IMPORT, folder / "sessions")
        found.append(at_most(f"import of {cards:,} cards", seconds, SECONDS, "s"))
    return [*found, at_most("peak memory of the largest of these", max(most, megabytes), MEMORY_MB, "MB")]


if __name__ == "__main__":
    print(table(figures()))
