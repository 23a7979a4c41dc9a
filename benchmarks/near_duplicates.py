"""Measure how well and how fast near-duplicate cards are suggested.

``python benchmarks/near_duplicates.py`` prints a table. The labelled pairs are in ``tests/data``; synonyms
are not expected to be found, so they are counted apart and stand in none of the other figures.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from itertools import combinations
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# The checkout comes first, so that the script measures it whether or not the tool is installed.
from figure import Bound, Figure  # noqa: E402

from sessions.similarity.score import dice, normalise, score  # noqa: E402
from sessions.similarity.suggest import THRESHOLD, DuplicateIndex  # noqa: E402

try:
    from rapidfuzz import fuzz
except ImportError:
    fuzz = None  # type: ignore[assignment]  # compared only where it is installed

LABELLED_PAIRS = ROOT / "tests" / "data" / "near_duplicates_da.json"
HALVES = ("tuning", "held out", "all")
SIZES = (200, 2_000)
LEAST_AUC = 0.89
COLUMNS = ("threshold", "precision", "recall", "f1")

Scorer = Callable[[str, str], float]
Pair = dict[str, Any]


def ours(first: str, second: str) -> float:
    return score(normalise(first), normalise(second))


def floor(first: str, second: str) -> float:
    """Return the floor of the score alone, without compound parts, weights and opposites."""
    return dice(normalise(first).trigrams, normalise(second).trigrams)


def bare_ratio(first: str, second: str) -> float:
    return float(fuzz.ratio(first, second)) / 100


def load_pairs() -> list[Pair]:
    pairs: list[Pair] = json.loads(LABELLED_PAIRS.read_text(encoding="utf-8"))["pairs"]
    return pairs


def of_half(pairs: list[Pair], half: str) -> list[Pair]:
    return [pair for pair in pairs if half == "all" or pair["held_out"] == (half == "held out")]


def area_under_curve(positive: list[float], negative: list[float]) -> float:
    """Return the chance that a duplicate scores above a look-alike (ROC area, Mann-Whitney form)."""
    wins = sum((high > low) + (high == low) / 2 for high in positive for low in negative)
    return wins / (len(positive) * len(negative))


def best_threshold(positive: list[float], negative: list[float]) -> float:
    """Return the threshold with the highest F1, so that a rival is not judged by a threshold made for us."""

    def f1(threshold: float) -> float:
        return at_threshold(positive, negative, threshold)["f1"]

    return max(sorted({*positive, *negative}), key=f1)


def at_threshold(positive: list[float], negative: list[float], threshold: float) -> dict[str, float]:
    found = sum(value >= threshold for value in positive)
    false = sum(value >= threshold for value in negative)
    precision, recall = found / max(1, found + false), found / len(positive)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return {"threshold": threshold, "precision": precision, "recall": recall, "f1": f1}


def scores(pairs: list[Pair], scorer: Scorer) -> tuple[list[float], list[float]]:
    """Return the scores of the duplicates and of the look-alikes."""
    found: dict[bool, list[float]] = {True: [], False: []}
    for pair in pairs:
        if not pair.get("synonym"):
            found[pair["expected"]].append(scorer(pair["first"], pair["second"]))
    return found[True], found[False]


def quality(scorer: Scorer, threshold: float | None = None) -> dict[str, dict[str, float]]:
    """Judge a scorer on each half; without a threshold, by the best one on the tuning half."""
    pairs = load_pairs()
    chosen = best_threshold(*scores(of_half(pairs, "tuning"), scorer)) if threshold is None else threshold
    halves = {half: scores(of_half(pairs, half), scorer) for half in HALVES}
    return {
        half: {
            "pairs": len(high) + len(low),
            "auc": area_under_curve(high, low),
            **at_threshold(high, low, chosen),
        }
        for half, (high, low) in halves.items()
    }


def synonyms_found() -> dict[str, int]:
    synonyms = [pair for pair in load_pairs() if pair.get("synonym")]
    found = sum(ours(pair["first"], pair["second"]) >= THRESHOLD for pair in synonyms)
    return {"found": found, "of": len(synonyms)}


def unlabelled_suggestions() -> dict[str, float]:
    """Count suggestions between cards of different labelled pairs: nearly all of them are false."""
    pairs = of_half(load_pairs(), "held out")
    cards = [
        (number, normalise(pair[key])) for number, pair in enumerate(pairs) for key in ("first", "second")
    ]
    crossing = [(a, b) for (one, a), (other, b) in combinations(cards, 2) if one != other]
    return {"suggested": sum(score(a, b) >= THRESHOLD for a, b in crossing), "of": len(crossing)}


def made_up_cards(number: int) -> list[str]:
    """Make cards by mixing the words of the labelled ones: as many shared words as a big real list has."""
    random = Random(7)
    texts = [pair[side] for pair in load_pairs() for side in ("first", "second")]
    words = sorted({word for text in texts for word in text.split()})
    return [f"{random.choice(texts)} {' '.join(random.sample(words, 3))}" for _ in range(number)]


def milliseconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1_000


def add_all(index: DuplicateIndex, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        index.add(f"card-{number}", text)


def one_more(size: int, extra: list[str]) -> dict[str, float]:
    """Time adding each extra text, alone, to a list of the given size, in milliseconds."""
    index = DuplicateIndex()
    add_all(index, made_up_cards(size))
    times = []
    for text in extra:
        times.append(milliseconds(partial(index.add, "extra", text)))
        index.remove("extra")
    return {"median": median(times), "worst": max(times)}


def hostile_texts() -> list[str]:
    words = made_up_cards(400)
    never_seen = ["".join(Random().choices("adefgiklmnorstuvøå", k=6)) for _ in range(280)]
    return [
        "",
        " ".join(never_seen),
        "x" * 2_000,
        "🙂" * 2_000,
        " ".join(words)[:2_000],
        "møde " * 400,
        "ﷺ" * 2_000,
    ]


def speed() -> dict[str, Any]:
    index = DuplicateIndex()
    whole = milliseconds(partial(add_all, index, made_up_cards(SIZES[-1])))
    return {
        "index_2000_ms": whole,
        "best_12_of_2000_ms": milliseconds(lambda: index.pairs(12)),
        "one_more_ms": {size: one_more(size, made_up_cards(SIZES[-1] + 100)[-100:]) for size in SIZES},
        "one_hostile_more_ms": {size: one_more(size, hostile_texts()) for size in SIZES},
    }


def figures() -> dict[str, Any]:
    """Return everything measured; ``bare_ratio`` is None without rapidfuzz, times are milliseconds."""
    return {
        "threshold": THRESHOLD,
        "ours": quality(ours, THRESHOLD),
        "floor": quality(floor),
        "bare_ratio": quality(bare_ratio) if fuzz else None,
        "synonyms": synonyms_found(),
        "unlabelled": unlabelled_suggestions(),
        "speed": speed(),
    }


def lines(quick: bool = False) -> list[Figure]:
    """What of it has a target: how well pairs are told from look-alikes, on the half not tuned on."""
    worst = quality(ours, THRESHOLD)["held out"]["auc"]
    bare = quality(bare_ratio)["held out"]["auc"] if fuzz else None
    return [Figure("near-duplicates, area under the curve", worst, "", bare, Bound.OURS_AT_LEAST, LEAST_AUC)]


def print_quality(name: str, halves: dict[str, dict[str, float]]) -> None:
    for half, row in halves.items():
        columns = "  ".join(f"{row[key]:9.2f}" for key in COLUMNS)
        print(f"{name:<22}{half:<10}{row['pairs']:>6}  {row['auc']:5.3f}  {columns}")


def print_speed(times: dict[str, Any]) -> None:
    print(f"\nIndex 2,000 cards: {times['index_2000_ms']:.0f} ms")
    print(f"Best 12 of 2,000 cards: {times['best_12_of_2000_ms']:.1f} ms")
    for name, label in (("one_more_ms", "One card more"), ("one_hostile_more_ms", "One hostile text more")):
        for size, row in times[name].items():
            print(f"{label} at {size:>5,}: median {row['median']:.2f} ms, worst {row['worst']:.2f} ms")


def main() -> None:
    measured = figures()
    print(f"{'':<22}{'half':<10}{'pairs':>6}  {'AUC':>5}  " + "  ".join(f"{name:>9}" for name in COLUMNS))
    print_quality("ours", measured["ours"])
    print_quality("trigrams of stems", measured["floor"])
    if measured["bare_ratio"] is None:
        print("bare ratio: not compared, rapidfuzz is not installed (pip install rapidfuzz)")
    else:
        print_quality("bare fuzz.ratio", measured["bare_ratio"])
    print("\nSynonyms found: {found} of {of} (none is expected)".format(**measured["synonyms"]))
    print("Suggested across different held-out pairs: {suggested} of {of}".format(**measured["unlabelled"]))
    print_speed(measured["speed"])


if __name__ == "__main__":
    main()
