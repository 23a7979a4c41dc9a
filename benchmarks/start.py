"""How soon the program answers: whole commands, and the first right frame of the home screen.

`python benchmarks/start.py` prints a table. A frame is right when the newest workshop stands in it; a frame
that says that there are none, or that it is still looking, is not. All commands of a run take turns, so that
what the machine does meanwhile falls on each of them; the figures are medians.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from checkout import measured
from figure import Bound, Figure, at_most, table
from prepared import prepared
from terminal_under_test import TerminalUnderTest

MANY = 500
COMMANDS, FRAMES = 15, 7
COMMAND_MS, FRAME_MS, FRAME_RATIO = 120, 300, 1.5
PROGRAM = "from workshop.cli.main import main; main()"
"""What the installed command runs."""
NEWEST = "Den nyeste"


def folder_of(folder: Path, workshops: int) -> Path:
    """A data folder with so many workshops, each worked on a minute after the one before."""
    first = prepared(folder, 0).path
    now = time.time()
    for number in range(workshops):
        path = first.with_name(f"2026-03-04_workshop-{number}.db")
        shutil.copyfile(first, path)
        with contextlib.closing(sqlite3.connect(path)) as connection:
            title = NEWEST if number == workshops - 1 else f"Workshop {number}"
            connection.execute("UPDATE workshop SET title = ?", (title,))
            connection.commit()
        os.utime(path, (now - 60 * (workshops - number),) * 2)
    first.unlink()
    return folder


def command_ms(*arguments: str) -> float:
    """Milliseconds of a whole process of `workshop`."""
    return process_ms([sys.executable, "-c", PROGRAM, *arguments])


def process_ms(command: list[str]) -> float:
    """Milliseconds from starting a process to its end."""
    begun = time.perf_counter()
    subprocess.run(
        command,
        stdout=subprocess.DEVNULL,
        env=measured().environment(),
        cwd=measured().root,
        check=True,
    )
    return (time.perf_counter() - begun) * 1_000


def raw_ms(data: Path) -> float:
    """Milliseconds to open every session file with SQLite alone and read one row: it parses each schema."""
    begun = time.perf_counter()
    for path in (data / "sessions").glob("*.db"):
        source = f"{path.as_uri()}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(source, uri=True)) as connection:
            connection.execute("SELECT title FROM workshop").fetchone()
    return (time.perf_counter() - begun) * 1_000


def frame_ms(command: list[str], marker: str) -> float:
    """Milliseconds from starting a process to `marker` on its screen."""
    terminal = TerminalUnderTest(command)
    try:
        return terminal.read_until(marker.encode()) * 1_000
    finally:
        terminal.stop()


def home_ms(data: Path) -> float:
    """Milliseconds to the first frame in which the newest workshop stands."""
    return frame_ms([sys.executable, "-m", "workshop", "--data-dir", str(data)], NEWEST)


def in_turn(measures: dict[str, Callable[[], float]], runs: int) -> dict[str, float]:
    """The median of each, after a first round that only warms the files."""
    times: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(runs + 1):
        for name, measure in measures.items():
            times[name].append(measure())
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


def figures(quick: bool = False, commands: int = COMMANDS, frames: int = FRAMES) -> list[Figure]:
    """Whole commands against `--help` and an empty Python, the home screen against a bare app."""
    many = 20 if quick else MANY
    if quick:
        commands = frames = 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        one, all_of_them = folder_of(Path(name) / "one", 1), folder_of(Path(name) / "many", many)
        took = in_turn(
            {
                "pass": lambda: process_ms([sys.executable, "-c", "pass"]),
                "--help": lambda: command_ms("--help"),
                "run --help": lambda: command_ms("run", "--help"),
                "doctor --help": lambda: command_ms("doctor", "--help"),
                "list, 1 workshop": lambda: command_ms("--data-dir", str(one), "list"),
                f"list, {many} workshops": lambda: command_ms("--data-dir", str(all_of_them), "list"),
                "raw": lambda: raw_ms(all_of_them),
            },
            commands,
        )
        bare_app = [sys.executable, str(Path(__file__).with_name("bare_app.py"))]
        seen = in_turn(
            {
                "bare": lambda: frame_ms(bare_app, "Tre skridt"),
                "1 workshop": lambda: home_ms(one),
                f"{many} workshops": lambda: home_ms(all_of_them),
            },
            frames,
        )
    empty, help_ms, bare = took.pop("pass"), took.pop("--help"), seen.pop("bare")
    lines = [
        Figure("workshop --help / python -c pass", help_ms, "ms", empty),
        Figure(f"raw SQLite: {many} files opened, one row of each read", took.pop("raw")),
    ]
    for command, ms in took.items():
        lines.append(at_most(f"workshop {command} / workshop --help", ms, COMMAND_MS, "ms", help_ms))
        lines.append(Figure(f"workshop {command} / python -c pass", ms, "ms", empty))
    for workshops, ms in seen.items():
        row = f"start to first right frame, {workshops}"
        lines.append(at_most(f"{row} / bare Textual app", ms, FRAME_MS, "ms", bare))
    right = "start to first right frame, 1 workshop: ratio to the bare app"
    lines.append(Figure(right, seen["1 workshop"], "ms", bare, Bound.RATIO_AT_MOST, FRAME_RATIO))
    return lines


def paired_figures(quick: bool = False) -> list[Figure]:
    """A short run of what has a target of its own: half of a pair."""
    lines = figures(quick, commands=5, frames=3)
    return [
        replace(line, name=line.name.split(" / ")[0]) for line in lines if line.bound is Bound.OURS_AT_MOST
    ]


def main() -> None:
    """Print the table."""
    print(table(figures("--quick" in sys.argv)))


if __name__ == "__main__":
    main()
