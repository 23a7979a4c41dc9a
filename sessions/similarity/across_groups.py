"""Near-duplicates across groups that were joined.

A group has merged its own duplicates, so a card has at most one counterpart in each other group: only the
best pair of the two is suggested. That takes away most of the pairs that merely share a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sessions.similarity.suggest import SuggestedPair


def best_across(pairs: Iterable[SuggestedPair], origin: Callable[[str], str]) -> tuple[SuggestedPair, ...]:
    """`pairs`, best first, without those of two groups whose cards have a better counterpart there.

    `origin` gives the group that a card was brought from, empty for none. Pairs within one group stay.
    """
    matched: set[tuple[str, str]] = set()
    kept = []
    for pair in pairs:
        first, second = origin(pair.first), origin(pair.second)
        if first and second and first != second:
            if (pair.first, second) in matched or (pair.second, first) in matched:
                continue
            matched |= {(pair.first, second), (pair.second, first)}
        kept.append(pair)
    return tuple(kept)
