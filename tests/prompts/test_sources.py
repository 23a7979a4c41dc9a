"""`docs/sources.md` says of every point of the sources where it is, or why it is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prompts.methods.loading import load_method

PAGE = Path(__file__).parents[2] / "docs" / "sources.md"
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \| (whole|in part|left out) \| ([^|]+) \|$", re.M)


@pytest.fixture(scope="module")
def rows() -> list[tuple[int, str, str, str]]:
    found = ROW.findall(PAGE.read_text(encoding="utf-8"))
    return [(int(number), point, state, where) for number, point, state, where in found]


@pytest.fixture(scope="module")
def keys() -> set[str]:
    """Every key that a row may name."""
    method = load_method()
    named = (method.activities, method.packs, method.run_sheets, method.steps, method.decks)
    found = {each.key for group in named for each in group}
    for activity in method.activities:
        found |= {statement.key for statement in activity.statements}
        found |= {field.key for field in activity.record.fields} if activity.record else set()
    found |= {key for known in method.category_sets for key in known.keys}
    return found | {question.key for known in method.question_sets for question in known.questions}


def test_every_point_of_the_sources_stands_once(rows: list[tuple[int, str, str, str]]) -> None:
    assert [number for number, *_ in rows] == list(range(1, 131))


def test_every_name_is_something_that_the_method_has(
    rows: list[tuple[int, str, str, str]], keys: set[str]
) -> None:
    named = {(number, key) for number, _, _, where in rows for key in re.findall(r"`([a-z0-9-]+)`", where)}
    assert {(number, key) for number, key in named if key not in keys} == set()


def test_what_is_whole_says_where_and_what_is_not_says_why(rows: list[tuple[int, str, str, str]]) -> None:
    for number, _, state, where in rows:
        told = re.sub(r"`[^`]+`,?", "", where).strip(" :")
        assert ("`" in where and not told) if state == "whole" else len(told) > 30, number


def test_the_counts_are_those_of_the_rows_and_most_is_whole(rows: list[tuple[int, str, str, str]]) -> None:
    counted = [sum(state == wanted for _, _, state, _ in rows) for wanted in ("whole", "in part", "left out")]
    (said,) = re.findall(r"Whole: (\d+) · in part: (\d+) · left out: (\d+)", PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number in said] == counted
    assert counted[0] >= 110
