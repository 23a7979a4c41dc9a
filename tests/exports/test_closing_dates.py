"""The date proposed at the end of a workshop, and how long after it that is."""

from __future__ import annotations

from datetime import date

import pytest
from case_state import METHOD, read_case, state_of, workshop
from two_meetings import second_meeting

from exports.minutes import remaining_follow_ups
from prompts.language.words import load_words
from workshop.facilitating.telling.closing_lines import follow_up_line

HELD, BEFORE_CHRISTMAS = date(2026, 3, 2), date(2026, 11, 26)


def ended(day):
    return state_of(workshop({**read_case(), "date": day.isoformat()}))


@pytest.mark.parametrize("language", ["da", "en", "nb"])
def test_a_date_that_was_moved_is_not_said_to_be_an_exact_number_of_days_away(language):
    words = load_words(language)
    days = METHOD.follow_up_days[0]
    for day, moved in ((HELD, False), (BEFORE_CHRISTMAS, True)):
        proposed = remaining_follow_ups(ended(day), METHOD)[0].day
        assert ((proposed - day).days != days) is moved
        line = follow_up_line(ended(day), METHOD, words)
        since = words("terminal.end.since-this")
        exact = words("terminal.end.next-meeting", date="#", n=days, since=since).split("#")[1]
        assert (exact not in line) is moved, line


def test_a_follow_up_counts_the_days_from_the_first_meeting_and_says_so():
    state = second_meeting()
    line = follow_up_line(state, METHOD, load_words("da"))
    proposed = remaining_follow_ups(state, METHOD)[0]
    assert f"{proposed.days} dage efter det første møde" in line
