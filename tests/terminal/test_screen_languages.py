"""The screen in every language: the workshop's own, with home in the facilitator's, and no footer cut."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest
from pictures.played import Played
from pictures.scenes import PICTURES, scene_of
from pictures.stage import Listing, StillHome, on_stage

from prompts.language.words import LANGUAGES, load_words
from prompts.methods.kinds import BUILT_IN
from workshop.demo.own_example import FILE_NAMES
from workshop.terminal.actions.common_actions import COMMON
from workshop.terminal.actions.everywhere import FRAME_ACTIONS
from workshop.terminal.actions.footer import FooterItem, fitting
from workshop.terminal.activities.panel_registry import panel_for

OTHERS = ("en", "nb")
SMALL = ((60, 18), (80, 24))
DANISH = re.compile(
    r"\b(af|hvad|hvornår|uden|endnu|igen|gemt|deltagere?|lærredet|drejebog|opsamling\w*|tilgang\w*|aftaler?)\b",
    re.IGNORECASE,
)


def case_in(language):
    name = FILE_NAMES[language]
    told = json.loads((resources.files("workshop.demo") / name).read_text(encoding="utf-8"))
    return told | {"run_sheet": 120}


def in_footer(kind, language, width):
    words = load_words(language)
    specs = [spec for spec in (*panel_for(kind).ACTIONS, *FRAME_ACTIONS, *COMMON) if spec.shown and spec.keys]
    items = [FooterItem(spec, words(spec.label), spec.method == "help") for spec in specs]
    return fitting(items, width - 4)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
@pytest.mark.parametrize("kind", BUILT_IN)
@pytest.mark.parametrize("language", OTHERS)
def test_a_footer_is_never_cut_and_shows_about_as_much_as_in_danish(language, kind, width):
    shown = in_footer(kind, language, width)
    assert sum(item.width for item in shown) + 2 * (len(shown) - 1) <= width - 4
    assert any(item.spec.method == "help" for item in shown)
    assert len(shown) >= len(in_footer(kind, "da", width)) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_of_the_footer_is_short(language):
    words = load_words(language)
    actions = {spec for kind in BUILT_IN for spec in panel_for(kind).ACTIONS} | {*FRAME_ACTIONS, *COMMON}
    assert not [words(spec.label) for spec in actions if spec.shown and len(words(spec.label)) > 15]


async def test_a_workshop_speaks_its_language_and_home_the_facilitators(tmp_path):
    played = Played(tmp_path, case_in("en"))
    home = StillHome(played, (Listing("Vores tiltag i det nye år"),))
    try:
        async with on_stage(played, (80, 24), home=home) as stage:
            english, danish = load_words("en"), load_words("da")
            assert english("terminal.lobby.code") in stage.text()
            assert f"PgDn {english('terminal.now.begin')}" in stage.text()
            await stage.press("question_mark")
            assert english("terminal.help-title") in stage.text()
            await stage.press("escape", "ctrl+c")
            assert english("terminal.leave.question") in stage.text()
            await stage.press("down", "enter")
            await stage.until(lambda: danish("acts.home.new.label") in stage.text())
            assert english("terminal.now.begin") not in stage.text()
            assert english("acts.everywhere.help.label") not in stage.text()
    finally:
        played.stop()


@pytest.mark.long
@pytest.mark.parametrize("size", SMALL, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", sorted(set(PICTURES) - {"home", "new-workshop"}))
@pytest.mark.parametrize("language", OTHERS)
async def test_every_screen_is_whole_in_every_language(language, name, size, tmp_path):
    async with scene_of(name, tmp_path, size, case=case_in(language)) as stage:
        text = stage.text()
        if language == "en":
            assert not DANISH.findall(text)
        footer = [line for line in text.splitlines() if line.strip()][-1]
        assert "…" not in footer
