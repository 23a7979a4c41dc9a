"""How many people and initiatives fit is computed in one place, and everything that states it agrees."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from prompts.language.words import LANGUAGES
from prompts.methods.capacity import (
    MOST_PEOPLE,
    Group,
    has_room_for,
    most_initiatives,
    people_of,
    proposed_sheet,
    sheet_minutes,
    talk_minutes,
)
from prompts.methods.loading import load_method
from prompts.methods.pace import WORDS_A_MINUTE, WORDS_A_MINUTE_OVER_40, typing_seconds

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from make_run_sheet_table import GUIDE, with_table


@pytest.fixture(scope="module")
def method():
    return load_method()


def test_people_type_as_fast_as_people_do_on_phones():
    assert typing_seconds(5 * 36) == pytest.approx(60, rel=0.01)
    assert typing_seconds(45, WORDS_A_MINUTE_OVER_40) > typing_seconds(45, WORDS_A_MINUTE)


@pytest.mark.parametrize(("key", "people"), [("60", 4), ("90", 7), ("120", 12), ("180", 12), ("240", 12)])
def test_a_sheet_has_room_for_the_people_it_is_for(method, key, people):
    sheet = method.run_sheet(key)
    assert people_of(method, sheet) >= people
    assert has_room_for(method, sheet, people)
    assert sheet_minutes(method, sheet, Group(people, sheet.initiatives)) <= sheet.minutes


def test_more_people_or_initiatives_never_take_less_time(method):
    for sheet in method.first_sheets():
        times = [sheet_minutes(method, sheet, Group(people, sheet.initiatives)) for people in range(6, 41)]
        assert times == sorted(times), sheet.key
        fits = [most_initiatives(method, sheet, people) for people in (6, 8, 10, 12, 14, 20, 40)]
        assert fits == sorted(fits, reverse=True), sheet.key


def test_the_sheet_that_is_proposed_is_the_shortest_with_room(method):
    proposed = [
        sheet.key if (sheet := proposed_sheet(method, people)) else "" for people in (4, 7, 12, 14, 30)
    ]
    assert proposed == ["60", "90", "120", "240", ""]
    assert not has_room_for(method, method.run_sheet("90"), 30)
    assert not has_room_for(method, method.run_sheet("240"), MOST_PEOPLE + 1)


def test_thirty_minutes_of_talk_are_needed_for_twenty_split_cards():
    assert [talk_minutes(split) for split in (0, 1, 8, 20)] == [1, 2, 12, 30]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_of_itself_what_is_computed(language):
    method = load_method(language=language)
    for key in ("60", "90", "120", "180"):
        sheet = method.run_sheet(key)
        assert re.findall(r"\d+", sheet.summary) == [str(people_of(method, sheet)), str(sheet.initiatives)]


def test_the_guide_s_table_is_the_computed_one():
    text = GUIDE.read_text(encoding="utf-8")
    assert with_table(text) == text
