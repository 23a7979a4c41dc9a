"""Follow-up meetings land on days when people are at work."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.contents.follow_up_dates import first_working_day, follow_ups, is_working_day, public_holidays


@pytest.mark.parametrize(
    "day",
    ["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"],
)
def test_easter_falls_where_the_almanac_has_it(day):
    sunday = date.fromisoformat(day)
    around = {sunday + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    for language in ("da", "nb", "en"):
        assert around <= public_holidays(sunday.year, language)


@pytest.mark.parametrize(
    ("language", "days"), [("da", {"06-05"}), ("en", {"06-05"}), ("nb", {"05-01", "05-17"})]
)
@pytest.mark.parametrize("year", [2024, 2026, 2031])
def test_the_days_off_that_do_not_move_are_those_of_the_country(year, language, days):
    fixed = {f"{day:%m-%d}" for day in public_holidays(year, language)} & {"05-01", "05-17", "06-05"}
    assert fixed == days
    assert {f"{year}-{day}" for day in ("01-01", "12-25", "12-26")} <= {
        day.isoformat() for day in public_holidays(year, language)
    }


def test_the_case_gets_its_three_meetings_off_the_holidays():
    # 3 April 2026 is Good Friday and 3 May a Sunday.
    days = [meeting.day.isoformat() for meeting in follow_ups(date(2026, 3, 4), (30, 60, 90))]
    assert days == ["2026-04-07", "2026-05-04", "2026-06-02"]


@pytest.mark.parametrize(
    ("planned", "moved"),
    [
        ("2026-05-14", "2026-05-15"),  # Kristi himmelfartsdag
        ("2026-05-25", "2026-05-26"),  # anden pinsedag
        ("2026-06-05", "2026-06-08"),  # Grundlovsdag, a Friday
        ("2026-07-06", "2026-08-03"),  # the first day of week 28
        ("2026-08-02", "2026-08-03"),  # the last day of week 31
        ("2026-07-03", "2026-07-03"),
        ("2026-12-24", "2027-01-04"),
        ("2026-12-23", "2026-12-23"),
        ("2023-05-05", "2023-05-08"),  # store bededag, the last one
        ("2024-04-26", "2024-04-26"),  # no longer
    ],
)
def test_a_day_off_moves_to_the_first_working_day_after(planned, moved):
    assert first_working_day(date.fromisoformat(planned)).isoformat() == moved


@settings(deadline=None)  # the first of them loads the holidays of a country
@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(1, 200))
def test_every_meeting_is_on_a_working_day_and_never_early(day, days):
    (meeting,) = follow_ups(day, (days,))
    assert is_working_day(meeting.day)
    assert meeting.day not in public_holidays(meeting.day.year)
    assert timedelta(0) <= meeting.day - (day + timedelta(days=days)) <= timedelta(days=31)


@pytest.mark.parametrize(
    ("day", "works_in"), [("2026-05-01", {"da"}), ("2027-05-17", set()), ("2026-06-05", {"nb"})]
)
def test_a_norwegian_workshop_has_norwegian_holidays(day, works_in):
    """17 May 2027 is Whit Monday as well: off for both."""
    assert {each for each in ("da", "nb") if is_working_day(date.fromisoformat(day), each)} == works_in


def test_the_seventeenth_of_may_is_a_working_day_in_denmark_only():
    (norwegian,) = follow_ups(date(2028, 4, 17), (30,), "nb")
    (danish,) = follow_ups(date(2028, 4, 17), (30,), "da")
    assert (danish.day, norwegian.day) == (date(2028, 5, 17), date(2028, 5, 18))
