"""One reader understands the deadlines that people write, and asks anew where it does not."""

from __future__ import annotations

import contextlib
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.language.typed_dates import (
    YEARS,
    NotADateError,
    as_spoken,
    example_day,
    may_stay_words,
    read_date,
    reference_day,
)
from prompts.language.words import LANGUAGES
from prompts.language.written_dates import as_typed

DEADLINES = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "deadlines.toml").read_text(encoding="utf-8")
)
MEETING = date(2026, 3, 4)
DAYS = st.dates(date(2001, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(("text", "iso"), DEADLINES["understood"].items())
def test_a_deadline_is_understood_as_people_write_it(text: str, iso: str) -> None:
    assert read_date(text, MEETING).isoformat() == iso


@pytest.mark.parametrize("text", [text for texts in DEADLINES["refused"].values() for text in texts])
def test_what_is_no_date_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(NotADateError):
        read_date(text, MEETING)


def test_words_may_stand_for_a_date_and_a_slip_may_not() -> None:
    words = DEADLINES["in-words"]
    assert [text for text in words["kept"] if not may_stay_words(text)] == []
    assert [text for text in words["slips"] if may_stay_words(text)] == []


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_every_day_is_read_as_it_is_written(day: date, reference: date, language: str) -> None:
    assert read_date(day.isoformat(), reference) == day
    assert read_date(as_typed(day, language), reference) == day
    assert read_date(f"{as_spoken(day, language)} {day.year}", reference) == day


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_a_day_without_a_year_is_the_next_such_day(day: date, reference: date, language: str) -> None:
    wanted = reference
    while (wanted.month, wanted.day) != (day.month, day.day):
        wanted += timedelta(days=1)
    for text in (f"{day.day}.{day.month}.", f"{day.day}/{day.month}", as_spoken(day, language)):
        assert read_date(text, reference) == wanted


@pytest.mark.parametrize(
    ("names", "following"),
    [
        (("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"), ""),
        (("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), "next "),
    ],
)
@given(reference=DAYS)
def test_a_weekday_is_the_next_one_within_a_week(
    names: tuple[str, ...], following: str, reference: date
) -> None:
    for number, name in enumerate(names, start=1):
        here, after = read_date(name, reference), read_date(following + name, reference)
        assert here.isoweekday() == after.isoweekday() == number
        assert 1 <= (here - reference).days <= 7  # who means today says so
        assert here == after


@given(DAYS, st.integers(1, 52))
def test_a_week_is_its_friday_and_never_over(reference: date, week: int) -> None:
    found = read_date(f"uge {week}", reference)
    assert (found.isocalendar().week, found.isoweekday()) == (week, 5)
    assert timedelta(0) <= found - reference < timedelta(days=54 * 7)


@pytest.mark.wide
@given(st.text(max_size=40), DAYS)
def test_any_text_is_a_day_in_reach_or_refused(text: str, reference: date) -> None:
    with contextlib.suppress(NotADateError):
        assert read_date(text, reference).year in YEARS


@given(DAYS)
def test_the_example_lies_ahead_in_every_language(reference: date) -> None:
    ahead = example_day(reference)
    assert ahead > reference
    for language in LANGUAGES:
        assert read_date(as_spoken(ahead, language), reference) == ahead


def test_an_open_date_is_read_from_the_meeting_and_never_from_a_day_that_is_past() -> None:
    assert reference_day(date(2027, 2, 3), MEETING) == date(2027, 2, 3)
    assert reference_day(date(2026, 1, 1), MEETING) == MEETING
    assert reference_day(None, MEETING) == MEETING
