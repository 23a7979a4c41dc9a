"""Measure how well near-duplicates across joined groups are suggested.

``python benchmarks/across_groups.py`` prints precision, recall and what was suggested wrongly. The labelled
lists of two organisations' groups are in ``tests/data``.
"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# The checkout comes first, so that the script measures it whether or not the tool is installed.
from figure import Bound, Figure  # noqa: E402

from sessions.similarity.across_groups import best_across  # noqa: E402
from sessions.similarity.suggest import DuplicateIndex  # noqa: E402

LISTS = ROOT / "tests" / "data" / "groups_da.json"
LEAST_PRECISION, LEAST_RECALL = 0.9, 0.6

Groups = dict[str, list[dict[str, str]]]


def suggested(groups: Groups) -> list[tuple[bool, str, str]]:
    """Each pair suggested across groups: whether it is labelled as one, and both texts."""
    index = DuplicateIndex()
    cards = {
        f"{name}-{place}": (name, card) for name, list_ in groups.items() for place, card in enumerate(list_)
    }
    for key, (_, card) in cards.items():
        index.add(key, card["text"])
    pairs = best_across(index.pairs(1_000), lambda key: cards[key][0])
    across = (pair for pair in pairs if cards[pair.first][0] != cards[pair.second][0])
    return [
        (one["key"] == other["key"], one["text"], other["text"])
        for pair in across
        for one, other in [(cards[pair.first][1], cards[pair.second][1])]
    ]


def labelled(groups: Groups) -> int:
    """How many pairs of cards in different groups are labelled as one."""
    return sum(
        one["key"] == other["key"]
        for first, second in combinations(groups.values(), 2)
        for one in first
        for other in second
    )


def measured() -> tuple[float, float, list[tuple[str, str]]]:
    """Precision and recall over all organisations, and the pairs suggested wrongly."""
    every: dict[str, Groups] = json.loads(LISTS.read_text(encoding="utf-8"))["groups"]
    found = [pair for groups in every.values() for pair in suggested(groups)]
    right = sum(is_right for is_right, _, _ in found)
    wrong = [(one, other) for is_right, one, other in found if not is_right]
    return right / len(found), right / sum(map(labelled, every.values())), wrong


def lines(quick: bool = False) -> list[Figure]:
    """What of it has a target."""
    precision, recall, _ = measured()
    return [
        Figure(
            "duplicates across groups, precision", precision, "", None, Bound.OURS_AT_LEAST, LEAST_PRECISION
        ),
        Figure("duplicates across groups, recall", recall, "", None, Bound.OURS_AT_LEAST, LEAST_RECALL),
    ]


def main() -> None:
    precision, recall, wrong = measured()
    print(f"precision {precision:.3f}  recall {recall:.3f}")
    for one, other in wrong:
        print(f"  not one: {one} | {other}")


if __name__ == "__main__":
    main()
