"""Near-duplicates across joined groups: each card is suggested with its best counterpart in another group."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

from sessions.similarity.across_groups import best_across
from sessions.similarity.suggest import DuplicateIndex, SuggestedPair

LISTS = Path(__file__).parent.parent / "data" / "groups_da.json"


def test_nine_of_ten_suggestions_across_groups_are_right_and_most_pairs_are_found():
    found, of = [], 0
    for groups in json.loads(LISTS.read_text("utf-8"))["groups"].values():
        index, cards = DuplicateIndex(), {}
        for name, listed in groups.items():
            for place, card in enumerate(listed):
                cards[f"{name}-{place}"] = (name, card["key"])
                index.add(f"{name}-{place}", card["text"])
        for pair in best_across(index.pairs(1_000), lambda key, cards=cards: cards[key][0]):
            (one, first), (other, second) = cards[pair.first], cards[pair.second]
            found += [first == second] if one != other else []
        keys = [[card["key"] for card in listed] for listed in groups.values()]
        of += sum(len(set(one) & set(other)) for one, other in combinations(keys, 2))
    assert sum(found) / len(found) >= 0.9
    assert sum(found) / of >= 0.6


def test_a_worse_counterpart_in_the_same_group_is_left_out_and_pairs_of_one_group_stay():
    pairs = (
        SuggestedPair("a1", "b1", 0.9),
        SuggestedPair("a1", "b2", 0.8),
        SuggestedPair("a1", "c1", 0.7),
        SuggestedPair("a1", "a2", 0.6),
    )
    kept = best_across(pairs, lambda key: key[0])
    assert [(pair.first, pair.second) for pair in kept] == [("a1", "b1"), ("a1", "c1"), ("a1", "a2")]
