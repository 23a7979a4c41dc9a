"""The two small methods that are not ours are held from empty to minutes, in every language."""

from __future__ import annotations

import pytest
from played_packs import PlayedPack
from rooms import Rooms
from shown_and_written import minutes_of, painted, shows

from prompts.language.words import load_words
from prompts.methods.loading import list_methods, load_method
from prompts.methods.run_sheets import usual_sheet

GALLERY = ("risikovaerksted", "start-stop-fortsaet")
LANGUAGES = ("da", pytest.param("en", marks=pytest.mark.long), pytest.param("nb", marks=pytest.mark.long))


def test_the_three_step_method_is_listed_first_and_each_speaks_all_languages() -> None:
    listed = list_methods()
    assert [listing.key for listing in listed] == ["tre-skridt", *GALLERY]
    assert {listing.languages for listing in listed} == {("da", "en", "nb")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", GALLERY)
def test_everything_that_was_written_is_in_the_minutes(tmp_path, clock, key: str, language: str) -> None:
    method = load_method(key, language)
    longest = max(method.first_sheets(), key=lambda sheet: sheet.minutes)
    made = Rooms(tmp_path, method, clock)
    try:
        played = PlayedPack(made.new(run_sheet=longest.key, language=language))
        for planned in longest.plan:
            played.play(planned.activity)
            title = method.activity(planned.activity).title
            assert all(shows(page, title) for page in painted(played.room, language)), planned.activity
        for page in minutes_of(played.room):
            assert [text for text in played.wrote if text not in page] == []
            assert method.source_line in page
            # No scale of theirs is about support of the agreements, and they have no approaches.
            for absent in ("plan.support", "minutes.follow-up.agenda-2-1"):
                assert load_words(language)(absent) not in page
    finally:
        made.stop_all()


@pytest.mark.parametrize("key", GALLERY)
def test_each_has_a_short_sheet_a_whole_one_and_a_follow_up_without_the_leaders_approaches(key: str) -> None:
    method = load_method(key)
    assert len(method.first_sheets()) == 2
    assert usual_sheet(method.first_sheets()) == method.first_sheets()[0]
    assert all(sheet.minutes <= 30 for sheet in method.follow_up_sheets())
    assert not method.categories
