"""The folder for workshops: its storage, its free space, and how long a durable write takes."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from prompts.language.formatting import decimal
from prompts.language.words import Words
from workshop.doctor.finding import Finding
from workshop.machine.storage_location import ENOUGH_MB, Ground, existing_part, free_megabytes, ground_of

SLOW_SYNC_MS = 20.0
MOST_SYNCS = 20
MOST_SECONDS = 1.0


def folder_finding(folder: Path, words: Words) -> Finding:
    """Where workshops are stored, and whether that is safe."""
    topic, ground = words("doctor.folder"), ground_of(folder)
    if ground is Ground.DISK:
        return Finding("folder", topic, str(folder))
    return Finding("folder", topic, words(f"doctor.{ground.value}", folder=folder), fine=False)


def space_finding(folder: Path, words: Words) -> Finding:
    """How much space is free there."""
    topic, free = words("doctor.free"), free_megabytes(folder)
    if free is None:
        return Finding("space", topic, words("doctor.space-unknown"), fine=False)
    enough = free >= ENOUGH_MB
    return Finding(
        "space", topic, words("doctor.megabytes" if enough else "doctor.little-space", n=free), enough
    )


def sync_finding(folder: Path, words: Words) -> Finding:
    """How long the disk under `folder` takes for a synced write of four kilobytes."""
    topic = words("doctor.sync")
    try:
        median, worst = time_syncs(existing_part(folder))
    except OSError:
        return Finding("sync", topic, words("doctor.cannot-write", folder=folder), fine=False)
    fine = median <= SLOW_SYNC_MS
    key = "doctor.sync-times" if fine else "doctor.slow-sync"
    return Finding(
        "sync",
        topic,
        words(key, n=decimal(median, words.language), worst=decimal(worst, words.language)),
        fine,
    )


def time_syncs(folder: Path) -> tuple[float, float]:
    """The median and maximum of a few synced writes in `folder`, in milliseconds. Raises OSError."""
    times: list[float] = []
    with tempfile.TemporaryFile(dir=folder) as file:
        began = time.perf_counter()
        while len(times) < MOST_SYNCS and time.perf_counter() - began < MOST_SECONDS:
            file.write(b"x" * 4096)
            file.flush()
            started = time.perf_counter()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - started) * 1_000)
    return statistics.median(times), max(times)
