"""The page that phones get is written in the workshop's language, and light in all of them."""

from __future__ import annotations

import json
import re

import pytest
from page_weight import page_weight

from prompts.language.words import LANGUAGES, load_words
from workshop.web.page.assets import Assets

HEAVIEST = 34_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_and_light(room, language) -> None:
    words, workshop = load_words(language), room.state().workshop
    assets = Assets(words)
    text = assets.page(workshop).body(accepts_gzip=False).decode()
    assert f'<html lang="{language}">' in text
    block = re.search(r'<script type="application/json" id="words">(.*?)</script>', text, re.DOTALL)
    assert block is not None
    known = words.under("phone.")
    rarely = {key for key in known if key.startswith("record.")}
    assert rarely
    told = json.loads(block[1])
    assert list(told.values()) == [text for key, text in known.items() if key not in rarely]
    # What the script asks for is there: by its code, or by its key where it is put together.
    script = assets.script.plain.decode()
    assert [key for key in told if f'"{key}"' not in script and "." not in key] == []
    assert [key for key in rarely if f'"{key}"' in script] == []
    assert page_weight(assets, workshop) <= HEAVIEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_to_participants_is_short(language) -> None:
    """At most sixty words, with the organisation's name in its place."""
    notice = load_words(language)("phone.join.privacy", organisation="Eksempelby Kommune")
    assert len(notice.split()) <= 60
