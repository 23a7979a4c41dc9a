"""The minutes of a workshop and of its follow-up, word for word, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from two_meetings import LANGUAGES, minutes_of

from exports.formats import markdown

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
