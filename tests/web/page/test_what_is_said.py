"""What is said in every language: where something is missing, who is responsible, what it all weighs."""

from __future__ import annotations

from datetime import date

import pytest
from page_weight import page_weight
from phone_hand import comes

from prompts.language.words import LANGUAGES, load_words
from sessions.commands import AddNextStep, RevealInput, WriteCard
from workshop.web.page.assets import Assets


async def test_without_scripts_the_page_says_what_to_do(make_hand, house, words) -> None:
    async with make_hand(java_script_enabled=False) as hand:
        await hand.page.goto(house.base)
        shown = await hand.page.inner_text("body")
        assert words("page.no_script") in shown
        assert house.live.state.workshop.title in shown


@pytest.mark.wide
async def test_totals_that_are_held_back_are_not_just_missing(phone, house) -> None:
    """With two or three people a total could tell who voted for what."""
    await house.open("forslag")
    await house.do(WriteCard("Forslag A"))
    await phone.open("vote")
    await phone.press("vote.plus")
    await phone.saved()
    assert phone.word("rate.too_few") not in await phone.page.inner_text("body")
    await house.do(RevealInput())
    await phone.sees("rate.too_few")
    await house.open("skriv-tiltag")
    await house.do(WriteCard("Kort A"))
    await phone.open("place", "talk")
    await house.do(RevealInput())
    await phone.sees("rate.too_few")


@pytest.mark.wide
async def test_whoever_is_asked_for_support_sees_what_is_to_be_supported(phone, house) -> None:
    await house.do(AddNextStep("Anne", "Ringe til skolen", date(2026, 3, 18), "Et møde"))
    await phone.open("opbakning")
    await phone.sees_text("Ringe til skolen · Anne · 18. marts 2026")
    await phone.open("evne")
    assert "Ringe til skolen" not in await phone.page.inner_text("main")


@pytest.mark.wide
async def test_who_has_no_name_yet_begins_with_an_empty_field(phone, house) -> None:
    await phone.sees_text(phone.word("me.unnamed", number=1))
    await comes(phone.page.get_by_label(phone.word("join.alias")).input_value, "")
    await phone.press("edit.save")
    await phone.saved()
    await phone.sees_text(phone.word("me.unnamed", number=1))
    await phone.open("velkomst")
    await phone.press("me.change")
    await comes(phone.page.get_by_label(phone.word("join.alias")).input_value, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_asks_is_told_in_sixty_words(language) -> None:
    words = load_words(language)
    for organisation in (
        words("phone.join.some_organisation"),
        "Børne- og Ungeforvaltningen i Nordby Kommune",
    ):
        assert len(words("phone.join.privacy", organisation=organisation).split()) <= 60


@pytest.mark.parametrize("language", LANGUAGES)
async def test_no_language_makes_the_page_heavy(house, language) -> None:
    assert page_weight(Assets(load_words(language)), house.live.state.workshop) <= 34_000
