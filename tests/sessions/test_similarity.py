"""Near-duplicates are suggested well enough to be worth reading, and no text stops the suggesting."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.similarity import suggest as similarity
from sessions.similarity.score import normalise, score
from sessions.similarity.suggest import THRESHOLD, DuplicateIndex, SuggestedPair

DATA = Path(__file__).resolve().parent.parent / "data"
LABELLED = json.loads((DATA / "near_duplicates_da.json").read_text(encoding="utf-8"))["pairs"]
DEMO = json.loads((DATA / "cases" / "kommune.json").read_text(encoding="utf-8"))
LABELLED_TEXTS = [pair[side] for pair in LABELLED for side in ("first", "second")]

HOSTILE = [
    "",
    " \t\n",
    "x" * 2_000,
    "møde" * 500,
    "møde " * 400,
    "🙂" * 2_000,
    "👩‍👩‍👧‍👦 familie",
    "\ud800 halv",
    "\x00\x1b[31m",
    "ﷺ" * 2_000,
    "=#%()[]{}\\^$.|?*+",
    "1234567890 " * 180,
    " ".join(LABELLED_TEXTS)[:2_000],
]


def likeness(first: str, second: str) -> float:
    return score(normalise(first), normalise(second))


def index_of(texts: dict[str, str]) -> DuplicateIndex:
    index = DuplicateIndex()
    for card_id, text in texts.items():
        index.add(card_id, text)
    return index


def demo_cards() -> dict[str, str]:
    return {card["id"]: card["text"] for card in DEMO["initiatives"]}


def area_under_curve(pairs: list[dict]) -> float:
    judged = [(pair["expected"], likeness(pair["first"], pair["second"])) for pair in pairs]
    duplicates = [value for expected, value in judged if expected]
    others = [value for expected, value in judged if not expected]
    wins = sum((high > low) + (high == low) / 2 for high in duplicates for low in others)
    return wins / (len(duplicates) * len(others))


def test_every_merge_of_the_demo_case_is_suggested():
    suggested = {(pair.first, pair.second) for pair in index_of(demo_cards()).pairs(limit=12)}
    assert {tuple(merge) for merge in DEMO["merges"]} <= suggested


def test_the_demo_case_gets_at_most_one_false_suggestion():
    assert len(index_of(demo_cards()).pairs(limit=12)) <= len(DEMO["merges"]) + 1


def test_held_out_pairs_are_told_apart():
    held_out = [pair for pair in LABELLED if pair["held_out"] and not pair.get("synonym")]
    assert area_under_curve(held_out) >= 0.89


def test_most_held_out_duplicates_reach_the_threshold_and_most_look_alikes_do_not():
    held_out = [pair for pair in LABELLED if pair["held_out"] and not pair.get("synonym")]
    suggested = [
        pair["expected"] for pair in held_out if likeness(pair["first"], pair["second"]) >= THRESHOLD
    ]
    assert sum(suggested) / len(suggested) >= 0.8
    assert sum(suggested) / sum(pair["expected"] for pair in held_out) >= 0.8


def test_the_labelled_list_is_fair_to_both_halves():
    assert len(LABELLED) >= 60
    for held_out in (True, False):
        half = [pair for pair in LABELLED if pair["held_out"] is held_out]
        assert {pair["kind"] for pair in half} == {pair["kind"] for pair in LABELLED}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()] + LABELLED_TEXTS[:20])
def test_equal_texts_score_one(text):
    assert likeness(text, text) == 1.0


def test_case_and_spaces_make_no_difference():
    assert likeness("Færre  møder", " FÆRRE MØDER ") == 1.0


def test_letters_composed_in_two_ways_are_the_same():
    assert likeness("Få på kursus", "Fa\u030a pa\u030a kursus") == 1.0


def test_an_empty_text_is_like_nothing():
    assert likeness("", "") == 0.0
    assert likeness("", "Færre møder") == 0.0
    assert index_of({"a": "", "b": " "}).pairs(12) == ()


def test_texts_without_words_are_alike_only_when_equal():
    assert [(p.first, p.second) for p in index_of({"a": "🙂", "b": "🎉", "c": "🙂"}).pairs(12)] == [
        ("a", "c")
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Flere møder på tværs", "Færre møder på tværs"),
        ("Øge antallet af vikarer", "Mindske antallet af vikarer"),
        ("Mere dokumentation", "Mindre dokumentation"),
        ("Start på fælles frokost", "Stop for fælles frokost"),
        ("Undervisning med tablets", "Undervisning uden tablets"),
    ],
)
def test_opposites_are_not_suggested_however_alike_they_look(first, second):
    assert likeness(first, second) < THRESHOLD


def test_a_text_that_points_both_ways_opposes_neither():
    both = "Færre møder og mere tid til faglig sparring"
    assert likeness(both, "Mere tid til faglig sparring") >= THRESHOLD


def test_tid_is_not_taken_for_tidligere():
    assert not normalise("Tid til ro").directions


def test_other_numbers_lower_the_score():
    assert likeness("Budget 2025", "Budget 2024") < likeness("Budget 2025", "Budgettet 2025")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ledermøder", "Møder for ledere"),
        ("Ny it-strategi", "Strategi for IT"),
        ("Brug af kunstig intelligens", "Brug af AI"),
        ("Sygefravær", "Nedbringe sygefraværet"),
    ],
)
def test_compounds_abbreviations_and_inflections_meet(first, second):
    assert likeness(first, second) >= THRESHOLD


@given(st.text(max_size=300), st.text(max_size=300))
def test_the_score_is_the_same_both_ways_and_between_nought_and_one(first, second):
    forth = likeness(first, second)
    assert forth == likeness(second, first)
    assert 0.0 <= forth <= 1.0


def test_the_score_of_labelled_pairs_is_the_same_both_ways():
    for pair in LABELLED:
        assert likeness(pair["first"], pair["second"]) == likeness(pair["second"], pair["first"])


def test_hostile_texts_are_indexed_found_and_removed():
    index = index_of({str(number): text for number, text in enumerate(HOSTILE)})
    for number, text in enumerate(HOSTILE):
        if text.strip():
            index.add("again", text)
            pairs = index.pairs(10_000)
            assert any(pair.score == 1.0 and "again" in (pair.first, pair.second) for pair in pairs)
            index.remove("again")
        index.remove(str(number))
    assert len(index) == 0
    assert index.pairs(12) == ()


def test_the_index_suggests_what_comparing_all_with_all_would():
    texts = {str(number): text for number, text in enumerate(LABELLED_TEXTS)}
    prints = {card_id: normalise(text) for card_id, text in texts.items()}
    compared = [SuggestedPair(a, b, score(prints[a], prints[b])) for a, b in combinations(texts, 2)]
    expected = sorted(
        (pair for pair in compared if pair.score >= THRESHOLD),
        key=lambda pair: (-pair.score, int(pair.first), int(pair.second)),
    )
    assert index_of(texts).pairs(10_000) == tuple(expected)


def test_ties_keep_the_order_in_which_the_cards_were_added():
    index = index_of({"z": "Tavlemøder", "m": "Mentorer", "a": "Tavlemøder", "b": "Mentorer"})
    assert index.pairs(12) == (SuggestedPair("z", "a", 1.0), SuggestedPair("m", "b", 1.0))


def test_the_limit_keeps_the_best():
    index = index_of(demo_cards())
    assert index.pairs(2) == index.pairs(12)[:2]
    assert index.pairs(0) == index.pairs(-1) == ()


def test_a_removed_card_is_suggested_no_more():
    index = index_of({"a": "Tavlemøder", "b": "Tavlemøder", "c": "Tavlemøder"})
    index.remove("b")
    index.remove("unknown")
    assert index.pairs(12) == (SuggestedPair("a", "c", 1.0),)


def test_an_edited_card_is_compared_by_its_new_text_and_keeps_its_place():
    index = index_of({"a": "Solceller", "b": "Tavlemøder"})
    index.add("a", "Tavlemøder")
    assert index.pairs(12) == (SuggestedPair("a", "b", 1.0),)


def test_equal_texts_are_found_in_a_long_list_of_alike_cards():
    index = index_of({str(number): f"Fælles plan for møder i hus {number}" for number in range(400)})
    index.add("again", "Fælles plan for møder i hus 399")
    assert index.pairs(1) == (SuggestedPair("399", "again", 1.0),)


def test_one_more_card_is_scored_against_a_bounded_number_of_cards(monkeypatch):
    index = index_of({str(number): f"Fælles plan for møder i hus {number}" for number in range(400)})
    scored = []
    monkeypatch.setattr(similarity, "score", lambda a, b: scored.append(b) or 0.0)
    index.add("one more", "Fælles plan for møder i alle huse")
    assert len(scored) == similarity.CANDIDATES
