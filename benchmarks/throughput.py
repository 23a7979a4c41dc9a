"""Posts a second through the whole path, against bare parts that do the same with none of our code.

Fifty phones post as fast as they are answered. What is compared: aiohttp with a raw group commit of
one row for a post, the same with the three rows that we write (card, journal, receipt), and aiohttp that
stores nothing. None of it is a target: 250 phones at their own limits post 500 a second.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bare import commits_per_second
from figure import Figure, middle, table
from prepared import prepared
from scenarios import Spec, played
from served import Served, bare, free_port, headless, host_command

PHONES = 50
POSTS = 4_000
RUNS = 5
WARM_SECONDS = 0.7


def figures(quick: bool = False) -> list[Figure]:
    """Medians of several runs, ours and bare in turn."""
    posts, runs = (500, 1) if quick else (POSTS, RUNS)
    ours, row, rows, echo, spent, spent_bare = [], [], [], [], [], []
    for _ in range(runs):
        rate, cpu = ours_flooded(posts)
        ours.append(rate)
        spent.append(cpu)
        rate, cpu = bare_flooded("row", posts)
        row.append(rate)
        spent_bare.append(cpu)
        rows.append(bare_flooded("rows", posts)[0])
        echo.append(bare_flooded("echo", posts)[0])
    name, best = "posts/s through the whole path", middle(ours)
    return [
        Figure(f"{name} / aiohttp + raw commit of one row", best, "/s", middle(row)),
        Figure(f"{name} / aiohttp + raw commit of our three rows", best, "/s", middle(rows)),
        Figure(f"{name} / aiohttp that stores nothing", best, "/s", middle(echo)),
        Figure(
            "processor time a post / aiohttp + raw commit of one row", middle(spent), "µs", middle(spent_bare)
        ),
        *_raw(quick),
    ]


def paired_figures(quick: bool = False) -> list[Figure]:
    """One run of ours: half of a pair."""
    rate, cpu = ours_flooded(500 if quick else POSTS)
    return [
        Figure("posts/s through the whole path", rate, "/s"),
        Figure("processor time a post", cpu, "µs"),
    ]


def _raw(quick: bool) -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        seconds = 0.1 if quick else 1.0
        return [
            Figure(f"raw SQLite, {batch} rows a commit", commits_per_second(Path(name), batch, seconds), "/s")
            for batch in (1, 50)
        ]


def ours_flooded(posts: int) -> tuple[float, float]:
    """Posts a second and microseconds of processor time a post: the product without its screen."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        made, port = prepared(Path(name), PHONES, revealed=False), free_port()
        with headless(host_command(made.path, port, roomy=True, screen=False), port) as served:
            return _flooded(served, made.tokens, posts)


def bare_flooded(kind: str, posts: int) -> tuple[float, float]:
    """The same on one of the bare servers."""
    with bare(kind) as served:
        return _flooded(served, ("bare",) * PHONES, posts)


def _flooded(served: Served, tokens: tuple[str, ...], posts: int) -> tuple[float, float]:
    time.sleep(WARM_SECONDS)
    each, begun = max(1, posts // len(tokens)), served.cpu_seconds()
    noted = played(Spec("flood", served.port, tokens, each=each))
    count = each * len(tokens)
    return count / noted.seconds, (served.cpu_seconds() - begun) / count * 1e6


def main() -> None:
    """Print the table."""
    print(table(figures("--quick" in sys.argv)))


if __name__ == "__main__":
    main()
