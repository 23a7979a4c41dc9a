"""Choices of people who have no names any more, such that the same counts come out of them.

The file says how many chose what in the first round, what stands now, and how many moved. Which of those
who once took part did it, nobody knows; so the choices belong to nobody in particular.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def choices(
    first: Mapping[str, int], stands: Mapping[str, int], moved: int
) -> Iterator[tuple[str | None, str | None]]:
    """Pairs of a first and a second choice, None where there was none, with these counts.

    Exactly `moved` pairs have two different choices. Counts that no group can have made are met as nearly as
    possible: never more than `first` and `stands` together say.
    """
    keys = tuple(dict.fromkeys((*first, *stands)))
    kept = _kept(keys, first, stands, moved)
    for key in keys:
        yield from ((key, None) for _ in range(kept[key]))
    left = {key: first.get(key, 0) - kept[key] for key in keys}
    right = {key: stands.get(key, 0) - kept[key] for key in keys}
    yield from _moves(left, right)


def _kept(
    keys: tuple[str, ...], first: Mapping[str, int], stands: Mapping[str, int], moved: int
) -> dict[str, int]:
    """How many kept each choice, such that those left over can each have chosen something else.

    Those who left a choice must fit among those who came to the others, which gives each choice a least
    number of people who kept it.
    """
    wanted = max(sum(first.values()) - moved, 0)
    came = sum(stands.values()) - wanted
    most = {key: min(first.get(key, 0), stands.get(key, 0)) for key in keys}
    kept = {
        key: min(max(0, -(-(first.get(key, 0) + stands.get(key, 0) - came) // 2)), most[key]) for key in keys
    }
    for key in keys:
        kept[key] = min(most[key], kept[key] + max(wanted - sum(kept.values()), 0))
    return kept


def _moves(left: dict[str, int], right: dict[str, int]) -> Iterator[tuple[str | None, str | None]]:
    """Pair those who left a choice with other choices; whoever came without leaving any is new."""

    def fullest(counts: dict[str, int], besides: str | None = None) -> str | None:
        there = (key for key, count in counts.items() if count > 0 and key != besides)
        return max(there, key=lambda key: left[key] + right[key], default=None)

    while any(count > 0 for count in left.values()):
        before, after = fullest(left), fullest(right)
        if before == after and before is not None and after is not None:
            # The fullest on both sides is the hardest to pair, so it is paired first.
            after = fullest(right, before)
        if before is None or after is None:
            break
        left[before] -= 1
        right[after] -= 1
        yield before, after
    yield from ((key, None) for key, count in left.items() for _ in range(max(count, 0)))
    yield from ((None, key) for key, count in right.items() for _ in range(max(count, 0)))
