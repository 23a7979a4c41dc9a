"""The minutes of a workshop and of its follow-up, word for word, in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from case_state import VERSION
from two_meetings import LANGUAGES, MADE, SECOND, minutes_of, second_meeting

from exports.formats import markdown
from exports.minutes import build_minutes
from prompts.methods.loading import load_method
from sessions.model import StepStatus

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("meeting", [1, 2])
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_meetings_read_as_they_were_written_down(language, meeting):
    expected = (GOLDEN / f"meeting_{meeting}.{language}.md").read_text(encoding="utf-8")
    assert markdown.render(minutes_of(meeting, language)).decode() == expected


def test_the_second_round_is_told_of_only_where_there_was_one():
    told = markdown.render(minutes_of(1)).decode()
    assert "igen efter samtalen" not in told
    assert "| Tiltag | Placeret | Enige | Aftalt |" in told


def test_a_follow_up_that_decided_nothing_does_not_say_that_it_did():
    told = markdown.render(minutes_of(2)).decode()
    assert "## Det besluttede vi" not in told
    assert "## Det har vi besluttet" in told
    assert "gælder fortsat" in told


def test_an_open_agreement_whose_date_has_passed_is_marked():
    state = second_meeting()
    still_open = next(step for step in state.next_steps if step.status is StepStatus.UNDER_WAY)
    for due, is_late in ((SECOND - timedelta(days=1), True), (SECOND, False)):
        state.load([replace(still_open, due=due)])
        minutes = build_minutes(state, load_method("tre-skridt", "da"), MADE[2], VERSION)
        assert ("– *over tiden*" in markdown.render(minutes).decode()) is is_late
